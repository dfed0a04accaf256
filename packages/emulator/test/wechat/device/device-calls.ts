import { createWeChat } from '../../../src/wechat';
import type { Device, DeviceOptions } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

/** A device of somebody who has agreed to the privacy contract. */
export const deviceWith = (options: Partial<DeviceOptions> = {}): Device =>
  createWeChat({ device: { privacy: { authorized: true }, ...options } }).device;

/** Puts time under control, and returns the clock and what calls any callback-style member and lets it settle. */
export function useDeviceCalls() {
  const clock = useVirtualTime();
  /** `never` takes members of whatever option type. */
  async function call(run: (option: never) => unknown, option: object = {}): Promise<Record<string, unknown>> {
    const heard = hear();
    run({ ...option, ...heard.option } as never);
    await clock().tickAsync(0);
    return heard.result();
  }
  return { clock, call };
}
