import { getCurrentScope, onScopeDispose, shallowRef, type Ref } from 'vue';
import { onAuthStateChange, type AuthingState } from '../index';

/**
 * Who is signed in, in a Vue 3 component or store: the ref changes with it, as long as the component or effect scope lives in which this
 * was called; outside any, as long as the app.
 */
export function useAuthing(): Readonly<Ref<AuthingState>> {
  const authing = shallowRef<AuthingState>({ status: 'unknown', user: null });
  const stop = onAuthStateChange((now) => {
    authing.value = now;
  });
  if (getCurrentScope()) onScopeDispose(stop);
  return authing;
}
