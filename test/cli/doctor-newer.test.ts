import { OPTIONS } from '../../cli/doctor/options';
import type { AuthenticationClientOptions } from '../../index';
import { examine, hbuilderx, json, native, npmPath, taro, type Files } from './doctor-projects';

/** A page with this template, and everything registered. */
const page = (wxml: string): Files => ({
  'pages/index/index.json': json({
    usingComponents: Object.fromEntries(['login-button', 'phone-button', 'login-panel'].map((name) => [name, npmPath(name)])),
  }),
  'pages/index/index.wxml': wxml,
});
const connected = { 'app.js': "App({ authing: { appId: '5f1a', extIdpConnIdentifier: 'mini' } });" };

it('knows all options that there are, and no other', () => {
  type Known = (typeof OPTIONS)[number];
  // Each is one of the other: the compiler's word.
  const names: readonly (keyof AuthenticationClientOptions)[] = OPTIONS;
  const missing: Exclude<keyof AuthenticationClientOptions, Known>[] = [];
  const none: never[] = missing;
  expect([new Set(names).size, none]).toEqual([OPTIONS.length, []]);
});

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  [
    'an option that is misspelt',
    native,
    { 'app.js': "App({\n authing: { appId: '5f1a',\n extIdpConnidentifier: 'mini' } });" },
    'wrong app.js:3',
    'Did you mean extIdpConnIdentifier?',
  ],
  [
    'an option that is misspelt',
    taro,
    { 'src/app.tsx': "import { configureAuthing } from 'authing-miniapp';\nconfigureAuthing({ appId: '5f1a', storageCypher });" },
    'wrong src/app.tsx:2',
    'storageCipher?',
  ],
  [
    'an option that is misspelt',
    hbuilderx,
    { 'App.vue': "<script>\nexport default { globalData: { authing: { appId: '5f1a',\n app_host: '' } } };\n</script>" },
    'wrong App.vue:3',
    'appHost?',
  ],
  [
    'a phone token without its connection',
    native,
    page('<view>\n<phone-button\n flow="token" />\n</view>'),
    'wrong pages/index/index.wxml:2',
    'extIdpConnIdentifier:',
  ],
  ['realtime without a connection', native, page('<login-panel realtime/>'), 'wrong pages/index/index.wxml:1', 'extIdpConnIdentifier:'],
  [
    'wx.login beside login-panel',
    native,
    {
      'pages/index/index.json': json({ usingComponents: { 'login-panel': npmPath('login-panel') } }),
      'pages/index/index.wxml': '<login-panel />',
      'own.js': 'wx.login({});',
    },
    'wrong own.js:1',
    'of login-panel: done',
  ],
  [
    "a tag that a component of the app's own does not register",
    native,
    {
      'components/card/card.json': json({ component: true, usingComponents: {} }),
      'components/card/card.wxml': '<view>\n<login-panel />\n</view>',
    },
    'wrong components/card/card.wxml:2',
    'components/card/card.json:',
  ],
  [
    'an agreement that nobody can read',
    native,
    page('<login-button agreed="{{agreed}}" bind:agree="onAgree" />'),
    'hint pages/index/index.wxml:1',
    'bind:agreement=',
  ],
])('names %s', (_, base, changes, found, remedy) => {
  expect(examine(base, changes)).toEqual({
    code: found.startsWith('hint') ? 0 : 1,
    found: [found],
    remedies: [expect.stringContaining(remedy)],
  });
});

it.each<[what: string, base: Files, changes: Files]>([
  ['has the connection', native, { ...page('<phone-button flow="token" realtime />'), ...connected }],
  ['writes its options elsewhere', native, { ...page('<phone-button realtime />'), 'app.js': "App({ authing: require('./authing') });" }],
  [
    'adds the connection later',
    native,
    { ...page('<phone-button realtime />'), 'a.js': 'getApp().authing.extIdpConnIdentifier = load();' },
  ],
  ['spreads its options', native, { ...page('<phone-button realtime />'), 'app.js': "App({ authing: { appId: '5f1a', ...more } });" }],
  ['binds flow and realtime', native, page('<phone-button flow="{{flow}}" realtime="{{realtime}}" />')],
  ['turns realtime off', native, page('<phone-button flow="auto" realtime="{{false}}" />')],
  ['has a component of its own with such a property', native, page('<login-button /><my-pay flow="token" />')],
  ['comments it out', native, page('<login-button /><!-- <phone-button flow="token" agreed="{{a}}" /> -->')],
  ['opens its documents', native, page('<login-button agreed="{{a > 1}}"\n bindagreement="onAgreement" bind:agree="a" />')],
  ['opens its documents', native, page('<login-panel agreed="{{a}}" catch:agreement="onAgreement" catchagree="a" />')],
  ['has options that are like none', native, { 'app.js': "App({ authing: { appId: '5f1a', region: 'cn', hosts: [], version: 3 } });" }],
  ['has data of that name', native, { 'own.js': "Page({ data: { authing: { status: 'unknown', appid: '' } } });" }],
  [
    'uses them in components of its own',
    native,
    {
      'components/card/card.json': json({ component: true, usingComponents: { 'login-panel': npmPath('login-panel') } }),
      'components/card/card.wxml': '<login-panel bind:done="onDone" />',
    },
  ],
])('says nothing of a project that %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});
