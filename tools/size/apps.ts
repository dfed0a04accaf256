import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage, installWorkingTree, readManifest } from './npm-tree';

/** A mini program with one page, to be compiled and weighed. */
export interface MeasuredApp {
  readonly id: AppId;
  /** What the table calls it. */
  readonly title: string;
  /** The page's `usingComponents`. */
  readonly components: Readonly<Record<string, string>>;
  /** The package that the page's code requires, if any. */
  readonly requires?: string;
  /** The page's code, where requiring the package is not all of it. */
  readonly page?: string;
  /** Puts the package into the app's `node_modules`. */
  readonly install?: (appDir: string) => void;
  /** The packages in the app's `package.json`. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Whether the compiler may warn: about other people's packages it may, about ours it may not. */
  readonly foreign?: boolean;
}

export type ComponentName = 'login-button' | 'phone-button' | 'avatar-picker' | 'nickname-input';
export type PanelName = 'login-panel' | 'user-panel';
export type AppId = 'empty' | 'everything' | 'components' | 'login-and-phone' | 'readme-page' | ComponentName | PanelName | PeerId;
/** What it is compared with: the packages that do the same job, and the buttons of the two libraries that every app uses. */
export type PeerId = 'authing-wxapp-sdk' | 'authing-js-sdk' | 'authing-v5' | 'tdesign-button' | 'vant-button';

export const componentNames: readonly ComponentName[] = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input'];
/** Those that the budgets have been about from the beginning. */
export const threeComponents: readonly ComponentName[] = ['login-button', 'phone-button', 'avatar-picker'];

/** Those that include others: `components` and `everything` are apps that put the single ones on their pages themselves. */
export const panelNames: readonly PanelName[] = ['login-panel', 'user-panel'];

/** A limit that fails the build, and what we would rather have, where somebody has said so. */
export interface Budget {
  readonly gate: number;
  readonly goal?: number;
}

/** The app that ratios are taken to: the package this one succeeds. */
export const REFERENCE: AppId = 'authing-wxapp-sdk';

/**
 * Bytes added to an empty app, as a share of what the reference adds. Gates stand within 3 % of what is measured: without
 * close-over.ts login-button is 0.114, and 0.276 when it imports the SDK.
 */
export const sizeBudgets: Readonly<Record<Exclude<AppId, 'empty' | PeerId>, Budget>> = {
  everything: { gate: 0.349, goal: 0.22 },
  components: { gate: 0.1915, goal: 0.1 },
  // Authing's SDK v5 alone, which has no component in it, is 0.095.
  'login-and-phone': { gate: 0.1405, goal: 0.095 },
  'login-button': { gate: 0.1085, goal: 0.07 },
  'phone-button': { gate: 0.131 },
  'avatar-picker': { gate: 0.1345 },
  'nickname-input': { gate: 0.1215 },
  'login-panel': { gate: 0.272 },
  'user-panel': { gate: 0.209 },
  'readme-page': { gate: 0.2815 },
};

/** That of an app of ours; of a peer's there is none. */
export const budgetOf = (id: AppId): Budget | undefined => (sizeBudgets as Partial<Record<AppId, Budget>>)[id];

/** Bytes of JavaScript evaluated by a page that shows login-button, phone-button and avatar-picker, before anyone taps. */
export const evaluatedBudget: Budget = { gate: 22_600, goal: 16_000 };

/** The app that all others are compared with. */
export const emptyApp: MeasuredApp = { id: 'empty', title: 'empty app', components: {}, dependencies: {} };

/**
 * Every app that a budget is about, and the one that they are compared with.
 * @param root the working tree of this package, built
 */
export function measuredApps(root: string): MeasuredApp[] {
  const { name, version } = readManifest(root);
  const own = (id: AppId, title: string, used: readonly (ComponentName | PanelName)[], requires?: string): MeasuredApp => ({
    id,
    title,
    components: Object.fromEntries(used.map((component) => [component, `${name}/components/${component}/index`])),
    dependencies: { [name]: version },
    install: (appDir) => installWorkingTree(root, appDir),
    ...(requires !== undefined && { requires }),
  });
  return [
    own('everything', `four components + require('${name}')`, componentNames, name),
    own('components', 'three components', threeComponents),
    own('login-and-phone', 'login-button + phone-button', ['login-button', 'phone-button']),
    ...[...componentNames, ...panelNames].map((component) => own(component, `${component} only`, [component])),
    { ...peer(root, 'authing-wxapp-sdk', 'authing-wxapp-sdk'), requires: 'authing-wxapp-sdk' },
  ];
}

/** The page of the README that shows who is signed in: a login-button, and `authingBehavior` from the main entry. */
export function readmePage(root: string): MeasuredApp {
  const own = measuredApps(root).find(({ id }) => id === 'login-button');
  if (!own) throw new Error('login-button is not among the measured apps.');
  const { name } = readManifest(root);
  const page = `const { authingBehavior } = require('${name}');\nPage({ behaviors: [authingBehavior] });`;
  return { ...own, id: 'readme-page', title: "the README's page: login-button and authingBehavior", page };
}

/** Authing's SDK of the fifth generation for mini programs, which has no components; Taro, which it is made for, is left out. */
function authingV5(root: string): MeasuredApp {
  const packageName = '@authing/miniapp-taro';
  return {
    ...peer(root, 'authing-v5', packageName),
    title: `${packageName} (without Taro)`,
    requires: packageName,
    install: (appDir) => {
      installPackage(packageName, root, appDir);
      const file = join(appDir, 'node_modules', packageName, 'dist/bundle-taro.js');
      const code = readFileSync(file, 'utf8');
      const withoutTaro = code.replace('import Taro from "@tarojs/taro";', 'const Taro = wx;');
      if (withoutTaro === code) throw new Error(`${packageName} no longer imports Taro as it did.`);
      writeFileSync(file, withoutTaro);
    },
  };
}

/** What no budget is about: Authing's other SDKs, and one button each of TDesign and Vant, in an app of its own. */
export function peers(root: string): MeasuredApp[] {
  return [
    { ...peer(root, 'authing-js-sdk', 'authing-js-sdk'), requires: 'authing-js-sdk' },
    authingV5(root),
    { ...peer(root, 'tdesign-button', 'tdesign-miniprogram'), components: { 't-button': 'tdesign-miniprogram/button/button' } },
    { ...peer(root, 'vant-button', '@vant/weapp'), components: { 'van-button': '@vant/weapp/button/index' } },
  ];
}

function peer(root: string, id: PeerId, packageName: string): MeasuredApp {
  return {
    id,
    title: id,
    components: {},
    dependencies: { [packageName]: '*' },
    install: (appDir) => installPackage(packageName, root, appDir),
    foreign: true,
  };
}
