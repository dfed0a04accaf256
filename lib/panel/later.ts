import type { Listener } from '../agreement';
import { configuration } from '../client/app-configuration';
import { isObject } from '../is-object';
import { listen, tellListeners } from '../listeners';
import { putOffKey } from '../session/session-store';
import { readStorage, writeStorage } from '../wx/storage';
import type { PanelStep } from './path';

/*
 * What somebody put off with "Later" is not asked again as long as they stay signed in: in WeChat Storage, since a mini program is started
 * anew many times a day. It goes with the sign-in: see SessionStore. It is a convenience: a Storage that fails costs one question more.
 */

/** Whose steps, and which. */
interface PutOff {
  id: string;
  steps: PanelStep[];
}

const panels: Listener[] = [];

/** The steps that this user put off. */
export function putOffBy(id: string): readonly PanelStep[] {
  const kept = attempt(() => readStorage(key()));
  const { id: whose, steps } = (isObject(kept) ? kept : {}) as Partial<PutOff>;
  return whose === id && Array.isArray(steps) ? steps : [];
}

/** Every panel hears of it, whichever it was put off in. */
export function putOff(id: string, steps: PanelStep[]): void {
  attempt(() => writeStorage(key(), () => ({ id, steps }) satisfies PutOff));
  tellListeners(panels);
}

/** @returns stops it */
export function onPutOff(listener: Listener): () => void {
  return listen(panels, listener, () => undefined);
}

function key(): string {
  const { appId = '' } = configuration().current || {};
  return putOffKey(appId);
}

function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}
