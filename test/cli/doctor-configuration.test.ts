import { examine, hbuilderx, native, project, run, uniApp, type Files } from './doctor-projects';

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
