import { useSyncExternalStore } from 'react';
import { onAuthStateChange, type AuthingState } from '../index';

/** One subscription for the whole app: of all hooks that show it, each gets the same object until something changes. */
let state: AuthingState | undefined;
const listeners = new Set<() => void>();

/** Asked while the first component renders, so that no frame shows anything else. */
function current(): AuthingState {
  if (state === undefined) {
    onAuthStateChange((now) => {
      state = now;
      listeners.forEach((changed) => changed());
    });
  }
  return state!;
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Who is signed in, in a React component: rendered again after each change. Needs React 18, or Taro's with it. */
export function useAuthing(): AuthingState {
  return useSyncExternalStore(subscribe, current, current);
}
