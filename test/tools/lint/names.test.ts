import { lintNames } from '../../../tools/lint/names';
import { lintWxml } from '../../../tools/lint/wxml';
import { temporaryFiles } from '../temporary-files';

it('finds names that say nothing, in files and folders', () => {
  const root = temporaryFiles({
    'lib/utils.ts': '',
    'lib/date-helper.ts': '',
    'lib/common/index.ts': '',
    'lib/session-manager.ts': '',
    'lib/commonwealth.ts': '',
    'lib/session.ts': '',
    'node_modules/a/utils.js': '',
    'miniprogram_dist/utils.js': '',
  });
  expect(lintNames(root).map((complaint) => complaint.split(':')[0])).toEqual([
    'lib/common/index.ts',
    'lib/date-helper.ts',
    'lib/session-manager.ts',
    'lib/utils.ts',
  ]);
});

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
