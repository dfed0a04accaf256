/** A fresh copy of an example, with the packed tarball in the place of the package that its package.json names. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Tarball } from '../../test/package/checkout';
import { root } from '../build/files';

const PACKAGE = 'authing-miniapp';
/** A framework's output can be as long as it likes. */
const MOST_OUTPUT = 1 << 26;

interface Manifest {
  dependencies: Record<string, string>;
  scripts?: Record<string, string>;
}

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

interface Lock {
  packages: Record<string, LockedPackage>;
}

export const folderOf = (name: string): string => join(root, 'examples', name);
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const write = (path: string, value: object): void => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** What Git has of an example, outside of this repository: nothing that is installed here is found from there. @returns the folder */
export async function freshCopy(name: string): Promise<string> {
  const target = realpathSync(mkdtempSync(join(tmpdir(), `authing-miniapp-${name}-`)));
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], folderOf(name));
  for (const path of stdout.split('\0').filter((each) => each !== '' && existsSync(join(folderOf(name), each)))) {
    cpSync(join(folderOf(name), path), join(target, path));
  }
  return target;
}

/**
 * Installs what the lockfile says. The example names the package as its users do; here it comes from the tarball, whose hash is
 * another one after each change and therefore stands in no lockfile.
 * @param subpackage a folder that gets the package, too
 */
export async function installFrom(dir: string, tarball: Tarball, subpackage?: string): Promise<void> {
  placeTarball(dir, tarball);
  const lock = read<Lock>(join(dir, 'package-lock.json'));
  const own = lock.packages[`node_modules/${PACKAGE}`];
  if (lock.packages['']?.dependencies?.[PACKAGE] === undefined || own === undefined)
    throw new Error(`package-lock.json does not name ${PACKAGE}: npm run frameworks -- --lock ${basename(dir)} writes it.`);
  const file = `file:${basename(tarball.path)}`;
  lock.packages[''].dependencies[PACKAGE] = file;
  delete own.integrity;
  const { version, bin } = tarball.manifest;
  Object.assign(own, { version, bin, resolved: file });
  write(join(dir, 'package-lock.json'), lock);
  const install = () => npm(dir, 'ci', '--no-audit', '--no-fund', '--prefer-offline');
  // A registry that is slow or busy answers the second time; what fails twice is wrong.
  await install().catch(install);
  const installed = join('node_modules', PACKAGE);
  if (subpackage !== undefined) cpSync(join(dir, installed), join(dir, subpackage, installed), { recursive: true });
}

/** The lockfile of an example, as `installFrom` reads it: without addresses, and without the tarball's hash. */
export async function lockFor(name: string, tarball: Tarball): Promise<string> {
  const dir = await freshCopy(name);
  const before = read<Manifest>(join(dir, 'package.json')).dependencies[PACKAGE]!;
  placeTarball(dir, tarball);
  await npm(dir, 'install', '--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved', '--no-audit', '--no-fund');
  const lock = read<Lock>(join(dir, 'package-lock.json'));
  lock.packages['']!.dependencies![PACKAGE] = before;
  const own = lock.packages[`node_modules/${PACKAGE}`]!;
  delete own.integrity;
  delete own.resolved;
  addOtherSystems(lock);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en')));
  return `${JSON.stringify(lock, null, 2)}\n`;
}

const SYSTEM = /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(universal|[a-z0-9]+)/;

/**
 * Adds the binaries for other systems that npm left out because the registry in use does not have them: `npm ci` calls a lockfile
 * without them out of step. Nothing fetches them but on those systems.
 */
function addOtherSystems({ packages }: Lock): void {
  const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const [, os, cpu] = SYSTEM.exec(name) ?? [];
      if (names.has(name) || os === undefined || cpu === undefined) continue;
      names.add(name);
      packages[`node_modules/${name}`] = { version, optional: true, os: [os], ...(cpu !== 'universal' && { cpu: [cpu] }) };
    }
  }
}

function placeTarball(dir: string, { path }: Tarball): void {
  cpSync(path, join(dir, basename(path)));
  const manifest = read<Manifest>(join(dir, 'package.json'));
  if (manifest.dependencies[PACKAGE] === undefined) throw new Error(`package.json does not depend on ${PACKAGE}.`);
  manifest.dependencies[PACKAGE] = `file:${basename(path)}`;
  write(join(dir, 'package.json'), manifest);
}

/** Runs those of these scripts that the project has, one after the other. */
export async function runScripts(dir: string, scripts: readonly string[]): Promise<void> {
  const { scripts: known = {} } = read<Manifest>(join(dir, 'package.json'));
  for (const script of scripts.filter((each) => each in known)) await npm(dir, 'run', '--silent', script);
}

/** `npx authing-miniapp doctor`, which must find nothing wrong with the project. */
export const doctor = (dir: string) => run(process.execPath, [join(dir, 'node_modules/.bin/authing-miniapp'), 'doctor'], dir);

/** npm's own command-line program, as whoever calls `npm run` has it. */
const npmFile = process.env['npm_execpath'];
const [program, ...first] = npmFile?.endsWith('.js') === true ? [process.execPath, npmFile] : ['npm'];

/** What the npm script that called us was told is not meant for the npm that we call. */
const cleanEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_ENV$)/i.test(name)));

const npm = (dir: string, ...args: string[]) => run(program!, [...first, ...args], dir);

/** Rejects with the first and the last lines of what the command wrote. */
async function run(command: string, args: readonly string[], cwd: string): Promise<{ stdout: string }> {
  try {
    return await promisify(execFile)(command, args, { cwd, env: cleanEnvironment, maxBuffer: MOST_OUTPUT });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const lines = `${stdout}\n${stderr}`.trim().split('\n');
    const said = (lines.length <= 60 ? lines : [...lines.slice(0, 30), '…', ...lines.slice(-30)]).join('\n');
    throw new Error(`${[basename(command), ...args.map((arg) => basename(arg))].join(' ')} failed in ${cwd}:\n${said}`, { cause: error });
  }
}
