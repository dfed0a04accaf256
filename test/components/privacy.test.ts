/** @jest-environment ./test/harness/environment.js */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Before there was an agreement; with one; whose combined buttons work; with it in WeChat's dialogs; today's. */
const versions = ['2.24.4', '2.32.3', '2.33.1', '3.0.0', '3.4.2', '3.17.5'] as const;
const cancel = { name: 'cancel', detail: { reason: 'privacy' } };

describe.each(engineNames)("consent to WeChat's privacy agreement, on %s", (engine) => {
  let harness: Harness;
  const start = async (baseLibrary: string): Promise<void> => {
    harness = await createHarness(engine, { wechat: { device: { baseLibrary, privacy: { authorized: false } } } });
  };
  afterEach(() => expect(harness.engine.problems).toEqual([]));
  const mount = async (component: ComponentName, properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const button = harness.mount(component, { properties });
    await harness.pass();
    return button;
  };
  const press = async (button: Mounted): Promise<void> => {
    harness.press(button);
    await harness.pass();
  };
  const sheets = (): string[] => harness.wechat.timeline.of('sheet.opened').map(({ detail }) => detail.sheet);

  describe.each(versions)('with base library %s', (version) => {
    beforeEach(() => start(version));
    const popUp = ['2.32.3', '2.33.1', '3.0.0'].includes(version) ? ['privacy'] : [];
    const combines = !['2.24.4', '2.32.3', '3.0.0'].includes(version);

    it('phone-button leaves it to WeChat', async () => {
      const button = await mount('phone-button');
      expect(button.nativeButton().openType).toBe('getPhoneNumber');
      await press(button);
      expect([names(button), sheets()]).toEqual([
        ['phone', 'login'],
        [...popUp, 'phoneNumber'],
      ]);
    });

    it('phone-button with privacy="combined" asks in one tap, where the base library can', async () => {
      const button = await mount('phone-button', { privacy: 'combined' });
      expect(button.nativeButton().openType).toBe(combines ? 'getPhoneNumber|agreePrivacyAuthorization' : 'getPhoneNumber');
      await press(button);
      expect([names(button), sheets()]).toEqual([['phone', 'login'], combines ? ['phoneNumber'] : [...popUp, 'phoneNumber']]);
      expect(harness.device.privacy.authorized).toBe(version !== '2.24.4');
    });

    it('login-button does as much with mode="userinfo"; without it there is nothing to consent to', async () => {
      const button = await mount('login-button', { mode: 'userinfo', privacy: 'combined' });
      expect(button.nativeButton().openType).toBe(combines ? 'getUserInfo|agreePrivacyAuthorization' : 'getUserInfo');
      await press(button);
      expect([names(button), sheets()]).toEqual([['login'], combines ? [] : popUp]);
      expect((await mount('login-button', { privacy: 'combined' })).nativeButton().openType).toBe('');
    });
  });

  it.each([
    ['phone-button', {}],
    ['login-button', { mode: 'userinfo' }],
    ['avatar-picker', {}],
    ['avatar-picker', { source: 'album' }],
  ] as const)("%s %j says so when it is tapped in WeChat's ten silent seconds", async (component, properties) => {
    await start('2.33.1');
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
    harness.device.person.next('privacy', { answer: 'deny' });
    const button = await mount(component, properties);
    await press(button);
    expect(button.events).toEqual([cancel]);
    await press(button);
    const message = expect.stringContaining('十秒') as string;
    const stage = component === 'avatar-picker' ? 'choose' : 'tap';
    const said = errorWith('privacy_refused', { code: 9022, retryable: true, message, stage, data: expect.anything() });
    expect([button.events, sheets()]).toEqual([[cancel, said], ['privacy']]);
    await harness.pass(10_000);
    await press(button);
    expect(sheets().slice(0, 2)).toEqual(['privacy', 'privacy']);
    expect(names(button).slice(2)).not.toContain('error');
    expect(names(button).length).toBeGreaterThan(2);
  });

  it('tells what was banned from what was not declared', async () => {
    await start('3.17.5');
    const button = await mount('phone-button');
    harness.device.faults.next('button.getPhoneNumber', { kind: 'fail', errMsg: 'getPhoneNumber:fail banned', errno: 1025 });
    await press(button);
    harness.device.privacy.declared = [];
    await press(button);
    expect(button.events).toEqual([
      errorWith('permission', { data: expect.objectContaining({ errno: 1025 }) }),
      errorWith('privacy', { data: expect.objectContaining({ errno: 112 }) }),
    ]);
  });
});

const root = join(__dirname, '../..');
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path));
const sources = ['lib', 'components'].flatMap(filesOf).filter((path) => /\.(ts|wxml)$/.test(path));

it('nothing registers wx.onNeedPrivacyAuthorization: the last registration wins, and it is the app that has to answer', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((path) => readFileSync(path, 'utf8').includes('onNeedPrivacyAuthorization'))).toEqual([]);
});

it('every button that may be combined has an id and hears both events, without which WeChat does nothing', () => {
  const buttons = sources
    .filter((path) => path.endsWith('.wxml'))
    .flatMap((path) => readFileSync(path, 'utf8').match(/<button\b(?:[^"'>]|"[^"]*"|'[^']*')*>/g) ?? [])
    .filter((tag) => tag.includes('combination'));
  expect(buttons).toHaveLength(3);
  for (const tag of buttons) {
    expect(tag).toMatch(/\bid="\w+"/);
    expect(tag).toContain('bindagreeprivacyauthorization=');
    for (const [, openType] of tag.matchAll(/'(get\w+)'/g)) expect(tag).toContain(`bind${openType!.toLowerCase()}=`);
  }
});
