/** @jest-environment ./test/harness/environment.js */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXCHANGE_FAILURES } from 'authing-miniapp-emulator/authing';
import { copyPackage, type PackageCopy } from 'authing-miniapp-emulator/engines';
import { launch } from 'authing-miniapp-emulator/jest';
import { phoneNumberFailure, seenFailuresOf } from 'authing-miniapp-emulator/wechat';
import { codeSpans, readMarkdown, root, tableWith } from './markdown';

const here = process.cwd();
const fixture = join(root, 'packages/emulator/test/package/my-app');
const COMPONENTS = 'authing-miniapp/components';
let app: string;

/** A project of a user's, with the package where WeChat's npm build puts it. */
beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'my-app-'));
  cpSync(fixture, app, { recursive: true });
  mkdirSync(join(app, 'miniprogram_npm'));
  symlinkSync(join(root, 'miniprogram_dist'), join(app, 'miniprogram_npm/authing-miniapp'), 'dir');
  process.chdir(app);
});
afterAll(() => {
  process.chdir(here);
  rmSync(app, { recursive: true, force: true });
});

describe("the README's test", () => {
  // Its specifications are these; packages/emulator/test/package runs them with what is packed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('../../packages/emulator/test/package/my-app/index.test.js');
});

it('answers the dialogs of components with agreed as the READMEs say', async () => {
  const page = join(app, 'pages/asks');
  mkdirSync(page, { recursive: true });
  const tag = (name: string): string =>
    `<${name} agreed="{{false}}" bind:agree="hear" bind:cancel="hear" bind:login="hear" bind:avatar="hear" />`;
  const usingComponents = { 'phone-button': `${COMPONENTS}/phone-button/index`, 'avatar-picker': `${COMPONENTS}/avatar-picker/index` };
  writeFileSync(join(page, 'asks.json'), JSON.stringify({ usingComponents }));
  writeFileSync(join(page, 'asks.wxml'), tag('phone-button') + tag('avatar-picker'));
  writeFileSync(
    join(page, 'asks.js'),
    'Page({ data: { heard: [] }, hear({ type }) { this.setData({ heard: [...this.data.heard, type] }); } });',
  );
  const running = await launch({ page: 'pages/asks/asks' });
  for (const selector of ['phone-button', '.decline', 'phone-button', '#agree', 'avatar-picker', '.agree']) await running.tap(selector);
  expect(running.page.data).toMatchObject({ heard: ['cancel', 'agree', 'login', 'agree', 'avatar'] });
});

describe.each([
  ['packages/emulator/README.md', 'you want', 'you ask'],
  ['packages/emulator/README.zh-CN.md', '想要', '想知道'],
])('%s', (path, wants, asks) => {
  const page = readMarkdown(path);

  it('shows the project that runs here', () => {
    const files = ['jest.config.js', 'pages/index/index.json', 'pages/index/index.wxml', 'pages/index/index.js', 'index.test.js'];
    const shown = page.blocks.filter(({ language }) => language !== 'sh').map(({ text }) => text);
    expect(shown).toEqual(files.map((file) => readFileSync(join(fixture, file), 'utf8')));
  });

  it('names only what there is', async () => {
    const running = await launch({ page: 'pages/index/index' });
    const spans = [...tableWith(page, wants).rows, ...tableWith(page, asks).rows].flatMap(([, code]) => codeSpans(code!));
    const statements = spans.filter((span) => /^app\.|^copyPackage/.test(span));
    expect(statements.length).toBeGreaterThan(30);
    running.server.admin.createUser('YOUR_APP_ID', { username: 'lin' });
    for (const statement of statements.filter((span) => !/\.name'|\.code$|\.(hide|show|restart)\(/.test(span))) {
      // The code is the example on the page.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const run = new Function('app', 'EXCHANGE_FAILURES', 'seenFailuresOf', 'phoneNumberFailure', 'copyPackage', `return ${statement}`);
      const value: unknown = run(running, EXCHANGE_FAILURES, seenFailuresOf, phoneNumberFailure, copyPackage);
      if (statement.startsWith('copyPackage')) (value as PackageCopy).remove();
      if (!/[(=]/.test(statement)) expect([statement, value === undefined]).toEqual([statement, false]);
    }
    for (const method of ['hide', 'show', 'restart', 'open', 'pass', 'tap'] as const) expect(running[method]).toEqual(expect.any(Function));
  });

  it('launches with every option it shows', async () => {
    const spans = tableWith(page, wants).rows.flatMap(([, code]) => codeSpans(code!));
    const launches = spans.filter((span) => span.startsWith('launch(') && !span.includes('…') && !span.includes('component:'));
    expect(launches.length).toBeGreaterThan(3);
    for (const call of launches) {
      // The code is the example on the page.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const run = new Function('launch', 'jest', `return ${call}`);
      await expect(run(launch, jest)).resolves.toHaveProperty('appId');
    }
  });

  it('names only sheets that WeChat has', () => {
    const [, code] = tableWith(page, wants).rows[0]!;
    const kinds = codeSpans(code!).filter((span) => !span.includes('.'));
    const known = readFileSync(join(root, 'packages/emulator/src/wechat/device/person/person.ts'), 'utf8');
    expect(kinds.length).toBeGreaterThan(2);
    expect(kinds.filter((kind) => !known.includes(`kind: '${kind}'`))).toEqual([]);
  });
});
