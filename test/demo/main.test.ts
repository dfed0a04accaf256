import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Run {
  process: ChildProcess;
  /** What it wrote so far. */
  output(): string;
  /** Waits until it has written this. */
  wrote(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code; `null` when a signal ended it. */
  ended: Promise<number | null>;
}

let runs: Run[] = [];

/** The command itself, in a process of its own: no shell and no npm between. */
function demo(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/demo/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const run: Run = {
    process: child,
    output: () => text,
    async wrote(pattern) {
      for (let waited = 0; waited < 60_000; waited += 50) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${String(pattern)} was not written:\n${text}`);
    },
    ended: new Promise((resolve) => {
      child.once('close', resolve);
    }),
  };
  runs.push(run);
  return run;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function occupy(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  return server;
}

afterEach(async () => {
  for (const run of runs) run.process.kill('SIGKILL');
  await Promise.all(runs.map(({ ended }) => ended));
  runs = [];
});

describe('npm run demo', () => {
  it('prints a link, takes the next port when one is in use, and ends everything on Ctrl-C', async () => {
    const occupied = await occupy();
    const { port } = occupied.address() as AddressInfo;
    const run = demo(['--port', String(port)]);
    const [, url = ''] = await run.wrote(/The demo is at {2}(http:\/\/127\.0\.0\.1:\d+)/);
    const [, authing = ''] = await run.wrote(/Authing is at {3}(http:\/\/127\.0\.0\.1:\d+)/);
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    expect(await answers(url)).toBe(true);
    expect(await answers(`${authing}/api/v2/.well-known`)).toBe(true);

    // A browser that listens must not keep the process.
    const stream = await fetch(`${url}/backend/stream`);
    expect(stream.ok).toBe(true);
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect([await answers(url), await answers(authing)]).toEqual([false, false]);
    await new Promise((resolve) => {
      occupied.close(resolve);
    });
  }, 90_000);

  it.each([[['--port', 'many']], [['--port', '70000']], [['--twice']]])(
    'says what is wrong with %s and ends with 1',
    async (args) => {
      const run = demo(args);
      expect(await run.ended).toBe(1);
      expect(run.output()).toMatch(args[0] === '--twice' ? /--twice/ : /is no port: say a number from 0 to 65535/);
    },
    60_000,
  );

  it('says in one line what to install when there is no Chromium', async () => {
    const run = demo(['--once'], { CHROMIUM_PATH: '/nowhere/chromium' });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/^CHROMIUM_PATH is \/nowhere\/chromium, which cannot be run: correct it or unset it\.$/m);
  }, 60_000);
});
