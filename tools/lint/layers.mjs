/**
 * Who may import whom. Paths start from the project's root. A layer imports itself and what it names; a layer that is not
 * listed (tools, test, bench) imports anything.
 */
export const LAYERS = {
  lib: { mayImport: [], because: 'lib is the kernel: nothing of the project is below it.' },
  components: { mayImport: ['lib'], because: 'components are view and wiring: logic belongs in lib.' },
  cli: { mayImport: [], because: 'the command reads the package that it is installed with, as anybody could.' },
  'packages/emulator/src': { mayImport: [], because: 'a judge shares no code with the judged.' },
  'packages/playground/src': { mayImport: ['packages/emulator/src'], because: 'the playground runs any mini program: it knows none.' },
  hooks: { mayImport: ['index.ts'], because: 'hooks show a framework what the main entry says.' },
  examples: { mayImport: [], because: 'an example uses the built package, as a user does.' },
  'index.ts': { mayImport: ['lib'], because: 'the entry only hands out lib.' },
};

/** Every folder and file of the project that holds code. */
const TOPS = [
  'lib',
  'components',
  'cli',
  'packages/emulator/src',
  'packages/playground/src',
  'hooks',
  'examples',
  'tools',
  'test',
  'bench',
  'index.ts',
  'miniprogram_dist',
];

/** The zones of import-x/no-restricted-paths. */
export const zones = Object.entries(LAYERS).map(([layer, { mayImport, because }]) => ({
  target: `./${layer}`,
  from: TOPS.filter((top) => top !== layer && !mayImport.includes(top)).map((top) => `./${top}`),
  message: because,
}));

/** Bare imports: code on phones depends on nothing, or every user's package would grow. */
export const phonePackages = {
  /** Everything in lib but lib/sdk, and the components. */
  none: { regex: '^[^.]', message: 'Phone code imports no package: WeChat would copy it into every app.' },
  /** lib/sdk, where the SDK core is bundled at build time. */
  sdkOnly: { regex: '^(?!\\.|authing-js-sdk(/|$))', message: 'lib/sdk imports authing-js-sdk and nothing else.' },
};

/** The built package by its name: what a judge may not reach that way either. */
export const ownPackage = { regex: '^authing-miniapp(/|$)', message: 'A judge shares no code with the judged.' };

/** `wx` in any spelling. */
export const wxAccess = {
  globals: [{ name: 'wx', message: 'wx.* is called only in lib/wx, one typed wrapper a capability.' }],
  syntax: [
    {
      selector: ':matches(MemberExpression[property.name="wx"], MemberExpression[property.value="wx"])',
      message: 'wx.* is called only in lib/wx, one typed wrapper a capability.',
    },
  ],
};
