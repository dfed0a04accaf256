import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOptions, UsageError } from '../src/cli/options';

const read = (args: string[], environment = { LANG: 'en_US.UTF-8' } as Record<string, string>) => readOptions(args, environment);

describe('the options of the command', () => {
  it('default to this folder and the first port', () => {
    expect(read([])).toEqual({ folder: '.', port: 8090, open: false, language: 'en' });
    expect(read(['app', '--port', '0', '--open'])).toEqual({ folder: 'app', port: 0, open: true, language: 'en' });
    expect(read(['--help']).only).toBe('help');
    expect(read(['-v']).only).toBe('version');
  });

  it("take the system's language as POSIX does, unless told", () => {
    expect(read([], { LANG: 'zh_CN.UTF-8' }).language).toBe('zh_CN');
    expect(read([], { LC_ALL: 'en_GB', LANG: 'zh_CN.UTF-8' }).language).toBe('en');
    expect(read(['--lang', 'zh-TW']).language).toBe('zh_CN');
    expect(read(['--lang=en'], { LANG: 'zh_CN.UTF-8' }).language).toBe('en');
  });

  it.each([
    [['--twice'], 'There is no option --twice: see --help.'],
    [['--lang', 'fr'], '--lang fr is neither en nor zh: say one of them.'],
    [['--port', 'many'], '--port many is no port: say a number from 0 to 65535.'],
    [['--port', '70000'], '--port 70000 is no port: say a number from 0 to 65535.'],
    [['--port='], '--port  is no port: say a number from 0 to 65535.'],
    [['a', 'b'], 'More than one folder: say the one that holds app.json.'],
    [['--twice', '--lang', 'zh'], '没有 --twice 这个选项：见 --help。'],
  ])('that make no sense are told in one line: %s', (args, message) => {
    expect(() => read(args)).toThrow(new UsageError(message));
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** From the source. Ends it as soon as it has written `until`. */
  async function run(args: string[], until?: RegExp): Promise<{ code: number | null; output: string }> {
    const main = path.join(__dirname, '../src/cli/main.ts');
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', main, ...args], { cwd: path.join(__dirname, '../../..') });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (until?.test(output) === true) child.kill('SIGINT');
      });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  }

  it('ends with 2 when the options make no sense and with 1 when there is no mini program', async () => {
    expect(await run(['--twice', '--lang', 'en'])).toEqual({ code: 2, output: 'There is no option --twice: see --help.\n' });
    const { code, output } = await run([folder, '--lang', 'zh']);
    expect([code, output]).toEqual([1, `${folder} 里没有 app.json：请给出小程序的目录；如果它由框架生成，请先运行 npm run build。\n`]);
  }, 60_000);

  it('names a package that is not installed or built, and what the playground lacks; takes the next port; ends with 0', async () => {
    const page = { 'pages/index/index.wxml': '<login-button />', 'pages/index/index.js': 'Page({});' };
    const files: Record<string, string> = {
      'app.json': JSON.stringify({ pages: ['pages/index/index'], cloud: true }),
      'package.json': JSON.stringify({ dependencies: { 'authing-miniapp': '*' } }),
      'pages/index/index.json': JSON.stringify({ usingComponents: { 'login-button': 'authing-miniapp/components/login-button/index' } }),
      ...page,
    };
    await mkdir(path.join(folder, 'pages/index'), { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    const busy = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => busy.once('listening', resolve));
    const { port } = busy.address() as AddressInfo;

    const { code, output } = await run([folder, '--port', String(port), '--lang', 'en'], /Ctrl-C ends it/);
    busy.close();
    expect(output).toContain(
      'error: authing-miniapp is not here: run "npm install", then build npm (WeChat DevTools: Tools > Build npm)\n' +
        '  at pages/index/index.json:1:',
    );
    expect(output).toContain('not in the playground: app.json: "cloud"');
    expect(output).toContain('This mini program uses 1 thing that the playground lacks, named above.');
    const taken = Number(/127\.0\.0\.1:(\d+)$/m.exec(output)?.[1]);
    expect(taken).toBeGreaterThan(port);
    expect(output).toContain(`Port ${port} is in use: ${taken} is taken instead.`);
    expect(code).toBe(0);
  }, 60_000);
});
