/** @jest-environment ./test/harness/environment.js */
/** What a person does besides tapping. */
import { launch } from '../../src/jest';
import { miniProgram } from './mini-program';

const nickname = {
  'pages/index/index.wxml': '<input class="nickname" type="nickname" bind:blur="keep" bind:nicknamereview="keep" /><view>{{heard}}</view>',
  'pages/index/index.js': "Page({ data: { heard: '' }, keep(e) { this.setData({ heard: `${this.data.heard} ${e.type}` }); } });",
};

it.each(['glass-easel', 'simulate'] as const)('app.write fills in a nickname, which WeChat checks, on %s', async (engine) => {
  const root = miniProgram(nickname);
  const app = await launch({ root, engine, page: 'pages/index/index', wechat: { device: { privacy: { authorized: true } } } });
  expect(await app.write('.nickname', 'Lin')).toBe('Lin');
  expect(app.page.data).toEqual({ heard: ' blur nicknamereview' });
  expect(await app.write('.nickname')).toBe('User 1');
  app.device.faults.next('input.nickname', { kind: 'review-failed' });
  expect(await app.write('.nickname', 'Lin')).toBe('');
});

it('tells App.onThemeChange where app.json says darkmode', async () => {
  const themed = "App({ authing: { appId: 'YOUR_APP_ID' }, heard: [], onThemeChange({ theme }) { this.heard.push(theme); } });";
  for (const [config, heard] of [
    ['{ "pages": ["pages/index/index"], "darkmode": true }', ['dark']],
    ['{ "pages": ["pages/index/index"] }', []],
  ] as const) {
    const app = await launch({ root: miniProgram({ 'app.js': themed, 'app.json': config }), page: 'pages/index/index' });
    app.device.theme = 'dark';
    await app.pass();
    expect(app.app).toMatchObject({ heard });
  }
});

const form = {
  'pages/index/index.wxml':
    '<form bindsubmit="keep"><input name="a" class="a" value="{{a}}" /><input class="b" /><button form-type="submit">Go</button></form>' +
    '<button id="outside" form-type="submit">None</button><view>{{heard}}</view>',
  'pages/index/index.js':
    "Page({ data: { heard: '', a: 'Ann' }, keep(e) { this.setData({ heard: this.data.heard + JSON.stringify(e.detail.value) }); } });",
};

it.each(['glass-easel', 'simulate'] as const)(
  'app.tap submits the form around a button, with what stands in its named inputs, on %s',
  async (engine) => {
    const app = await launch({ root: miniProgram(form), engine, page: 'pages/index/index' });
    await app.tap('#outside');
    expect(app.page.data).toMatchObject({ heard: '' });
    await app.tap('button');
    await app.write('.a', 'Lin');
    await app.write('.b', 'nameless');
    await app.tap('button');
    expect(app.page.data).toMatchObject({ heard: '{"a":"Ann"}{"a":"Lin"}' });
  },
);

const combined = (bound: string): Record<string, string> => ({
  'pages/index/index.wxml': `<button id="b" open-type="getPhoneNumber|agreePrivacyAuthorization" bindgetphonenumber="keep" ${bound}>Go</button>`,
  'pages/index/index.js': "Page({ data: { heard: '' }, keep(e) { this.setData({ heard: `${this.data.heard} ${e.type}` }); } });",
});

it.each(['glass-easel', 'simulate'] as const)(
  'app.tap does nothing on a combined button that hears one of its two events only, on %s',
  async (engine) => {
    for (const [bound, heard] of [
      ['', ''],
      ['bindagreeprivacyauthorization="keep"', ' agreeprivacyauthorization getphonenumber'],
    ] as const) {
      const app = await launch({ root: miniProgram(combined(bound)), engine, page: 'pages/index/index' });
      await app.tap();
      expect(app.page.data).toEqual({ heard });
      expect(app.wechat.timeline.of('button.ignored').length).toBe(bound === '' ? 1 : 0);
    }
  },
);
