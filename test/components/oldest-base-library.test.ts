/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness } from '../harness/harness';
import { errorWith } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('below the oldest base library, on %s', (engine) => {
  let harness: Harness;
  const start = async (baseLibrary: string): Promise<void> => {
    harness = await createHarness(engine, { wechat: { device: { baseLibrary } } });
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };

  it.each<[component: ComponentName, properties: Record<string, unknown>]>([
    ['login-button', {}],
    ['login-button', { mode: 'userinfo' }],
    ['phone-button', {}],
    ['phone-button', { action: 'get' }],
    ['avatar-picker', { source: 'album' }],
  ])('the first tap on %s %j says so, and costs nothing', async (component, properties) => {
    await start('2.24.3');
    const button = harness.mount(component, { properties });
    await harness.pass();
    harness.press(button);
    await harness.pass(5000);
    const data = { baseLibrary: '2.24.3', needs: '2.24.4' };
    expect(button.events).toEqual([errorWith('unsupported', { code: 9018, stage: 'tap', retryable: false, data })]);
    expect(button.events[0]!.detail).toMatchObject({ message: expect.stringMatching(/2\.24\.3.*2\.24\.4/) });
    expect([harness.wechat.cloud.phoneCharges, harness.server.requests.length]).toEqual([0, 0]);
  });

  it.each(['2.24.4', '2.25.0', '3.0.0', '10.0.0'])('%s is not too old', async (baseLibrary) => {
    await start(baseLibrary);
    const button = harness.mount('login-button');
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events.map(({ name }) => name)).toEqual(['login']);
  });
});
