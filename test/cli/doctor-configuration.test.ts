import { examine, hbuilderx, json, native, npmPath, project, run, uniApp, type Files } from './doctor-projects';

const buttons = json({ usingComponents: { 'login-button': npmPath('login-button'), 'phone-button': npmPath('phone-button') } });

it.each<[text: string, base: Files, file: string, line: string]>(
  Object.entries<[Files, string, string]>({
    'App({\n authing: { host } });': [native, 'app.js', ':2'],
    "App({\n authing: { appID: '5f1a' } });": [native, 'app.js', ':2'],
    "App({\n authing: { appid: '5f1a' } });": [native, 'app.js', ':2'],
    "App({\n authing: { appId: '' } });": [native, 'app.js', ':2'],
    "App({ globalData: { auth: {\n authing: { appId: '5f1a' } } } });": [native, 'app.js', ':2'],
    "require('authing-miniapp')\n.configureAuthing({ appid: '5f1a' }); App({});": [native, 'app.js', ':1'],
    'App({ authing: null }); Page({ data: { authing: {} } }); const { authing } = getApp();': [native, 'app.js', ''],
    "<script setup>\ndefineOptions({ authing: { appId: '5f1a' } });</script>": [uniApp, 'src/App.vue', ':2'],
    "<script>\nexport default { authing: { appId: '5f1a' } };</script>": [hbuilderx, 'App.vue', ':2'],
    "<script>\nexport default { globalData: {\n authing: { appid: '5f1a' } } };</script>": [hbuilderx, 'App.vue', ':3'],
  }).map(([text, rest]) => [text, ...rest]),
)('finds no configuration in %s', (text, base, file, line) => {
  const { code, ...said } = examine(base, { [file]: text });
  expect([code, said]).toEqual([1, { found: [`wrong ${file}${line}`], remedies: [expect.stringContaining('authing: { appId:')] }]);
});

it('names what stands in the place of appId', () => {
  const { out } = run(project(native, { 'app.js': "App({ authing: { appID: '5f1a' } });" }));
  expect(out[0]).toContain('appID is not appId');
  expect(run(project(native, { 'app.js': 'App({});' })).out[0]).toContain('  Nothing says');
});

it.each<[what: string, changes: Files]>([
  [
    'pages with something of their own of that name',
    {
      'src/App.vue': '<script>\nexport default {};\n</script>',
      'src/pages/index/index.vue':
        '<script>\nexport default { setup() { const authing = useAuthing(); return { authing }; }, onLoad() { this.authing = 1; } };\n</script>',
    },
  ],
  ['no App.vue', { 'src/App.vue': null }],
])('names App.vue where there are %s', (_, changes) => {
  expect(examine(uniApp, changes)).toEqual({
    code: 1,
    found: ['wrong src/App.vue'],
    remedies: [expect.stringContaining('globalData: { authing: {')],
  });
});

it.each<[text: string, base: Files, file: string]>(
  Object.entries<[Files, string]>({
    "const authing = { appId: '5f1a' }; App({ authing });": [native, 'app.js'],
    'App({ authing: { host, ...rest } });': [native, 'app.js'],
    'App({ authing: { appId: process.env.APP_ID } });': [native, 'app.js'],
    'App({ authing: { appId: `${ID}` } });': [native, 'app.js'],
    "App({ globalData: { authing: { appId: '5f1a' } } });": [native, 'app.js'],
    "App({ authing: { host: 'https://a.b' }, onLaunch() { this.authing.appId = load(); } });": [native, 'app.js'],
    "const options = { authing: { appId: '5f1a' } }; App(options);": [native, 'app.js'],
    "Object.assign(getApp().globalData, { authing: { appId: '5f1a' } });": [native, 'app.js'],
    "<script lang='ts'>\nexport default { globalData: { authing: config } as object };</script>": [uniApp, 'src/App.vue'],
    "<script>\nexport default { onLaunch() { this.globalData.authing = { appId: '5f1a' }; } };</script>": [hbuilderx, 'App.vue'],
  }).map(([text, rest]) => [text, ...rest]),
)('believes that an application is named in %s', (text, base, file) => {
  expect(examine(base, { [file]: text })).toEqual({ code: 0, found: [], remedies: [] });
});

it.each<[text: string, more: Files, place: string, remedy: string]>([
  ["const cfg = {\n appId: '5f1a',\n timeot: 1 }; App({ authing: cfg });", {}, 'app.js:3', 'timeout?'],
  ["App({ authing: {\n appId: '5f1a',\n lang: 'zh_CN' } });", {}, 'app.js:3', 'zh-CN, en-US'],
  [
    "App({ authing: { appId: '5f1a', extIdpConnIdentifier: '' } });",
    { 'pages/index/index.wxml': '<login-button />\n<phone-button flow="token" />', 'pages/index/index.json': buttons },
    'pages/index/index.wxml:2',
    'extIdpConnIdentifier:',
  ],
])('names what is wrong in %s', (text, more, place, remedy) => {
  expect(examine(native, { 'app.js': text, ...more })).toEqual({
    code: 1,
    found: [`wrong ${place}`],
    remedies: [expect.stringContaining(remedy)],
  });
});

it.each([
  "let cfg = { appId: '5f1a', timeot: 1 }; cfg = load(); App({ authing: cfg });",
  "const cfg = { appId: '5f1a' }; (() => { const cfg = { timeot: 1 }; use(cfg); })(); App({ authing: cfg });",
  "App({ authing: { appId: '5f1a', lang: language } });",
  "App({ authing: { appId: '5f1a', lang: 'en-US' } });",
])('says nothing of %s', (text) => {
  expect(examine(native, { 'app.js': text })).toEqual({ code: 0, found: [], remedies: [] });
});

it.each<[file: string, text: string, line: number]>([
  ['app.json', '{ "pages": ["pages/index/index"],\n}', 2],
  ['app.json', '{\n // ours\n "pages": ["pages/index/index"] }', 2],
  ['pages/index/index.json', `{\n"usingComponents": { "login-button": "${npmPath('login-button')}" },\n}`, 3],
  ['pages/index/index.json', `{ /* ours */ "usingComponents": { "login-button": "${npmPath('login-button')}" } }`, 1],
])("names JSON that WeChat's compiler refuses: %s", (file, text, line) => {
  expect(examine(native, { [file]: text })).toEqual({ code: 1, found: [`wrong ${file}:${line}`], remedies: ['Correct its syntax.'] });
});

it.each<[what: string, base: Files, changes: Files]>([
  ['of other tools', native, { 'tsconfig.json': '{ // ours\n "compilerOptions": {}, }' }],
  [
    'that a tool of the app compiles',
    native,
    { 'project.config.json': json({ miniprogramRoot: 'dist/' }), 'app.json': '{ // ours\n "pages": [], }' },
  ],
  ["of uni-app's", uniApp, { 'src/manifest.json': '{ // ours\n "appid": "", }' }],
])('says nothing of comments in JSON %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});
