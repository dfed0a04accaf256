import { join } from 'node:path';
import { AppModules } from 'authing-miniapp-emulator/engines';

const dist = join(__dirname, '../../miniprogram_dist');

/**
 * The built package as one launch of an app loads it: every call is a new launch. `wx` is the global of that name, or nothing.
 * @param globals what WeChat hands to every module besides
 */
export function launch(globals: Readonly<Record<string, unknown>> = {}): (file: string) => unknown {
  const modules = new AppModules(globals);
  return (file) => modules.require(join(dist, file));
}

/** The main entry of a new launch. */
export const launchedEntry = (): typeof import('../../index') => launch()('index') as typeof import('../../index');
