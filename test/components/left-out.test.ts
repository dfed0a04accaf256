/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';

type Component = Parameters<Harness['mount']>[0];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Taro binds on each tag every attribute that the app uses on any of its kind, and templates of Vue bind what is not there yet. */
describe.each(engineNames)('a property that is bound and left out, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  });
  const mounted = async (component: Component, properties: Record<string, unknown>): Promise<Mounted> => {
    const button = harness.mount(component, { properties });
    await harness.pass();
    return button;
  };
  const shown = (button: Mounted): object => {
    const { attributes, openType, text } = button.nativeButton();
    return { openType, text, lang: attributes.lang, toast: attributes['phone-number-no-quota-toast'] };
  };

  it.each([undefined, null])('%s is the default', async (none) => {
    const native = { text: none, type: none, size: none, disabled: none };
    const login = { ...native, mode: none, lang: none, plain: none };
    expect(shown(await mounted('login-button', login))).toEqual(shown(await mounted('login-button', {})));
    const phone = { ...native, action: none, phoneNumberNoQuotaToast: none, plain: none };
    expect(shown(await mounted('phone-button', phone))).toEqual(shown(await mounted('phone-button', {})));
    const avatar = { text: none, size: none, disabled: none, source: none, src: none };
    expect(shown(await mounted('avatar-picker', avatar))).toEqual(shown(await mounted('avatar-picker', {})));
    // WeChat says on its console which type it expected, of every component.
    expect(harness.engine.problems.filter((problem) => !problem.includes('received type-incompatible value'))).toEqual([]);
  });
});
