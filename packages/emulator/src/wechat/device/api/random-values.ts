import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import { toArrayBuffer } from '../bytes';
import type { DeviceParts } from '../parts';
import { strictObject } from '../strict-object';

const MAX_LENGTH = 1_048_576;
/** What one call of the underlying generator may give. */
const PIECE = 65_536;

type Option = Callbacks<{ randomValues: ArrayBuffer }> & { length?: unknown };

/** `wx.getRandomValues` and the same on the user crypto manager: cryptographically secure, callbacks or (the former) promise. */
export function randomValuesApi({ bridge, faults }: DeviceParts): Record<string, unknown> {
  const call =
    (style: 'callback' | 'promise') =>
    (option: Option = {}) =>
      bridge.call('getRandomValues', option, style, () => ({ randomValues: randomValues(option.length) }), faults.take('getRandomValues'));
  const manager = strictObject('UserCryptoManager', { getRandomValues: call('callback') });
  return { getRandomValues: call('promise'), getUserCryptoManager: () => manager };
}

function randomValues(length: unknown): ArrayBuffer {
  if (typeof length !== 'number') throw parameterError('length', 'Number', length);
  if (!Number.isInteger(length) || length < 1 || length > MAX_LENGTH) throw new ApiFailure(`fail invalid length ${length}`);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += PIECE) crypto.getRandomValues(bytes.subarray(at, at + PIECE));
  return toArrayBuffer(bytes);
}
