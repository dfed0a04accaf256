import { version as installedVersion } from '../../package.json';
import { installed } from './cli';
import {
  copied,
  examine,
  hbuilderx,
  installedPackage,
  json,
  native,
  npmPath,
  project,
  run,
  taro,
  uniApp,
  uniPages,
  weappVite,
  without,
  type Files,
} from './doctor-projects';

it.each(Object.entries({ native, taro, 'uni-app': uniApp, hbuilderx, 'weapp-vite': weappVite }))(
  'finds nothing in a %s project that is right',
  (kind, base) => {
    const { code, out } = run(project(base));
    expect([code, out]).toEqual([
      0,
      [expect.stringMatching(`^authing-miniapp ${installedVersion}, ${kind}: 0 wrong, 0 hints\\. Not to be seen`)],
    ]);
  },
);

it("reads Taro's sources where sourceRoot says that they are", () => {
  const moved = Object.entries(taro).map(([path, text]) => [path.replace(/^src\//, 'client/'), text]);
  const base = { ...Object.fromEntries(moved), 'config/index.ts': "export default {\n  sourceRoot: './client',\n};" };
  expect(examine(base)).toEqual({ code: 0, found: [], remedies: [] });
  expect(examine(base, { 'client/app.tsx': 'export default () => <view/>;' }).found).toEqual(['wrong client/app.tsx']);
});

const SECRET = '0123456789abcdef0123456789abcdef';

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  [
    'a package that is not installed',
    native,
    { 'node_modules/authing-miniapp/package.json': null, ...without(native, /^miniprogram_npm/) },
    'wrong package.json',
    'npm install authing-miniapp',
  ],
  [
    'a devDependency',
    native,
    { 'package.json': json({ devDependencies: { 'authing-miniapp': '*' } }) },
    'wrong package.json:3',
    '--save-prod',
  ],
  ['no npm build', native, without(native, /^miniprogram_npm/), 'wrong miniprogram_npm/authing-miniapp', 'Build npm'],
  [
    'an npm build of an older version',
    native,
    { 'miniprogram_npm/authing-miniapp/lib/page.js': 'var VERSION = "1.2.2";' },
    'wrong miniprogram_npm/authing-miniapp',
    'Build npm',
  ],
  [
    'a subpackage with a build of its own, of another version',
    native,
    { 'shop/miniprogram_npm/authing-miniapp/lib/page.js': 'var VERSION = "1.0.0";' },
    'wrong shop/miniprogram_npm/authing-miniapp',
    'Build npm',
  ],
  ['no configuration', native, { 'app.js': "// App({ authing: { appId: '5f1a' } });\nApp({});" }, 'wrong app.js', 'App({ authing: {'],
  ['no configuration', taro, { 'src/app.tsx': 'export default () => <view/>;' }, 'wrong src/app.tsx', 'configureAuthing({'],
  [
    'no configuration',
    uniApp,
    { 'src/App.vue': '<script setup>\n</script>' },
    'wrong src/App.vue',
    'defineOptions({ globalData: { authing: {',
  ],
  [
    'no configuration',
    hbuilderx,
    { 'App.vue': '<script>\nexport default {};\n</script>' },
    'wrong App.vue',
    'export default { globalData: { authing: {',
  ],
  [
    'a component that there is not',
    native,
    { 'pages/index/index.json': '{ "usingComponents": {\n  "login-button": "authing-miniapp/login-button" } }' },
    'wrong pages/index/index.json:2',
    npmPath('login-button'),
  ],
  [
    'the path of the folder in node_modules',
    native,
    {
      'pages/index/index.json':
        '{ "usingComponents": { "login-button": "authing-miniapp/miniprogram_dist/components/login-button/index" } }',
    },
    'wrong pages/index/index.json:1',
    npmPath('login-button'),
  ],
  [
    'a path that Taro swallows',
    taro,
    { 'src/pages/index/index.config.ts': "export default {\n  usingComponents: { x: 'authing-miniapp/phone-button/index' } };" },
    'wrong src/pages/index/index.config.ts:2',
    npmPath('phone-button'),
  ],
  [
    "a component of the app's own before them in Taro",
    taro,
    { 'src/pages/index/index.config.ts': `export default { usingComponents: { mine: '../mine',\n x: '${npmPath('login-button')}' } };` },
    'wrong src/pages/index/index.config.ts:2',
    'packages first',
  ],
  ["Taro's Vite runner", taro, { 'config/index.ts': "export default {\n  compiler: 'vite' };" }, 'wrong config/index.ts:2', 'webpack5'],
  [
    'a path of npm in uni-app',
    uniApp,
    { 'src/pages.json': uniPages(npmPath('login-button')) },
    'wrong src/pages.json:7',
    '/wxcomponents/authing-miniapp/components/login-button/index',
  ],
  [
    'a path of npm in HBuilderX',
    hbuilderx,
    { 'pages.json': uniPages(npmPath('login-button')) },
    'wrong pages.json:7',
    '/uni_modules/authing-miniapp/wxcomponents/components/login-button/index',
  ],
  [
    'a copy that is not there',
    uniApp,
    without(uniApp, /^src\/wxcomponents/),
    'wrong src/wxcomponents/authing-miniapp',
    'npx authing-miniapp copy src/wxcomponents/authing-miniapp',
  ],
  [
    'a copy of an older version',
    uniApp,
    copied('src/wxcomponents/authing-miniapp', '1.2.2'),
    'wrong src/wxcomponents/authing-miniapp',
    'npx authing-miniapp copy',
  ],
  [
    'a module of an older version',
    hbuilderx,
    { 'uni_modules/authing-miniapp/authing-miniapp.sha256': '# authing-miniapp 1.0.0: written\n' },
    'wrong uni_modules/authing-miniapp',
    'npx authing-miniapp copy --uni-modules',
  ],
  [
    'a component of the copy that there is not',
    uniApp,
    { 'src/pages.json': uniPages('/wxcomponents/authing-miniapp/login-button') },
    'wrong src/pages.json:7',
    '/wxcomponents/authing-miniapp/components/login-button/index',
  ],
  [
    'a tag that nobody registered',
    native,
    { 'pages/index/index.wxml': '<view>\n<avatar-picker/></view>' },
    'wrong pages/index/index.wxml:2',
    npmPath('avatar-picker'),
  ],
  [
    "the app's own wx.login",
    native,
    { 'app.js': "App({ authing: { appId: '5f1a' },\n onLaunch() { wx.login({ success() {} }); } });" },
    'wrong app.js:2',
    'login event',
  ],
  [
    "the app's own Taro.login",
    taro,
    { 'src/own.ts': "import Taro from '@tarojs/taro';\nexport const own = async () => <string>(await Taro.login()).code;" },
    'wrong src/own.ts:2',
    'login event',
  ],
  ['login of @tarojs/taro', taro, { 'src/own.ts': "import { login } from '@tarojs/taro';\nlogin();" }, 'wrong src/own.ts:1', 'login event'],
  ["the app's own uni.login", uniApp, { 'src/own.js': "uni.login({ provider: 'weixin' });" }, 'wrong src/own.js:1', 'login event'],
  ['an AppSecret', native, { 'config.js': `module.exports = {\n  appSecret: '${SECRET}',\n};` }, 'wrong config.js:2', 'reset it'],
  ['an AppSecret', taro, { 'src/keys.ts': `export const WX_APP_SECRET: string = '${SECRET}';` }, 'wrong src/keys.ts:1', 'reset it'],
  [
    'an interface for servers',
    native,
    { 'own.js': '`https://api.weixin.qq.com/sns/jscode2session?appid=${a}`;' },
    'wrong own.js:1',
    'Remove it',
  ],
])('finds %s: %#', (_, base, changes, found, remedy) => {
  const { code, ...said } = examine(base, changes);
  expect([code, said]).toEqual([1, { found: [found], remedies: [expect.stringContaining(remedy)] }]);
});

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  ['the App ID of the documentation', native, { 'app.js': "App({\n  authing: { appId: 'YOUR_APP_ID' } });" }, 'hint app.js:2', 'App ID'],
  [
    'a component that every page loads',
    native,
    {
      'app.json':
        '{ "lazyCodeLoading": "requiredComponents",\n  "usingComponents": { "login-button": "authing-miniapp/components/login-button/index" } }',
    },
    'hint app.json:2',
    'of the pages',
  ],
  ['an old base library', native, { 'project.config.json': json({ libVersion: '2.24.3' }) }, 'hint project.config.json:2', '2.24.4'],
  ['a script that cannot be read', native, { 'app.js': 'App({\n  authing: {,\n});' }, 'hint app.js:2', 'syntax'],
])('gives a hint about %s, and ends with 0', (_, base, changes, found, remedy) => {
  const { code, ...said } = examine(base, changes);
  expect([code, said]).toEqual([0, { found: [found], remedies: [expect.stringContaining(remedy)] }]);
});

it.each<[what: string, base: Files, changes: Files]>([
  [
    'uses only the client, and its own login',
    native,
    {
      'pages/index/index.json': '{}',
      'pages/index/index.wxml': '',
      'pages/index/index.js': "const { getAuthing } = require('authing-miniapp');\nwx.login({});",
    },
  ],
  [
    'keeps a server beside the mini program',
    native,
    {
      'server/index.js': `const appSecret = '${SECRET}'; fetch('https://api.weixin.qq.com/');`,
      'cloudfunctions/a/index.js': `exports.appSecret = '${SECRET}';`,
    },
  ],
  ['shows the secret of something else', native, { 'own.js': `const secret = '${SECRET}'; const appSecret = process.env.APP_SECRET;` }],
  [
    'has a registration for the whole app',
    native,
    {
      'app.json': '{ "usingComponents": { "phone-button": "authing-miniapp/components/phone-button/index" } }',
      'pages/index/index.wxml': '<phone-button/>',
    },
  ],
  [
    'has tags of the same name of its own',
    native,
    {
      'pages/index/index.json': json({
        usingComponents: { 'login-button': '/components/login-button/index', 'phone-button': npmPath('phone-button') },
      }),
    },
  ],
  ['includes a template', native, { 'pages/index/part.wxml': '<template name="a"><avatar-picker/></template>' }],
  ['configures late', native, { 'app.js': 'App({ onLaunch() { this.authing = load(); } });' }],
  [
    'has its mini program in a folder',
    {},
    {
      ...Object.fromEntries(Object.entries(native).map(([path, text]) => [`miniprogram/${path}`, text])),
      'project.config.json': json({ miniprogramRoot: 'miniprogram/' }),
    },
  ],
  [
    'takes the components from a path',
    taro,
    {
      'src/pages/index/index.config.ts':
        "export default { usingComponents: { 'login-button': '../../../node_modules/authing-miniapp/miniprogram_dist/components/login-button/index' } };",
    },
  ],
  [
    'is written in JavaScript',
    taro,
    {
      'src/app.tsx': null,
      'src/app.jsx': "require('authing-miniapp').configureAuthing({ appId: '5f1a' });\nexport default () => <view/>;",
    },
  ],
  ['has what was built, and its packages not yet', native, Object.fromEntries(Object.keys(installedPackage()).map((path) => [path, null]))],
  [
    'has its copy in a folder of another name',
    uniApp,
    {
      ...without(uniApp, /^src\/wxcomponents/),
      'src/pages.json': uniPages('/wxcomponents/login/components/login-button/index'),
      ...copied('src/wxcomponents/login'),
    },
  ],
  [
    'has the components in HBuilderX without a module',
    hbuilderx,
    {
      ...without(hbuilderx, /^uni_modules/),
      'pages.json': uniPages('/wxcomponents/authing-miniapp/components/login-button/index'),
      ...copied('wxcomponents/authing-miniapp'),
    },
  ],
  [
    'has the components in a folder of its own, and no npm',
    native,
    {
      ...without(native, /^(node_modules|miniprogram_npm|package\.json)/),
      'pages/index/index.json': json({ usingComponents: { 'login-button': '/lib/authing-miniapp/components/login-button/index' } }),
      'lib/authing-miniapp/components/login-button/index.json': '{}',
    },
  ],
  [
    'lets weapp-vite register the components',
    weappVite,
    {
      'src/pages/index/index.json': '{}',
      'src/app.ts': "App({ authing: { appId: '5f1a' } });",
      'src/pages/index/index.wxml': '<login-button/>',
    },
  ],
  ['has a copy of the package among its sources', taro, { 'src/shop/authing-miniapp/lib/button.js': 'wx.login({});' }],
  ['uses a base library without a number', native, { 'project.config.json': json({ libVersion: 'latest' }) }],
])('says nothing of a project that %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});

it('names a package that is elsewhere than in the node_modules of a Taro project', () => {
  const files = Object.entries(taro).map(([path, text]) => [path.startsWith('node_modules') ? path : `app/${path}`, text]);
  const { out } = run(`${project(Object.fromEntries(files) as Files)}/app`);
  expect(out.join()).toMatch(/^wrong +src\/pages\/index\/index\.config\.ts:3 .*node-linker=hoisted/);
});

it('names a folder above a Taro project with npm in its name', () => {
  const files = Object.entries(taro).map(([path, text]) => [`my-npm-apps/${path}`, text]);
  const { out } = run(`${project(Object.fromEntries(files) as Files)}/my-npm-apps`);
  expect(out.join()).toMatch(/^wrong +src\/pages\/index\/index\.config\.ts:3 .*npm in its name/);
});

it('says so of a project that does not use the package', () => {
  const { code, found, remedies } = examine(native, { 'pages/index/index.json': '{}', 'pages/index/index.wxml': '' });
  expect([code, found, remedies]).toEqual([1, ['wrong app.json'], [expect.stringContaining(npmPath('login-button'))]]);
});

it('says nothing else of what a compiler wrote', () => {
  const { code, found } = examine({
    'app.json': '{}',
    'app.js': "require('./vendors');",
    'vendors.js': "wx.login({}); require('authing-miniapp');",
  });
  expect([code, found]).toEqual([1, ['wrong package.json']]);
});

it('says the same in Chinese, and counts', () => {
  const folder = project(native, { 'app.js': 'App({});', 'own.js': 'wx.login({}); wx.login({});' });
  const [english, chinese] = (['en', 'zh'] as const).map((lang) => run(folder, lang));
  expect([english!.code, chinese!.code]).toEqual([1, 1]);
  const places = (lines: readonly string[]): (string | undefined)[] => lines.map((line) => /^\S+ +([\w./]+(?::\d+)?) /.exec(line)?.[1]);
  expect(places(chinese!.out.slice(0, -1))).toEqual(places(english!.out.slice(0, -1)));
  expect(english!.out.at(-1)).toBe(`authing-miniapp ${installedVersion}, native: 3 wrong, 0 hints.`);
  expect(chinese!.out.at(-1)).toBe(`authing-miniapp ${installedVersion}，native：3 个错误，0 个提示。`);
});

it('as a command takes the folder by name, or the one that it is called in, and none without a mini program', () => {
  const command = installed(installedVersion, {});
  const folder = project(native);
  expect(command(folder, 'doctor')).toEqual({ code: 0, out: run(folder).out, error: '' });
  expect(command('/', 'doctor', folder, '--lang', 'zh')).toEqual({ code: 0, out: run(folder, 'zh').out, error: '' });
  expect(command('/', 'doctor', `${folder}/pages`)).toEqual({
    code: 1,
    out: [],
    error: expect.stringContaining('There is no mini program in '),
  });
  expect(command('/', 'doctor', `${folder}/nothing`).code).toBe(1);
  expect(command('/', 'doctor', folder, folder)).toEqual({ code: 2, out: [], error: 'More than one project: say one.' });
});
