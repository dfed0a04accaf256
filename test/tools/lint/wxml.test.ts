import { lintWxml } from '../../../tools/lint/wxml';
import { temporaryFiles } from '../temporary-files';

it('finds a template that does not compile, and a folder without any', () => {
  const root = temporaryFiles({
    'components/a/index.wxml': '<view>{{ a + }}</view>',
    'components/b/index.wxml': '<view/>',
    'empty/a.txt': '',
  });
  expect(lintWxml(root, 'components')).toEqual([
    expect.stringContaining('components/ (wcc) a/index.wxml:1:'),
    expect.stringContaining('components/ (glass-easel) a/index.wxml:1:'),
  ]);
  expect(lintWxml(root, 'empty')).toEqual(['empty: no WXML found, so nothing was checked']);
});
