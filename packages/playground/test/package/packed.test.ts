/** The package as a user has it: tarballs, installed into a project elsewhere, and the command run in a mini program of its own. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../../../../tools/demo/chromium';
import { createVisitor } from '../../../../tools/demo/journey/visitor';
import { exampleDir, packExample } from '../../../../tools/demo/miniprogram-npm';
import { npm, npmReaches, packedSet } from '../../../../test/package/packed-set';

/** Neither the example's nor the public cloud's: whatever a mini program names is found on this computer. */
const APP_ID = '64b0000000000000000000aa';
const HOST = 'https://auth.example.com';

/** What the test cannot do without; where it is missing, the test is skipped and says so. */
function missing(): string | undefined {
  if (findChromium() === undefined) return 'a Chromium (Debian: apt-get install chromium; or set CHROMIUM_PATH)';
  if (!npmReaches()) return "npm's registry, which cannot be reached from here";
  return undefined;
}

const lacking = missing();
if (lacking !== undefined) process.stderr.write(`\nSKIPPED: "the packed playground" needs ${lacking}.\n`);

(lacking === undefined ? describe : describe.skip)('the packed playground', () => {
  let folder: string;
  let project: string;
  let browser: Browser;
  let command: ChildProcess | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'packed-playground-'));
    project = path.join(folder, 'mini-program');
    const [launched, packed] = await Promise.all([launchChromium(), packedSet(), packExample()]);
    const tarballs = ['authing-miniapp-emulator', 'authing-miniapp-playground'].map((name) => packed[name]!.path);
    browser = launched;
    cpSync(exampleDir, project, { recursive: true });
    const app = path.join(project, 'app.ts');
    writeFileSync(app, readFileSync(app, 'utf8').replace("appId: 'YOUR_APP_ID'", `appId: '${APP_ID}', host: '${HOST}'`));
    // The product is there as WeChat's npm build leaves it; npm installs what the command is made of.
    writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'mini-program', private: true }));
    await npm(project, 'install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs);
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
