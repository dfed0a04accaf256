/**
 * What Vue code imports in uni-app, beside the components. uni-app bundles whatever Vue code imports from node_modules, which would be a
 * second copy of the library; of this file it makes a module at the same place in the output, whose `require` is WeChat's and leads to
 * the one copy there. Called late: on other platforms there is no `require`.
 */
export const VUE_ENTRY = 'vue.ts';

/** @param types where the library's declarations are: the installed package, or beside the file where there may be none */
export const vueEntry = (
  types: 'authing-miniapp' | './index',
): string => `// Written by "npx authing-miniapp copy": the library for Vue code. It is the components' own copy, so nothing is bundled twice.
import { getCurrentScope, onScopeDispose, shallowRef, type Ref } from 'vue';
import type { AuthingState } from '${types}';
${types === './index' ? '' : "// The components' types in templates.\nimport type {} from 'authing-miniapp/vue';\n"}
type Library = typeof import('${types}');
declare const require: (path: string) => Library;

/** Everything that the main entry exports: \`library().AuthingError\`. */
export const library = (): Library => require('./index.js');

export const configureAuthing: Library['configureAuthing'] = (config) => library().configureAuthing(config);
export const getAuthing: Library['getAuthing'] = () => library().getAuthing();
export const onAuthStateChange: Library['onAuthStateChange'] = (listener) => library().onAuthStateChange(listener);

/** Who is signed in, as long as the component or scope lives in which this is called. */
export function useAuthing(): Readonly<Ref<AuthingState>> {
  const authing = shallowRef<AuthingState>({ status: 'unknown', user: null });
  const stop = onAuthStateChange((now) => {
    authing.value = now;
  });
  if (getCurrentScope()) onScopeDispose(stop);
  return authing;
}
`;
