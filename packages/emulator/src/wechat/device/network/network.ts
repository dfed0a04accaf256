import type { Timeline } from '../../timeline';
import { ApiFailure } from '../api-failure';

export type NetworkType = 'wifi' | '2g' | '3g' | '4g' | '5g' | 'unknown' | 'none';

/** The device's connection. */
export interface NetworkControl {
  readonly type: NetworkType;
  readonly isConnected: boolean;
  /** Changes the connection; calls under way fail when it is lost. */
  setType(type: NetworkType): void;
  goOffline(): void;
  /** Back to the last connection there was. */
  goOnline(): void;
}

export interface Network extends NetworkControl {
  /** Called on every change. Returns what ends the subscription. */
  onChange(listener: () => void): () => void;
  /** `fail …` as this platform words a lost connection. */
  lostConnection(): ApiFailure;
}

export type Platform = 'android' | 'ios' | 'devtools';

/** What follows `request:fail` when there is no connection. Seen on devices; only the beginning can be relied on. */
const lostConnectionWords: Record<Platform, string> = {
  android: 'fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
  ios: 'fail errcode:-1009 cronet_error_code:-1009 error_msg:The Internet connection appears to be offline.',
  devtools: 'fail ',
};
/** Network failures of the request module. */
export const ERRNO_NETWORK = 600001;

export function createNetwork(timeline: Timeline, platform: Platform, errno: boolean): Network {
  let type: NetworkType = 'wifi';
  let lastConnection: NetworkType = 'wifi';
  const listeners = new Set<() => void>();
  const network: Network = {
    get type() {
      return type;
    },
    get isConnected() {
      return type !== 'none';
    },
    setType(next) {
      if (next === type) return;
      type = next;
      if (next !== 'none') lastConnection = next;
      timeline.record('network.changed', { isConnected: network.isConnected, networkType: type });
      for (const listener of [...listeners]) listener();
    },
    goOffline() {
      network.setType('none');
    },
    goOnline() {
      network.setType(lastConnection);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    lostConnection: () => new ApiFailure(lostConnectionWords[platform], errno ? ERRNO_NETWORK : undefined),
  };
  return network;
}
