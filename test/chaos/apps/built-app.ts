import { version } from '../../../package.json';
import { launchLightApp } from '../light-engine/light-app';
import type { CompiledFiles } from '../light-engine/device-modules';
import type { AppUnderTest, Launch, RunningApp } from './app-under-test';

/** An app that uses this package's built components; from two copies of the package, where the setting says so. */
export function builtApp(files: CompiledFiles): AppUnderTest {
  let other: CompiledFiles | undefined;
  const ofAnotherVersion = (): CompiledFiles => (other ??= files.with(raised));
  return {
    judged: true,
    launch({ globals, secondGlobals, setting, configuration }: Launch) {
      const { viewLag: lag, dataset, copies } = setting;
      const first = launchLightApp(files, globals, { lag, dataset }, configuration);
      if (copies === null) return first;
      const secondFiles = copies.version === 'other' ? ofAnotherVersion() : files;
      const second = launchLightApp(secondFiles, secondGlobals, { lag, dataset }, configuration);
      return together([first, second]);
    },
  };
}

/** Code of the package as another version has it. */
const raised = (code: string): string => code.replaceAll(version, '9.9.9');

/** One app with several copies of the package. */
function together(copies: readonly [RunningApp, ...RunningApp[]]): RunningApp {
  const [first] = copies;
  const of = (copy: number): RunningApp => copies[copy % copies.length] ?? first;
  return {
    attach: (options) => of(options.copy).attach(options),
    openPage: (options) => of(options.copy).openPage(options),
    signOut: (copy) => of(copy).signOut(copy),
    signIn: (copy, user) => of(copy).signIn(copy, user),
    configure: () => first.configure(),
  };
}
