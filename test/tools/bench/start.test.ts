import { findEngines } from '../../../bench/javascript-engines';
import { createScripts } from '../../../bench/scenes';
import type { StartResult } from '../../../bench/scenes/start';
import { appService } from '../../../tools/size/app-service';

const files: Record<string, string> = {
  'app.js': 'App({});',
  'pages/index/index.js': 'var kit=require("kit");Page({behaviors:[kit.behavior],onLoad:function(){require("./loaded")}});',
  'pages/index/loaded.js': 'exports.phone=[typeof window,typeof process,typeof Buffer,typeof fetch,typeof wx.login].join();',
  'miniprogram_npm/kit/index.js':
    'exports.behavior=Behavior({data:{n:1},observers:{n:function(n){if(n===2)require("./observed")}},' +
    'lifetimes:{attached:function(){this.setData({n:this.data.n+1})}}});',
  'miniprogram_npm/kit/observed.js': 'if(typeof window!=="undefined"||typeof process!=="undefined")throw new Error("this is no phone");',
  'miniprogram_npm/kit/tapped.js': 'exports.tapped=1;',
  'style.wxss': '.a{}',
};
const app = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

describe('a start', () => {
  const scripts = createScripts();
  afterAll(() => scripts.remove());

  // JavaScriptCore is not on every machine; where it is, it is held to the same.
  it.each(findEngines().map((engine) => [engine.title, engine] as const))(
    'evaluates in %s what the page needs, and no more',
    (_title, engine) => {
      const script = scripts.write('start', { appService: appService(app), components: [], makesClient: false });
      const { ms, evaluated } = JSON.parse(engine.run(script)) as StartResult;
      expect(evaluated).toEqual([
        'app.js',
        'pages/index/index.js',
        'miniprogram_npm/kit/index.js',
        'miniprogram_npm/kit/observed.js',
        'pages/index/loaded.js',
      ]);
      expect(ms).toBeGreaterThan(0);
    },
  );

  it('fails with what is missing', () => {
    const script = scripts.write('start', {
      appService: appService(app, (path) => !path.includes('kit')),
      components: [],
      makesClient: false,
    });
    expect(() => findEngines()[0]!.run(script)).toThrow('module kit is not defined (required from pages/index/index.js)');
  });
});

it('goes on with V8 alone where JavaScriptCore is not installed', () => {
  expect(findEngines('no-such-command').map(({ id }) => id)).toEqual(['v8', 'v8-jitless']);
});
