/** @jest-environment ./test/harness/environment.js */
/** What run times of frameworks do with WeChat's, and rely on. */
import { launch } from 'authing-miniapp-emulator/jest';
import { engineNames } from 'authing-miniapp-emulator/engines';
import { miniProgram } from './mini-program';

const PAGE = 'pages/index/index';

describe.each(engineNames)('on %s', (engine) => {
  it('a module may replace Page and Component for all that are evaluated later', async () => {
    const root = miniProgram({
      'vendor.js': `"use strict";
        const MPComponent = Component;
        Component = function (options) { return MPComponent({ ...options, data: { by: 'wrapped' } }); };
        const MPPage = Page;
        Page = (options) => MPPage({ ...options, data: { by: 'wrapped' } });`,
      'app.js': "require('./vendor.js'); App({});",
      'box.json': '{ "component": true }',
      'box.wxml': 'box {{by}}',
      'box.js': '"use strict"; Component({});',
      'pages/index/index.json': '{ "usingComponents": { "a-box": "/box" } }',
      'pages/index/index.wxml': 'page {{by}}, <a-box/>',
    });
    expect((await launch({ root, page: PAGE, engine })).page.text()).toBe('page wrapped, box wrapped');
    // Another launch is another app.
    expect((await launch({ root: miniProgram(), page: PAGE, engine })).page.text()).toBe('hello');
  });

  it("a module's own names hide WeChat's", async () => {
    const root = miniProgram({
      'app.js': "const Page = 'mine'; const { Component } = { Component: 'mine' }; App({ names: Page + Component });",
      'pages/index/index.js': 'Page({ data: { names: getApp().names } });',
      'pages/index/index.wxml': '{{names}}',
    });
    expect((await launch({ root, page: PAGE, engine })).page.text()).toBe('minemine');
  });

  it('a page may be given a handler while it runs, by a name that it binds', async () => {
    const root = miniProgram({
      'pages/index/index.js': "Page({ onLoad() { this.e0 = () => this.setData({ said: 'pressed' }); this.setData({ handler: 'e0' }); } });",
      'pages/index/index.wxml': '<button bindtap="{{handler}}">press</button>{{said}}',
    });
    const app = await launch({ root, page: PAGE, engine });
    await app.tap('button');
    expect(app.page.text()).toBe('presspressed');
  });
});
