/** The package as a user has it: tarballs, installed into a project elsewhere, and the command run in a mini program of its own. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../../../tools/demo/chromium';
import { createVisitor } from '../../../tools/demo/journey/visitor';
import { exampleDir, packExample } from '../../../tools/demo/miniprogram-npm';

const root = path.join(__dirname, '../../..');
/** Neither the example's nor the public cloud's: whatever a mini program names is found on this computer. */
const APP_ID = '64b0000000000000000000aa';
const HOST = 'https://auth.example.com';

/** npm's own command-line program; no shell between. Rejects, or throws, with what npm wrote. */
const npmFile = process.env['npm_execpath'];
const [npmProgram, ...npmFirst] = npmFile?.endsWith('.js') === true ? [process.execPath, npmFile] : ['npm'];
const npm = (cwd: string, ...args: string[]) => promisify(execFile)(npmProgram!, [...npmFirst, ...args], { cwd });

/** What the test cannot do without; where it is missing, the test is skipped and says so. */
function missing(): string | undefined {
  if (findChromium() === undefined) return 'a Chromium (Debian: apt-get install chromium; or set CHROMIUM_PATH)';
  if (spawnSync(npmProgram!, [...npmFirst, 'ping'], { cwd: root }).status !== 0) return "npm's registry, which cannot be reached from here";
  return undefined;
}

const lacking = missing();
if (lacking !== undefined) process.stderr.write(`\nSKIPPED: "the packed playground" needs ${lacking}.\n`);

(lacking === undefined ? describe : describe.skip)('the packed playground', () => {
  let folder: string;
  let project: string;
  let browser: Browser;
  let command: ChildProcess | undefined;

  /** Packs a copy, for others may be building the package itself at this moment. */
  async function pack(name: string): Promise<void> {
    mkdirSync(path.join(root, 'artifacts'), { recursive: true });
    const copy = mkdtempSync(path.join(root, 'artifacts', `${name}-`));
    try {
      const own = path.join(root, 'packages', name);
      cpSync(own, copy, { recursive: true, filter: (file) => !/[\\/](dist|test|node_modules)$/.test(path.relative(own, file) && file) });
      // What npm pack runs first builds the repository's own folder; the copy is built here.
      await npm(copy, 'run', 'build');
      await npm(copy, 'pack', '--ignore-scripts', '--pack-destination', folder);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'packed-playground-'));
    project = path.join(folder, 'mini-program');
    [browser] = await Promise.all([launchChromium(), packExample(), pack('emulator'), pack('playground')]);
    cpSync(exampleDir, project, { recursive: true });
    const app = path.join(project, 'app.ts');
    writeFileSync(app, readFileSync(app, 'utf8').replace("appId: 'YOUR_APP_ID'", `appId: '${APP_ID}', host: '${HOST}'`));
    // The product is there as WeChat's npm build leaves it; npm installs what the command is made of.
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'mini-program', private: true }));
    const tarballs = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    await npm(project, 'install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs.map((file) => `../${file}`));
  }, 240_000);
  afterAll(async () => {
    command?.kill('SIGKILL');
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const bin = (): string => path.join(project, 'node_modules/.bin/authing-miniapp-playground');
  const run = (...args: string[]) => spawnSync(bin(), args, { cwd: project, encoding: 'utf8' });

  it('brings no browser and no driver of one', () => {
    const installed = readdirSync(path.join(project, 'node_modules'));
    expect(installed).toEqual(expect.arrayContaining(['authing-miniapp-emulator', 'authing-miniapp-playground', 'esbuild']));
    expect(installed.filter((name) => /playwright|puppeteer/.test(name))).toEqual([]);
  });

  it('says its version and its help, in both languages', () => {
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run('--help', '--lang', 'en').stdout).toMatch(/^Usage: authing-miniapp-playground/);
    expect(run('--help', '--lang', 'zh').stdout).toMatch(/^用法：authing-miniapp-playground/);
  });

  it('shows the mini program, and somebody signs in to the application it names', async () => {
    const child = spawn(bin(), ['--port', '0', '--lang', 'en'], { cwd: project });
    command = child;
    let written = '';
    const keep = (chunk: Buffer): void => void (written += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const wrote = async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (let found = pattern.exec(written); ; found = pattern.exec(written)) {
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`The command ended: ${written}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const [url] = await wrote(/http:\/\/127\.0\.0\.1:\d+$/m);
    await wrote(/Ctrl-C ends it/);
    expect(written).not.toMatch(/^(error|warning):/m);

    const visitor = await createVisitor(browser, { language: 'en' });
    await visitor.open(url);
    await visitor.sees('signed-out');
    await visitor.tap(visitor.words.signIn);
    await visitor.sees('phone');
    expect(Object.keys(await visitor.storage())).toEqual([`authing_session_${APP_ID}@${HOST}`]);
    expect(written).toContain(`Authing has the application ${APP_ID} now.`);
    expect(visitor.complaints).toEqual([]);
    await visitor.close();

    child.kill('SIGINT');
    expect(await ended).toBe(0);
  }, 60_000);
});
