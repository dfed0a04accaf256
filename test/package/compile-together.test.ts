import { join } from 'node:path';
import { emptyApp, readmePage } from '../../tools/size/apps';
import { compileApp, compileTogether } from '../../tools/size/compile-app';

jest.setTimeout(120_000); // WeChat's compiler, twice

it('of a page compiled together with others is, byte for byte, what it is alone', async () => {
  const page = readmePage(join(__dirname, '../..'));
  const [together, alone] = await Promise.all([compileTogether([emptyApp, page]), compileApp(page)]);
  const texts = (files: ReadonlyMap<string, Uint8Array> | undefined): [string, string][] =>
    [...(files ?? [])].map(([path, content]): [string, string] => [path, Buffer.from(content).toString('utf8')]).sort();
  expect(texts(together.get(page.id))).toEqual(texts(alone));
  expect([...(together.get('empty') ?? [])].map(([path]) => path).sort()).toEqual([
    'app.js',
    'app.json',
    'pages/index/index.js',
    'pages/index/index.json',
    'pages/index/index.wxml',
    'project.config.json',
  ]);
});
