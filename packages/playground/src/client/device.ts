/** How a phone is had: the module `playground:device`, which whoever serves the playground may replace. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { Settings } from './bus';

export interface ConnectOptions {
  /** Members of `wx` that only the playground can do (routing, the navigation bar, queries …): for `createDevice`'s `members`. */
  members: Record<string, unknown>;
  settings: Settings;
  /** To be told what the mini program used and the model lacks. */
  unsupported: (what: string) => void;
}

export interface ConnectedDevice {
  device: Device;
  /** The person's WeChat nickname, which a nickname input offers. */
  nickname?: string;
}

export type ConnectDevice = (options: ConnectOptions) => Promise<ConnectedDevice>;
