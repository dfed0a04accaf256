/** What pages and components know of the app that they are part of. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { Build } from '../../build';
import type { Bus, Settings } from '../bus';
import type { Shell } from '../shell/shell';
import type { AppCode } from './code-space';

/** What a mini program runs on. */
export interface Surroundings {
  build: Build;
  device: Device;
  shell: Shell;
  bus: Bus;
  settings: Settings;
  /** Where the browser finds `src`, as the component at `from` names it. */
  address: (src: string, from: string) => string;
  /** Something in the mini program threw, or used what is not there. */
  failed: (error: unknown) => void;
  /** Something WeChat has and the playground does not was used. */
  unsupported: (what: string) => void;
}

export type Listener = (value: unknown) => void;

export interface Location {
  route: string;
  query: Record<string, string>;
}

/** The ways from one page to another, under WeChat's names. What WeChat would refuse throws. */
export interface Navigation {
  /** The place a page's `url` names. Throws when app.json does not list it. */
  find(url: string): Location;
  navigateTo(location: Location): void;
  redirectTo(location: Location): void;
  reLaunch(location: Location): void;
  switchTab(location: Location): void;
  navigateBack(delta: number): void;
}

/** One run of the mini program, which its pages and their components are part of. */
export interface RunningApp {
  readonly surroundings: Surroundings;
  readonly code: AppCode;
  readonly pages: Navigation;
  /** Listeners added through `wx.on…`. */
  readonly listeners: Readonly<Record<'resize', ReadonlySet<Listener>>>;
  /** Runs code of the mini program; what it throws is shown, and `onError` hears of it. */
  attempt(run: () => void): void;
  failed(error: unknown): void;
}
