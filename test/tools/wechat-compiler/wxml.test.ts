import { compileWxml } from '../../../tools/wechat-compiler';
import { temporaryFiles } from '../temporary-files';

const complaints = (files: Record<string, string>): string[] =>
  compileWxml(temporaryFiles(files), Object.keys(files)).map(({ compiler, text }) => `${compiler}: ${text}`);

it('is content with a template that both engines can use', () => {
  expect(
    complaints({
      'page.wxml':
        '<import src="./part.wxml"/><wxs module="m" src="./m.wxs"></wxs><template is="part"/>' +
        '<view wx:for="{{list}}" wx:key="id">{{m.f(item)}}</view>',
      'part.wxml': '<template name="part"><slot/></template>',
      'm.wxs': 'module.exports = { f: function (x) { return x; } };',
    }),
  ).toEqual([]);
  expect(compileWxml('/', [])).toEqual([]);
});

it.each([
  ['an expression that is none', '<view>{{ a + }}</view>', ['wcc', 'glass-easel']],
  ['a tag that is never closed', '<view><text></view>', ['wcc', 'glass-easel']],
  ['an attribute that comes twice', '<view id="a" id="b"></view>', ['glass-easel']],
  ['data where a name belongs', '<view wx:for="{{list}}" wx:key="{{id}}"></view>', ['glass-easel']],
  ['an import that leads nowhere', '<import src="./nowhere.wxml"/>', ['glass-easel']],
  ['an else without an if', '<view wx:else></view>', ['wcc', 'glass-easel']],
])('complains about %s', (_what, wxml, compilers) => {
  const found = complaints({ 'page.wxml': wxml });
  expect([...new Set(found.map((text) => text.split(':')[0]))]).toEqual(compilers);
  expect(found.every((text) => text.includes('page.wxml'))).toBe(true);
});

it('names the line', () => {
  expect(complaints({ 'page.wxml': '<view></view>\n<view id="a" id="b"></view>' })).toEqual([
    'glass-easel: page.wxml:2:14 Warn: duplicated attribute',
  ]);
});
