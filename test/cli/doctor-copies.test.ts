import { createHash } from 'node:crypto';
import { copied, examine, hbuilderx, installedPackage, json, native, uniApp, uniPages, without, type Files } from './doctor-projects';

const COPY = 'src/wxcomponents/authing-miniapp';
const LIST = `${COPY}/authing-miniapp.sha256`;
const HEAD = copied(COPY)[LIST]!;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
/** The copy of a project of uni-app's, as its list has it. */
const listed = (...files: [path: string, text: string][]): string => HEAD + files.map(([path, text]) => `${sha(text)}  ${path}\n`).join('');
const notInstalled: Files = { ...uniApp, ...without(uniApp, /^node_modules/) };
const COMPONENT = 'components/login-button/index';

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  [
    "a path without its slash on a page of uni-app's",
    uniApp,
    { 'src/pages.json': uniPages(`wxcomponents/authing-miniapp/${COMPONENT}`) },
    'wrong src/pages.json:7',
    `"/wxcomponents/authing-miniapp/${COMPONENT}"`,
  ],
  [
    'a path without its slash to a copy of another name',
    uniApp,
    {
      ...without(uniApp, /^src\/wxcomponents/),
      'src/pages.json': uniPages(`wxcomponents/login/${COMPONENT}`),
      ...copied('src/wxcomponents/login'),
    },
    'wrong src/pages.json:7',
    `"/wxcomponents/login/${COMPONENT}"`,
  ],
  [
    'no copy in HBuilderX of the kind that is named',
    hbuilderx,
    { ...without(hbuilderx, /^uni_modules/), 'pages.json': uniPages(`/wxcomponents/authing-miniapp/${COMPONENT}`) },
    'wrong wxcomponents/authing-miniapp',
    'npx authing-miniapp copy wxcomponents/authing-miniapp',
  ],
  [
    'no module in HBuilderX',
    hbuilderx,
    without(hbuilderx, /^uni_modules/),
    'wrong uni_modules/authing-miniapp/wxcomponents',
    'npx authing-miniapp copy --uni-modules',
  ],
  [
    'a path to wxcomponents where there is a module',
    hbuilderx,
    { 'pages.json': uniPages(`/wxcomponents/authing-miniapp/${COMPONENT}`) },
    'wrong pages.json:7',
    `"/uni_modules/authing-miniapp/wxcomponents/${COMPONENT}"`,
  ],
  [
    'an import in HBuilderX of what nobody installed',
    hbuilderx,
    { 'own.js': "\nimport { useAuthing } from 'authing-miniapp/vue';" },
    'wrong own.js:2',
    '"@/uni_modules/authing-miniapp/wxcomponents/vue"',
  ],
  [
    'an import in uni-app of what nobody installed',
    notInstalled,
    { 'src/own.ts': "import { getAuthing, type User } from 'authing-miniapp';" },
    'wrong src/own.ts:1',
    '"@/wxcomponents/authing-miniapp/vue"',
  ],
  [
    'a require of what was neither installed nor built',
    native,
    {
      ...without(native, /^(node_modules|miniprogram_npm)/),
      'pages/index/index.json': '{}',
      'pages/index/index.wxml': '',
      'own.js': "require('authing-miniapp');",
    },
    'wrong package.json',
    'npm install authing-miniapp',
  ],
  [
    'a file of the copy that is missing',
    uniApp,
    { [LIST]: listed([`${COMPONENT}.json`, '{}'], ['lib/a.js', 'a'], ['lib/b.js', 'b'], ['index.d.ts', '']) },
    `wrong ${COPY}/lib/a.js`,
    `npx authing-miniapp copy ${COPY}`,
  ],
  [
    'a file of the module that is missing',
    hbuilderx,
    {
      'uni_modules/authing-miniapp/authing-miniapp.sha256': listed(['wxcomponents/index.js', '']),
    },
    'wrong uni_modules/authing-miniapp/wxcomponents/index.js',
    'npx authing-miniapp copy --uni-modules',
  ],
  [
    'a component that the npm build lacks',
    native,
    { 'miniprogram_npm/authing-miniapp/components/login-button/index.json': null },
    'wrong miniprogram_npm/authing-miniapp/components/login-button',
    'Build npm',
  ],
  ['a pages.json with an error', uniApp, { 'src/pages.json': '{\n  "pages": [\n  {,\n}' }, 'wrong src/pages.json:3', 'syntax'],
  ['an app.json with an error', native, { 'app.json': '{\n  "pages": []\n  "usingComponents": {} }' }, 'wrong app.json:3', 'syntax'],
])('finds %s', (_, base, changes, found, remedy) => {
  const { code, ...said } = examine(base, changes);
  expect([code, said]).toEqual([1, { found: [found], remedies: [expect.stringContaining(remedy)] }]);
});

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  [
    'a file of the copy that was changed',
    uniApp,
    { [LIST]: listed([`${COMPONENT}.json`, '{ }']) },
    `hint ${COPY}/${COMPONENT}.json`,
    `npx authing-miniapp copy ${COPY} --force`,
  ],
  [
    "an old base library in uni-app's manifest.json",
    uniApp,
    { 'src/manifest.json': '{ /* ours */ "mp-alipay": { "libVersion": "1.0.0" }, "mp-weixin": {\n "libVersion": "2.24.3" } }' },
    'hint src/manifest.json:2',
    '2.24.4',
  ],
  [
    "an old base library in the developer's own settings",
    native,
    { 'project.private.config.json': json({ libVersion: '2.9.0' }) },
    'hint project.private.config.json:2',
    '2.24.4',
  ],
])('gives a hint about %s', (_, base, changes, found, remedy) => {
  const { code, ...said } = examine(base, changes);
  expect([code, said]).toEqual([0, { found: [found], remedies: [expect.stringContaining(remedy)] }]);
});

it.each<[what: string, base: Files, changes: Files]>([
  ['goes up from pages.json', uniApp, { 'src/pages.json': uniPages(`../../wxcomponents/authing-miniapp/${COMPONENT}`) }],
  [
    'leaves the slash out for all pages, in app.json',
    uniApp,
    { 'src/pages.json': json({ globalStyle: { usingComponents: { 'login-button': `wxcomponents/authing-miniapp/${COMPONENT}` } } }) },
  ],
  [
    'imports types only',
    notInstalled,
    { 'src/own.ts': "import type { User } from 'authing-miniapp'; import { type B } from 'authing-miniapp';" },
  ],
  ['imports from the copy', notInstalled, { 'src/own.ts': "import { useAuthing } from '@/wxcomponents/authing-miniapp/vue';" }],
  [
    'requires what was built, and not installed',
    native,
    { ...Object.fromEntries(Object.keys(installedPackage()).map((path) => [path, null])), 'own.js': "require('authing-miniapp');" },
  ],
  ['has its copy as it was written, but for the declarations', uniApp, { [LIST]: listed([`${COMPONENT}.json`, '{}'], ['index.d.ts', '']) }],
  ["has Windows's line ends", uniApp, { [LIST]: listed([`${COMPONENT}.json`, '{\n}']), [`${COPY}/${COMPONENT}.json`]: '{\r\n}' }],
  [
    'has the component in the build of its subpackage',
    native,
    {
      ...without(native, /^miniprogram_npm/),
      'pages/miniprogram_npm/authing-miniapp/components/login-button/index.json': '{}',
    },
  ],
  [
    'has the newer base library for this developer',
    native,
    {
      'project.config.json': json({ libVersion: '2.9.0' }),
      'project.private.config.json': json({ libVersion: '3.5.0' }),
    },
  ],
  [
    'lets conditions put its commas',
    uniApp,
    {
      'src/pages.json': `{ "pages": []\n// #ifdef H5\n, \n// #endif\n "globalStyle": { "usingComponents": { "login-button": "/wxcomponents/authing-miniapp/${COMPONENT}" } } }`,
    },
  ],
])('says nothing of a project that %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});
