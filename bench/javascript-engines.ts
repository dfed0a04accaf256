import { spawnSync } from 'node:child_process';

/** A JavaScript engine with a command to run a plain script: what phones have, with and without the compilers that iOS forbids apps. */
export interface JavaScriptEngine {
  readonly id: 'v8' | 'v8-jitless' | 'jsc' | 'jsc-no-jit';
  readonly title: string;
  /** Version of the command. */
  readonly version: string;
  /** Runs the script in a new process and returns what it printed. Throws with what it complained about. */
  run(file: string): string;
}

/** Where JavaScriptCore's command is not there. */
export const INSTALL_JSC = 'apt-get install -y libjavascriptcoregtk-4.0-bin';

/** An hour would be a hang; the longest scene takes a minute. */
const TIME_LIMIT_MS = 300_000;

/** @param jsc the command of JavaScriptCore */
export function findEngines(jsc = 'jsc'): JavaScriptEngine[] {
  const v8 = `Node.js ${process.version}`;
  const engines: JavaScriptEngine[] = [
    { id: 'v8', title: 'V8', version: v8, run: (file) => run(process.execPath, [file]) },
    { id: 'v8-jitless', title: 'V8 --jitless', version: v8, run: (file) => run(process.execPath, ['--jitless', file]) },
  ];
  const { error } = spawnSync(jsc, ['-e', '0'], { timeout: TIME_LIMIT_MS });
  if (error) return engines;
  const version = `JavaScriptCore${packageVersion(jsc)}`;
  return [
    ...engines,
    { id: 'jsc', title: 'JavaScriptCore', version, run: (file) => run(jsc, [file]) },
    { id: 'jsc-no-jit', title: 'JavaScriptCore, no JIT', version, run: (file) => run(jsc, [file], { JSC_useJIT: '0' }) },
  ];
}

/** The command does not know its own version; Debian does. */
function packageVersion(jsc: string): string {
  const { stdout: path } = spawnSync('which', [jsc], { encoding: 'utf8' });
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${Version}', 'libjavascriptcoregtk-4.0-bin'], { encoding: 'utf8' });
  return path && stdout ? ` (WebKitGTK ${stdout.trim()})` : '';
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: TIME_LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status ?? signal}:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return stdout;
}
