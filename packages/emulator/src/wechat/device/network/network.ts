import type { Timeline } from '../../timeline';
import { ApiFailure } from '../api-failure';
import { platformFacts } from '../platform';
import type { Platform } from '../platform';

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
    lostConnection: () => new ApiFailure(platformFacts(platform).lostConnection, errno ? ERRNO_NETWORK : undefined),
  };
  return network;
}
