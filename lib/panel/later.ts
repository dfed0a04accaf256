import { configuration } from '../client/app-configuration';
import { isObject } from '../is-object';
import { readStorage, removeStorage, writeStorage } from '../wx/storage';
import type { PanelStep } from './path';

/*
 * What somebody put off with "Later" is not asked again as long as they stay signed in: in WeChat Storage, since a mini program is started
 * anew many times a day. It is a convenience: a Storage that fails costs one question more.
 */

/** Whose steps, and which. */
interface PutOff {
  id: string;
  steps: PanelStep[];
}

/** The steps that this user put off. */
export function putOffBy(id: string): readonly PanelStep[] {
  const kept = attempt(() => readStorage(key()));
  const { id: whose, steps } = (isObject(kept) ? kept : {}) as Partial<PutOff>;
  return whose === id && Array.isArray(steps) ? steps : [];
}

export function putOff(id: string, steps: PanelStep[]): void {
  attempt(() => writeStorage(key(), () => ({ id, steps }) satisfies PutOff));
}

/** Nobody is signed in any more. */
export function forgetPutOff(): void {
  attempt(() => {
    if (readStorage(key())) removeStorage(key());
  });
}

function key(): string {
  const { appId = '' } = configuration().current || {};
  return `authing_later_${appId}`;
}

function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}
