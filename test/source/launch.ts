import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppModules } from 'authing-miniapp-emulator/engines';
import { createBareContext } from '../harness/bare-context';
import type { BareContext } from '../harness/bare-context';
import { compileSource, root } from './compile';

/** For an app whose modules are the source. */
export const compilers = { '.ts': compileSource };

/**
 * The source as one launch of an app loads it: every call is a new launch. `wx` is the global of that name, or nothing.
 * @param globals what WeChat hands to every module besides
 */
export function launch(globals: Readonly<Record<string, unknown>> = {}): (file: string) => unknown {
  const modules = new AppModules(globals, compilers);
  return (file) => modules.require(join(root, file));
}

/** The main entry of a new launch. */
export const launchedEntry = (): typeof import('../../index') => launch()('index') as typeof import('../../index');

/** The same in a JavaScript world of its own, that has only what WeChat's logic layer has and what `globals` gives. */
export const launchBare = (globals: Record<string, unknown>): BareContext =>
  createBareContext((path) => {
    const file = join(root, path.replace(/\.js$/, '.ts'));
    // Nothing but the client may reach into lib/sdk, with which it is one piece.
    const reachable = !path.startsWith('lib/sdk/') || path === 'lib/sdk/authentication-client.js';
    return reachable && existsSync(file) ? compileSource(file) : undefined;
  }, globals);
