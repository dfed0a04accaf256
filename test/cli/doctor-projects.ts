/** Projects that the doctor's specifications begin with: nothing is wrong with any of them. And what doctor says of a project. */
import { doctor } from '../../cli/doctor/command';
import { version as installedVersion } from '../../package.json';
import { temporaryFiles } from '../tools/temporary-files';

export type Files = Readonly<Record<string, string | null>>;

export const json = (value: unknown): string => JSON.stringify(value, null, 2);
const components = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input', 'login-panel', 'user-panel'];
export const npmPath = (name: string): string => `authing-miniapp/components/${name}/index`;

/** The package in node_modules, as far as anybody looks at it. */
export const installedPackage = (version = installedVersion): Record<string, string> => ({
  'node_modules/authing-miniapp/package.json': json({ name: 'authing-miniapp', version }),
  ...Object.fromEntries(
    components.flatMap((name) => [
      [`node_modules/authing-miniapp/miniprogram_dist/components/${name}/index.json`, '{}'],
      [`node_modules/authing-miniapp/components/${name}/index.json`, '{}'],
    ]),
  ),
});
const dependencies = (...names: string[]): string =>
  json({ dependencies: Object.fromEntries(['authing-miniapp', ...names].map((name) => [name, '*'])) });

/** Projects with nothing wrong, each with the file whose place is named where nothing is configured. */
export const native: Files = {
  'package.json': dependencies(),
  'project.config.json': json({ miniprogramRoot: './', libVersion: '3.5.0' }),
  'app.json': json({ pages: ['pages/index/index'], lazyCodeLoading: 'requiredComponents' }),
  'app.js': "App({ authing: { appId: '5f1a' } });",
  'pages/index/index.json': json({ usingComponents: { 'login-button': npmPath('login-button') } }),
  'pages/index/index.wxml': '<!-- <phone-button/> -->\n<login-button bind:login="onLogin" />',
  'pages/index/index.js': 'Page({ onLogin({ detail }) { this.setData({ user: detail.user }); } });',
  'miniprogram_npm/authing-miniapp/lib/page.js': `var VERSION = "${installedVersion}";`,
  ...Object.fromEntries(components.map((name) => [`miniprogram_npm/authing-miniapp/components/${name}/index.json`, '{}'])),
  ...installedPackage(),
};
export const taro: Files = {
  'package.json': dependencies('@tarojs/taro'),
  'config/index.ts': "export default { compiler: { type: 'webpack5' } } satisfies object;",
  'src/app.config.ts': "export default defineAppConfig({ pages: ['pages/index/index'] });",
  'src/app.tsx':
    "import { configureAuthing } from 'authing-miniapp';\nconfigureAuthing({ appId: '5f1a' });\nexport default (p: { children: JSX.Element }) => <>{p.children}</>;",
  'src/pages/index/index.config.ts': `export default definePageConfig({\n  usingComponents: {\n    'login-button': '${npmPath('login-button')}',\n  } as const,\n});`,
  ...installedPackage(),
};
export const copied = (folder: string, version = installedVersion): Record<string, string> => ({
  [`${folder}/authing-miniapp.sha256`]: `# authing-miniapp ${version}: written by "npx authing-miniapp copy", which also updates these files.\n`,
  [`${folder}/components/login-button/index.json`]: '{}',
});
export const uniPages = (path: string): string =>
  `{\n  "pages": [\n    // #ifdef H5\n    { "path": "web", "style": { "usingComponents": { "login-button": "authing-miniapp/web" } } },\n    // #endif\n    { "path": "pages/index/index", "style": {\n      "usingComponents": { "login-button": "${path}" } } }\n  ]\n}`;
export const uniApp: Files = {
  'package.json': dependencies('@dcloudio/uni-app'),
  'src/manifest.json': '{ /* ours */ "mp-weixin": { "usingComponents": true } }',
  'src/pages.json': uniPages('/wxcomponents/authing-miniapp/components/login-button/index'),
  'src/App.vue': '<script setup lang="ts">\ndefineOptions({ globalData: { authing: { appId: \'5f1a\' as string } } });\n</script>',
  'src/pages/index/index.vue':
    "<script>\nexport default { methods: { go() {\n// #ifndef MP-WEIXIN\nuni.login({});\n// #endif\nuni.login({ provider: 'univerify' }); } } };\n</script>",
  ...copied('src/wxcomponents/authing-miniapp'),
  ...installedPackage(),
};
export const hbuilderx: Files = {
  'manifest.json': '{}',
  'pages.json': uniPages('/uni_modules/authing-miniapp/wxcomponents/components/login-button/index'),
  'App.vue': "<script>\nexport default { globalData: { authing: { appId: '5f1a' } } };\n</script>",
  'uni_modules/authing-miniapp/authing-miniapp.sha256': `# authing-miniapp ${installedVersion}: written\n`,
  'uni_modules/authing-miniapp/wxcomponents/components/login-button/index.json': '{}',
};
export const weappVite: Files = {
  'package.json': dependencies('weapp-vite'),
  'src/app.json': '{\n  // the pages\n  "pages": ["pages/index/index"],\n}',
  'src/app.ts': "import { configureAuthing } from 'authing-miniapp';\nconfigureAuthing({ appId: '5f1a' });\nApp({});",
  'src/pages/index/index.json': json({ usingComponents: { 'login-button': npmPath('login-button') } }),
  'src/pages/index/index.wxml': '<phone-button />',
  ...installedPackage(),
};

/** Takes files away. */
export const without = (base: Files, pattern: RegExp): Files =>
  Object.fromEntries(
    Object.keys(base)
      .filter((path) => pattern.test(path))
      .map((path) => [path, null]),
  );

export const project = (base: Files, changes: Files = {}): string =>
  temporaryFiles(Object.fromEntries(Object.entries({ ...base, ...changes }).filter((file): file is [string, string] => file[1] !== null)));

/** Here, and not in a process of its own: there are many. */
export function run(folder: string, language: 'en' | 'zh' = 'en'): { code: number; out: string[] } {
  const out: string[] = [];
  const code = doctor.run({ positionals: [folder], options: {}, language, say: (line) => out.push(line) }) as number;
  return { code, out };
}

/** The exit code, and what is said of each finding, without the summary. */
export function examine(base: Files, changes?: Files): { code: number; found: string[]; remedies: string[] } {
  const { code, out } = run(project(base, changes));
  const lines = out.slice(0, -1);
  return {
    code,
    found: lines.filter((_, index) => index % 2 === 0).map((line) => /^\w+ +\S+/.exec(line)![0].replace(/ +/, ' ')),
    remedies: lines.filter((_, index) => index % 2 === 1).map((line) => line.replace(/^ +→ /, '')),
  };
}
