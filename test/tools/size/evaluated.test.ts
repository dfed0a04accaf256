import { evaluatedBeforeTap } from '../../../tools/size/evaluated';

const files: Record<string, string> = {
  'button/index.js':
    '"use strict";var now=require("../now");Component({' +
    'attached:function(){this.setData({greeting:now.greet()});setTimeout(function(){require("../soon")},1000)},' +
    'methods:{tap:function(){require("../later")}}});',
  'button/index.json': '{"component":true}',
  'button/index.wxml': '<button bindtap="tap">{{greeting}}</button>',
  'now.js': '"use strict";exports.greet=function(){return (function(){return this})()===undefined?"hello":missing};',
  'soon.js': 'exports.soon=1;',
  'later.js': 'exports.later=1;',
  'never.js': 'exports.never=1;',
};
const app = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

it('counts the modules that are evaluated until the page stands still, byte for byte as shipped', async () => {
  const { bytes, files: counted } = await evaluatedBeforeTap(app, ['button/index']);
  expect(counted.map(({ path }) => path)).toEqual(['button/index.js', 'now.js', 'soon.js']);
  expect(bytes).toBe(['button/index.js', 'now.js', 'soon.js'].reduce((sum, path) => sum + files[path]!.length, 0));
});

it('fails when the page cannot be shown', async () => {
  const broken = new Map([...app, ['now.js', Buffer.from('exports.greet=function(){throw new Error("no greeting")};')]]);
  await expect(evaluatedBeforeTap(broken, ['button/index'])).rejects.toThrow('no greeting');
});

it('leaves nothing of the phone behind', async () => {
  await evaluatedBeforeTap(app, ['button/index']);
  expect(['wx', 'getApp', 'document', 'window', 'authingMiniappEvaluated'].filter((name) => name in globalThis)).toEqual([]);
});
