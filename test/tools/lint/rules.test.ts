import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Case {
  readonly what: string;
  /** Of an existing file: what it imports is looked up from there. */
  readonly path: string;
  readonly text: string;
  readonly rules: readonly string[];
}

const LAYERS = 'import-x/no-restricted-paths';
const imports = (path: string, from: string, ...rules: string[]): Case => ({
  what: `${path} importing ${from}`,
  path,
  text: `import * as used from '${from}';\nexport const kept = used;\n`,
  rules,
});

const callsWx = (path: string, ...rules: string[]): Case => ({ what: `wx in ${path}`, path, text: "wx.getStorageSync('a');\n", rules });
const wxss = (what: string, text: string, ...rules: string[]): Case => ({ what, path: 'components/login-button/index.wxss', text, rules });

const cases: readonly Case[] = [
  // What lies above is out of reach.
  imports('lib/version.ts', '../components/login-button/index', LAYERS),
  imports('lib/version.ts', '../packages/emulator/src/wechat/index', LAYERS),
  imports('lib/version.ts', '../tools/build/index', LAYERS),
  imports('components/login-button/index.ts', '../../packages/emulator/src/wechat/index', LAYERS),
  imports('components/login-button/index.ts', '../../tools/build/index', LAYERS),
  imports('components/login-button/index.ts', '../../lib/version'),
  imports('index.ts', './components/login-button/index', LAYERS),
  imports('index.ts', './lib/version'),
  // A judge shares no code with the judged.
  imports('packages/emulator/src/wechat/index.ts', '../../../../lib/version', LAYERS),
  imports('packages/emulator/src/wechat/index.ts', '../../../../index', LAYERS),
  imports('packages/emulator/src/wechat/index.ts', '../../../../components/login-button/index', LAYERS),
  imports('packages/emulator/src/wechat/index.ts', 'authing-miniapp', 'no-restricted-imports'),
  imports('packages/emulator/src/wechat/index.ts', '../authing/index'),
  {
    what: 'the emulator borrowing a type of lib',
    path: 'packages/emulator/src/wechat/index.ts',
    text: "export type { User } from '../../../../lib/session/user';\n",
    rules: [LAYERS],
  },
  // The example is a user.
  imports('examples/native/app.ts', '../../lib/version', LAYERS),
  imports('examples/native/app.ts', '../../index', LAYERS),
  imports('examples/native/app.ts', '../../miniprogram_dist/index', LAYERS),
  imports('examples/native/app.ts', 'authing-miniapp'),
  // Anything goes where it is only for developers.
  imports('tools/size/main.ts', '../lib/version'),
  // Packages on phones.
  imports('lib/version.ts', 'authing-js-sdk', 'no-restricted-imports'),
  imports('lib/session/session.ts', 'graphql', 'no-restricted-imports'),
  imports('components/login-button/index.ts', 'tslib', 'no-restricted-imports'),
  imports('lib/sdk/options.ts', 'authing-js-sdk'),
  imports('lib/sdk/options.ts', 'hono', 'no-restricted-imports'),
  // wx.
  callsWx('lib/version.ts', 'no-restricted-globals'),
  callsWx('lib/sdk/options.ts', 'no-restricted-globals'),
  callsWx('components/login-button/index.ts', 'no-restricted-globals'),
  callsWx('index.ts', 'no-restricted-globals'),
  callsWx('lib/wx/login.ts'),
  {
    what: 'wx as a member',
    path: 'lib/version.ts',
    text: 'export const all = (globalThis as { wx?: unknown }).wx;\n',
    rules: ['no-restricted-syntax'],
  },
  // Names.
  { what: 'a literal in camelCase', path: 'lib/version.ts', text: 'export const kept = 1;\n', rules: ['no-restricted-syntax'] },
  { what: 'a literal in upper case', path: 'lib/version.ts', text: 'export const KEPT = 1;\n', rules: [] },
  {
    what: 'a private name',
    path: 'packages/emulator/src/wechat/index.ts',
    text: 'export class Kept {\n  #value = 1;\n  get value(): number {\n    return this.#value;\n  }\n}\n',
    rules: ['no-restricted-syntax'],
  },
  // Paths in comments.
  {
    what: 'a comment that names what is not there',
    path: 'lib/version.ts',
    text: '/** See lib/wx/logon.ts. */\n',
    rules: ['house/named-paths'],
  },
  { what: 'a comment that names what is there', path: 'lib/version.ts', text: '/** See lib/wx/login.ts. */\n', rules: [] },
  ...['lib/utils.js', 'lib/date-helper.js', 'lib/common/index.js', 'lib/session-manager.js'].map((path) => ({
    what: `a file called ${path}`,
    path,
    text: '',
    rules: ['check-file/filename-blocklist'],
  })),
  ...['lib/commonwealth.js', 'lib/session.js'].map((path) => ({ what: `a file called ${path}`, path, text: '', rules: [] })),
  // Rules that are switched off.
  {
    what: 'a rule switched off without a reason',
    path: 'lib/version.ts',
    text: '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport let anything: any;\n',
    rules: ['house/reasoned-disable'],
  },
  {
    what: 'a rule switched off with a reason',
    path: 'lib/version.ts',
    text: '// eslint-disable-next-line @typescript-eslint/no-explicit-any -- typed by the caller\nexport let anything: any;\n',
    rules: [],
  },
  {
    what: 'a rule switched off below a reason',
    path: 'lib/version.ts',
    text: '// The caller types it.\n// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport let anything: any;\n',
    rules: [],
  },
  {
    what: 'a rule switched off for nothing',
    path: 'lib/version.ts',
    text: '// eslint-disable-next-line no-eval -- just in case\nexport let anything: number;\n',
    rules: ["Unused eslint-disable directive (no problems were reported from 'no-eval')."],
  },
  { what: 'an error swallowed', path: 'lib/version.ts', text: "try {\n  JSON.parse('');\n} catch {}\n", rules: ['no-empty'] },
  // WXSS: what Skyline lacks, and what components may not.
  wxss('an id selector', '#button { color: red; }', 'selector-max-id'),
  wxss('a tag selector', 'button { color: red; }', 'selector-max-type'),
  wxss('an attribute selector', '.authing-a[disabled] { color: red; }', 'selector-max-attribute'),
  wxss('the universal selector', '* { color: red; }', 'selector-max-universal'),
  wxss('a sibling selector', '.one + .other { color: red; }', 'selector-combinator-disallowed-list'),
  wxss('::placeholder', '.one::placeholder { color: red; }', 'selector-pseudo-element-allowed-list'),
  wxss(':nth-child', '.one:nth-child(2) { color: red; }', 'selector-pseudo-class-allowed-list'),
  wxss('em', '.one { padding: 1em; }', 'unit-disallowed-list'),
  wxss('currentColor', '.one { border-color: currentColor; }', 'declaration-property-value-disallowed-list'),
  wxss('inline-block', '.one { display: inline-block; }', 'declaration-property-value-allowed-list'),
  wxss('position: sticky', '.one { position: sticky; }', 'declaration-property-value-allowed-list'),
  wxss('overflow: scroll', '.one { overflow: scroll; }', 'declaration-property-value-allowed-list'),
  wxss('float', '.one { float: left; }', 'property-disallowed-list'),
  wxss('min()', '.one { width: min(10px, 20px); }', 'function-disallowed-list'),
  wxss('a width in a media query', '@media (max-width: 320px) { .one { color: red; } }', 'media-feature-name-allowed-list'),
  wxss('the dark theme in a media query', '@media (prefers-color-scheme: dark) { .one.dark { color: red; } }'),
  wxss('@supports', '@supports (color: red) { .one { color: red; } }', 'at-rule-allowed-list'),
  wxss('an unknown unit', '.authing-a { width: 1rxp; }', 'unit-no-unknown'),
  wxss('rpx', '.authing-a { width: 1rpx; }'),
  { what: 'a tag selector on a page', path: 'examples/native/app.wxss', text: 'page { color: red; }', rules: [] },
];

let found: string[][] = [];
beforeAll(() => {
  const output = execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  found = JSON.parse(output) as string[][];
}, 120_000);

it.each(cases.map(({ what, rules }, index) => ({ what, rules, index })))('$what: $rules', ({ rules, index }) => {
  expect(found[index]).toEqual(rules);
});
