import type { Callbacks } from '../bridge';
import type { DeviceParts } from '../parts';

type Listener = (result: { isConnected: boolean; networkType: string }) => void;

/** `wx.getNetworkType`, `wx.onNetworkStatusChange`, `wx.offNetworkStatusChange`. */
export function networkApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, network, life } = parts;
  const listeners = new Set<Listener>();
  const unsubscribe = network.onChange(() => {
    const status = { isConnected: network.isConnected, networkType: network.type };
    for (const listener of [...listeners]) bridge.later(() => listener({ ...status }));
  });
  life.onEnd(unsubscribe);
  return {
    getNetworkType: (option?: Callbacks<{ networkType: string }>) =>
      bridge.call('getNetworkType', option, 'promise', () => ({ networkType: network.type }), faults.take('getNetworkType')),
    onNetworkStatusChange: (listener: Listener) => void listeners.add(listener),
    offNetworkStatusChange: (listener?: Listener) => void (listener === undefined ? listeners.clear() : listeners.delete(listener)),
  };
}
