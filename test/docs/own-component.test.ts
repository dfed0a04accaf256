/** @jest-environment ./test/harness/environment.js */
import { existsSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAuthingServer, EXCHANGE_FAILURES } from 'authing-miniapp-emulator/authing';
import { createEngine } from 'authing-miniapp-emulator/engines';
import { createWeChat, fetchTransport } from 'authing-miniapp-emulator/wechat';
import { seenFailuresOf } from 'authing-miniapp-emulator/wechat/device';
import { codeSpans, readMarkdown, root, tableWith } from './markdown';

// From here to the ruler: the test that docs/testing.md shows, word for word.

// The page's own code, word for word.
/* eslint-disable no-restricted-syntax */
const appId = 'my-app';
const weChatAppId = 'wx0123456789abcdef';

async function start() {
  const wechat = createWeChat({
    cloud: { appId: weChatAppId, users: [{ phone: { countryCode: '86', purePhoneNumber: '10000000001' } }] },
    device: { transport: (request) => fetchTransport((message) => server.fetch(message))(request) },
  });
  const server = await createAuthingServer({
    apps: [{ appId, wechat: { appId: weChatAppId } }],
    exchangeCode: wechat.cloud.exchangeCode,
    listen: false,
  });
  Object.assign(globalThis, {
    wx: wechat.device.wx,
    getApp: () => ({ authing: { appId, host: server.url } }),
    getCurrentPages: () => [],
  });
  const account = createEngine('glass-easel').mount('components/account/index');
  await jest.advanceTimersByTimeAsync(1000);

  /** A finger on the button inside: WeChat opens its sheet, and what the person answers reaches the button. */
  const press = async () => {
    const button = account.nativeButton();
    const native = { openType: button.openType, disabled: button.disabled };
    button.tap();
    wechat.device.press(native, ({ name, detail }) => button.dispatch(name, detail));
    await jest.advanceTimersByTimeAsync(1000);
  };
  return { wechat, server, account, press };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('shows the number of whoever signs in', async () => {
  const { account, press, server } = await start();
  await press();
  expect(account.text()).toBe('10000000001');
  expect(server.requests.to('/auth-by-phone')).toHaveLength(1);
});

it('takes no for an answer', async () => {
  const { account, press, server, wechat } = await start();
  wechat.device.person.next('phoneNumber', { answer: 'deny' });
  await press();
  expect(account.text()).toContain('Maybe later');
  expect(server.requests.length).toBe(0);
});

it('survives a gateway that is down, and the next tap works', async () => {
  const { account, press, server } = await start();
  server.faults.badGateway();
  await press();
  expect(account.text()).not.toContain('10000000001');
  await press();
  expect(account.text()).toContain('10000000001');
});

// ---------------------------------------------------------------------------------------------------------------------

const here = process.cwd();
const fixture = join(root, 'test/docs/fixture/my-app');
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

describe.each([
  ['docs/testing.md', 'you want', 'you ask'],
  ['docs/testing.zh-CN.md', '想要', '想知道'],
])('%s', (path, wants, asks) => {
  const page = readMarkdown(path);
  const [setUp = '', json, wxml, component, test = ''] = page.blocks.filter(({ language }) => language !== 'sh').map(({ text }) => text);

  it('shows the component and the test that run here', () => {
    const written = (file: string): string => readFileSync(join(fixture, 'components/account', file), 'utf8');
    expect([json, wxml, component]).toEqual([written('index.json'), written('index.wxml'), written('index.js')]);
    const [imports, body] = test.split('\n\nconst appId');
    const own = readFileSync(__filename, 'utf8');
    expect(own).toContain(imports);
    expect(own).toContain(`\n\nconst appId${body}`);
  });

  it('shows a jest.config.js that finds everything it names', () => {
    const module: { exports: { testEnvironment?: string; transform?: Record<string, [string]> } } = { exports: {} };
    // The kit is a folder called authing-miniapp there, and this repository here.
    const code = setUp.replace(/path\.join\(__dirname, '\.\.\/authing-miniapp'\)/, JSON.stringify(root));
    expect(code).not.toBe(setUp);
    // The code is the example on the page.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function('require', 'module', '__dirname', code)(require, module, dirname(fixture));
    const { testEnvironment = '', transform = {} } = module.exports;
    expect([testEnvironment, ...Object.values(transform).map(([file]) => file)].map((file) => existsSync(file))).toEqual([true, true]);
  });

  it('names only what there is', async () => {
    const { wechat, server } = await start();
    const engine = createEngine('glass-easel');
    const { rows } = tableWith(page, wants);
    const spans = [...rows, ...tableWith(page, asks).rows].flatMap(([, code]) => codeSpans(code!));
    const statements = spans.filter((span) => span.includes('.'));
    expect(statements.length).toBeGreaterThan(12);
    for (const statement of statements) {
      // The code is the example on the page.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const run = new Function(
        'wechat',
        'server',
        'engine',
        'appId',
        'key',
        'EXCHANGE_FAILURES',
        'seenFailuresOf',
        'component',
        `return ${statement}`,
      );
      const value: unknown = run(
        wechat,
        server,
        engine,
        appId,
        'key',
        EXCHANGE_FAILURES,
        seenFailuresOf,
        join(root, 'miniprogram_dist/components/phone-button/index'),
      );
      if (!statement.includes('(') && !statement.includes('=')) expect([statement, Array.isArray(value)]).toEqual([statement, true]);
    }
    wechat.device.kill();
  });

  it('names only sheets that WeChat has', () => {
    const [, code] = tableWith(page, wants).rows[0]!;
    const kinds = codeSpans(code!).filter((span) => !span.includes('.'));
    const known = readFileSync(join(root, 'packages/emulator/src/wechat/device/person/person.ts'), 'utf8');
    expect(kinds.length).toBeGreaterThan(2);
    expect(kinds.filter((kind) => !known.includes(`kind: '${kind}'`))).toEqual([]);
  });
});
