import type { AppUnderTest } from '../world/world';
import { launchLightApp } from './light-app';
import type { CompiledFiles } from './phone-modules';

/** An app that uses this package's built components. */
export const builtApp = (files: CompiledFiles): AppUnderTest => ({
  judged: true,
  launch: ({ globals, setting }) => launchLightApp(files, globals, setting.viewLag),
});
