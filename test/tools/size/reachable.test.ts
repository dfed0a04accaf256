import { reachable } from '../../../tools/size/reachable';

const app = (files: Record<string, string>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries({ 'app.js': '', 'app.json': '{}', ...files }).map(([path, text]) => [path, Buffer.from(text)]));
const page = (files: Record<string, string>): string[] =>
  [...reachable(app({ 'pages/a/index.wxml': '', ...files }), 'pages/a/index')].sort();
const uses = (component: string): Record<string, string> => ({
  'pages/a/index.json': JSON.stringify({ usingComponents: { used: component } }),
});

it("is the page's own files, and what scripts, templates and styles name, from file to file", () => {
  const found = page({
    'pages/a/index.js': 'require("../../one"),require("./two.js")',
    'pages/a/index.wxss': '@import"../style.wxss";',
    'pages/a/index.wxml': '<import src="/part.wxml"/><wxs module="m" src="./m.wxs"/><include src=\'./other.wxml\'/>',
    'pages/b/index.js': '',
    'pages/style.wxss': '@import "./deep.wxss"',
    'pages/deep.wxss': '',
    'pages/a/two.js': '',
    'pages/a/m.wxs': 'require("./n.wxs")',
    'pages/a/n.wxs': '',
    'pages/a/other.wxml': '',
    'part.wxml': '',
    'one/index.js': 'require("../three")',
    'three.js': '',
    'unused.js': '',
  });
  expect(found).toEqual(
    ['deep.wxss', 'style.wxss', 'a/index.js', 'a/index.wxml', 'a/index.wxss', 'a/m.wxs', 'a/n.wxs', 'a/other.wxml', 'a/two.js']
      .map((path) => `pages/${path}`)
      .concat('one/index.js', 'part.wxml', 'three.js')
      .sort(),
  );
});

it('is components with what they are made of, of the app and of its packages, the nearer ones first', () => {
  const button = { 'button/index.js': '', 'button/index.json': '{"component":true}', 'button/index.wxml': '', 'button/index.wxss': '' };
  const within = (folder: string): Record<string, string> =>
    Object.fromEntries(Object.entries(button).map(([path, text]) => [`${folder}/${path}`, text]));
  const own = ['index.js', 'index.json', 'index.wxml', 'index.wxss'];
  const expected = (folder: string): string[] =>
    [...own.map((file) => `${folder}/button/${file}`), 'pages/a/index.json', 'pages/a/index.wxml'].sort();
  expect(page({ ...uses('/ui/button/index'), ...within('ui') })).toEqual(expected('ui'));
  expect(page({ ...uses('../../ui/button/index'), ...within('ui') })).toEqual(expected('ui'));
  const near = { ...within('pages/miniprogram_npm/pack'), ...within('miniprogram_npm/pack') };
  expect(page({ ...uses('pack/button/index'), ...near })).toEqual(expected('pages/miniprogram_npm/pack'));
  expect(page({ ...uses('pack/button/index'), ...within('miniprogram_npm/pack') })).toEqual(expected('miniprogram_npm/pack'));
});

it.each([
  [{ 'pages/a/index.js': 'require("./gone")' }, 'pages/a/index.js needs ./gone, which was not compiled.'],
  [uses('pack/gone/index'), 'pages/a/index.json needs pack/gone/index, which was not compiled.'],
  [{ 'pages/a/index.wxss': '@import "gone.wxss"' }, 'pages/a/index.wxss needs gone.wxss, which was not compiled.'],
])('says what is missing, whose weight would be as well', (files, message) => {
  expect(() => page(files)).toThrow(message);
});
