/** The machine's own Chromium, headless, for whoever looks at the playground unattended: pictures, journeys, tests. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Without the network chatter of a browser that a person uses. Throws one line that says what to install when there is no Chromium. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What decides where Chromium is; the process's own environment by default. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** User id; 0 may install packages. */
  readonly uid: number | undefined;
  runs(path: string): boolean;
  /** Runs a command to its end with its output shown. */
  run(command: string, args: readonly string[]): { ok: boolean };
}

const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  uid: process.getuid?.(),
  runs: isExecutable,
  run(command, args) {
    console.log(`No Chromium here, so: ${command} ${args.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return { ok: spawnSync(command, args, { stdio: 'inherit', env }).status === 0 };
  },
};

/**
 * The path of a Chromium or Chrome on this machine: `CHROMIUM_PATH`, else the search path, else the usual places.
 * @returns undefined when there is none
 * @throws when `CHROMIUM_PATH` is set and leads nowhere: a wrong setting is not to be passed over
 */
export function findChromium(machine: Machine = thisMachine): string | undefined {
  const chosen = machine.env['CHROMIUM_PATH'];
  if (chosen) {
    if (machine.runs(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which cannot be run: correct it or unset it.`);
  }
  const searched = (machine.env['PATH'] ?? '').split(delimiter).filter((dir) => dir !== '');
  const candidates = [...names.flatMap((name) => searched.map((dir) => join(dir, name))), ...usualPlaces];
  return candidates.find((path) => machine.runs(path));
}

/**
 * The path of a Chromium, installed from Debian's packages when there is none and this machine allows it.
 * @throws Error of one line that says what to install
 */
export function ensureChromium(machine: Machine = thisMachine): string {
  const found = findChromium(machine) ?? (install(machine) ? findChromium(machine) : undefined);
  if (found) return found;
  throw new Error('No Chromium here: install it ("apt-get install chromium" as root, or Chrome), or set CHROMIUM_PATH to one.');
}

function install(machine: Machine): boolean {
  if (machine.platform !== 'linux' || machine.uid !== 0 || !machine.runs('/usr/bin/apt-get')) return false;
  // The package lists of a fresh image are empty; without them nothing is found.
  return (
    machine.run('apt-get', ['update', '-qq']).ok &&
    machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']).ok
  );
}

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // accessSync's only way of saying no
  }
}
