/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness } from '../harness/harness';
import { names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const cases: [ComponentName, Record<string, unknown>][] = [
  ['login-button', { mode: 'userinfo', lang: 'en', text: 'Go', type: 'primary', size: 'mini', plain: true }],
  ['login-button', { disabled: true, text: '' }],
  ['phone-button', { action: 'get', type: 'warn', phoneNumberNoQuotaToast: false }],
  ['phone-button', { disabled: true, action: 'get' }],
  ['avatar-picker', { source: 'album', size: 44, text: '', src: 'https://example.com/a.png' }],
  ['avatar-picker', { disabled: true }],
];

/** Properties that reach a component otherwise than by attributes of its tag in the page's WXML. */
describe.each(engineNames)('properties that are set by setData, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  /** Somebody is signed in: avatar-picker's native button is then what its source says. */
  const signIn = (): void => {
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    const session = harness.server.admin.signIn(APP_ID, id);
    harness
      .library()
      .getAuthing()
      .setCurrentUser(session as never);
  };
  /** All that a person sees of it, and what a tap would do. */
  const shown = (button: Mounted): object => ({
    ...button.nativeButton().attributes,
    text: button.text(),
    pictures: button.natives('image').map(({ attributes }) => attributes.src),
  });
  const bound = (component: ComponentName, properties: Record<string, unknown>): object => shown(harness.mount(component, { properties }));

  it.each(cases)("%s shows no other first frame where uni-app's run time sets %j", (component, properties) => {
    signIn();
    const expected = bound(component, properties);
    harness.restart();
    harness.engine.require('test/components/fixture/uni-app-run-time.js');
    const button = harness.mount(component, { properties: { uP: properties } });
    expect(shown(button)).toEqual(expected);
    expect(button.data).toMatchObject(properties);
    expect(button.events).toEqual([]);
  });

  it.each(cases)(
    '%s is as if it had been so from the beginning when %j come right after it was attached',
    async (component, properties) => {
      signIn();
      const expected = bound(component, properties);
      harness.restart();
      const defaults = harness.mount(component, { properties: {} }).data;
      harness.restart();
      const before = harness.logins();
      const button = harness.mount(component, {
        properties: Object.fromEntries(Object.keys(properties).map((name) => [name, defaults[name]])),
      });
      button.setProperties(properties);
      expect(shown(button)).toEqual(expected);
      await harness.pass();
      expect(shown(button)).toEqual(expected);
      expect(button.events).toEqual([]);
      expect(harness.logins() - before).toBe(component === 'avatar-picker' ? 0 : 1);
    },
  );

  it.each([
    ['login-button', { mode: 'userinfo' }, { mode: 'silent' }, { iv: expect.any(String), encryptedData: expect.any(String) }],
    ['login-button', { mode: 'silent' }, { mode: 'userinfo' }, {}],
  ] as const)('a tap on %s does what came late: %j', async (component, late, first, sent) => {
    const button = harness.mount(component, { properties: { ...first } });
    button.setProperties({ ...late });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(names(button)).toEqual(['login']);
    expect(harness.requestsTo('/auth').map(({ body }) => body)).toEqual([{ code: expect.any(String), ...sent }]);
  });

  it('a tap on phone-button does what came late', async () => {
    const button = harness.mount('phone-button', { properties: { action: 'login' } });
    button.setProperties({ action: 'get' });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(names(button)).toEqual(['phone']);
  });
});

describe.each(engineNames)('custom-style, on %s', (engine) => {
  it.each(['login-button', 'phone-button', 'avatar-picker'] as const)(
    "styles the native button of %s, as `custom-class` does where there are external classes; from uni-app's run time, too",
    async (component) => {
      const harness = await createHarness(engine);
      const style = (button: Mounted): string => /<(?:wx-)?button[^>]* style="([^"]*)"/.exec(button.html())?.[1] ?? '';
      const customStyle = 'letter-spacing: 2px;';
      expect(style(harness.mount(component))).toBe('');
      const button = harness.mount(component, { properties: { customStyle } });
      expect(style(button)).toBe(customStyle);
      button.setProperties({ customStyle: 'letter-spacing: 3px;' });
      expect(style(button)).toBe('letter-spacing: 3px;');
      harness.restart();
      harness.engine.require('test/components/fixture/uni-app-run-time.js');
      expect(style(harness.mount(component, { properties: { uP: { customStyle } } }))).toBe(customStyle);
      expect(harness.engine.problems).toEqual([]);
    },
  );
});
