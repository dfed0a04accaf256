/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness, HarnessOptions } from '../harness/harness';
import { errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const listeners = ['agree', 'agreement', 'login', 'phone', 'avatar', 'error', 'cancel'];
/** Places in the action sheet: the documents come after consent. */
const [AGREE, SECOND_DOCUMENT] = [0, 2];

describe.each(engineNames)("consent to the app's own terms, on %s", (engine) => {
  let harness: Harness;
  const start = async (options: HarnessOptions = {}): Promise<void> => {
    harness = await createHarness(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const mount = async (name: ComponentName, properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const component = harness.mount(name, { properties: { agreed: false, agreement: null, ...properties }, listeners });
    await harness.pass();
    return component;
  };
  /** A finger on the button in the dialog, and whatever WeChat's sheet then answers. */
  const pressAgree = (component: Mounted): void => {
    const button = component.natives('button')[1]!;
    const { openType, attributes } = button;
    button.tap();
    harness.device.press({ openType, id: String(attributes.id), mounted: () => button.mounted }, ({ name, detail }) =>
      button.dispatch(name, detail),
    );
  };
  const signIn = (): void => {
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };
  const sheets = (): string[] => harness.wechat.timeline.of('sheet.opened').map(({ detail }) => detail.sheet);

  describe('phone-button', () => {
    it('asks in place of opening the sheet; who agrees goes on in the same tap', async () => {
      const button = await mount('phone-button');
      expect(button.nativeButton().openType).toBe('');
      harness.press(button);
      await harness.pass();
      expect(button.events).toEqual([]);
      expect(sheets()).toEqual([]);
      expect(harness.server.requests.length).toBe(0);
      expect(button.text()).toContain('同意并继续');

      pressAgree(button);
      expect(button.events).toEqual([{ name: 'agree', detail: {} }]);
      await harness.pass();
      expect(names(button)).toEqual(['agree', 'phone', 'login']);
      expect(sheets()).toEqual(['phoneNumber']);
      expect(harness.requestsTo('/auth-by-phone')).toHaveLength(1);
      expect(button.natives('button')).toHaveLength(1);
      // The page has not bound what it was told: the next tap asks again.
      expect(button.nativeButton().openType).toBe('');
    });
  });

  describe('login-button', () => {
    it('asks in an action sheet of WeChat, and signs in at once when the person agrees', async () => {
      const button = await mount('login-button');
      harness.device.person.next('actionSheet', { answer: 'accept', item: AGREE, afterMs: 300 });
      harness.press(button);
      await harness.pass(200);
      expect(button.events).toEqual([]);
      expect(harness.server.requests.length).toBe(0);
      await harness.pass();
      expect(names(button)).toEqual(['agree', 'login']);
      expect(sheets()).toEqual(['actionSheet']);
    });

    it('userinfo', async () => {
      const button = await mount('login-button', { mode: 'userinfo' });
      harness.press(button);
      await harness.pass();
      expect(names(button)).toEqual(['agree', 'login']);
    });
    it('document', async () => {
      const button = await mount('login-button', { agreement: ['One', 'Two'] });
      harness.device.person.next('actionSheet', { answer: 'accept', item: SECOND_DOCUMENT });
      harness.press(button);
      await harness.pass();
      expect(button.events).toEqual([
        { name: 'agreement', detail: { index: 1, name: 'Two' } },
        { name: 'cancel', detail: { reason: 'cancelled' } },
      ]);
    });
  });

  describe('avatar-picker', () => {
    it('asks', async () => {
      signIn();
      const picker = await mount('avatar-picker');
      expect(picker.nativeButton().openType).toBe('');
      harness.press(picker);
      await harness.pass();
      pressAgree(picker);
      await harness.pass();
      expect(names(picker)).toEqual(['agree', 'avatar']);
      expect(picker.natives('button')).toHaveLength(1);
      expect(errorWith('busy')).toBeDefined();
    });
  });
});
