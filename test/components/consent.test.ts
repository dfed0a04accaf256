/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness, HarnessOptions } from '../harness/harness';
import { errorWith, names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const listeners = ['agree', 'agreement', 'login', 'phone', 'avatar', 'error', 'cancel'];
const agree = { name: 'agree', detail: {} };
const cancel = (reason: string): unknown => ({ name: 'cancel', detail: { reason } });
/** Places in WeChat's action sheet: consent, then the documents. */
const [AGREE, SECOND_DOCUMENT, MORE] = [0, 2, 5];

describe.each(engineNames)("consent to the app's own terms, on %s", (engine) => {
  let harness: Harness;
  const start = async (options: HarnessOptions = {}): Promise<void> => {
    harness = await createHarness(engine, options);
  };
  beforeEach(() => start());
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const mount = async (name: ComponentName, properties: Record<string, unknown> = {}): Promise<Mounted> => {
    const component = harness.mount(name, { properties: { agreed: false, ...properties }, listeners });
    await harness.pass();
    return component;
  };
  const signIn = (): void => {
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };
  const press = async (component: Mounted): Promise<void> => {
    harness.press(component);
    await harness.pass();
  };
  /** A finger on the dialog's button, and whatever WeChat's sheet then answers. */
  const pressAgree = async (component: Mounted): Promise<void> => {
    const button = component.natives('button')[1]!;
    const { openType } = button;
    button.tap();
    harness.device.press({ openType, mounted: () => button.mounted }, ({ name, detail }) => button.dispatch(name, detail));
    await harness.pass();
  };
  const asks = (component: Mounted): boolean => component.natives('button').length > 1;
  const sheets = (): string[] => harness.wechat.timeline.of('sheet.opened').map(({ detail }) => detail.sheet);

  describe('phone-button', () => {
    it('asks in place of opening the sheet; who agrees goes on in the same tap', async () => {
      const button = await mount('phone-button');
      expect(button.nativeButton().openType).toBe('');
      await press(button);
      expect(button.events).toEqual([]);
      expect([sheets(), harness.server.requests.length, harness.wechat.cloud.phoneCharges]).toEqual([[], 0, 0]);
      expect(button.text()).toBe('手机号登录请先阅读并同意《用户协议》《隐私政策》同意并继续不同意');

      await pressAgree(button);
      expect(button.events[0]).toEqual(agree);
      expect(names(button)).toEqual(['agree', 'phone', 'login']);
      expect([sheets(), harness.server.requests.length, asks(button)]).toEqual([['phoneNumber'], 1, false]);
      // The page has not bound what it was told: the next tap asks again.
      await press(button);
      expect([names(button).length, asks(button)]).toEqual([3, true]);
    });

    it('asks no more once the page has bound what it was told', async () => {
      const button = harness.mount('phone-button', {
        properties: { agreed: false },
        listeners,
        handlers: { agree: () => button.setProperties({ agreed: true }) },
      });
      await harness.pass();
      await press(button);
      await pressAgree(button);
      expect([names(button), button.nativeButton().openType]).toEqual([['agree', 'phone', 'login'], 'getPhoneNumber']);
      await press(button);
      expect(names(button)).toEqual(['agree', 'phone', 'login', 'phone', 'login']);
    });

    it.each([undefined, null, true, 'true', 1])('agreed=%j holds nobody up', async (agreed) => {
      const button = await mount('phone-button', { agreed });
      await press(button);
      expect(names(button)).toEqual(['phone', 'login']);
    });

    it.each([false, 'false', 0, ''])('agreed=%j asks', async (agreed) => {
      const button = await mount('phone-button', { agreed });
      await press(button);
      expect([button.events, asks(button)]).toEqual([[], true]);
    });

    it('can be declined, and a document be read, while nothing is sent', async () => {
      const button = await mount('phone-button', { agreement: ['Terms', 'Privacy'] });
      await press(button);
      const document = button.natives('view').filter(({ text }) => text === 'Privacy');
      document.at(-1)!.tap();
      expect(button.events).toEqual([{ name: 'agreement', detail: { index: 1, name: 'Privacy' } }]);
      expect(asks(button)).toBe(true);
      button.find('.decline').tap();
      await harness.pass();
      expect([button.events.slice(1), asks(button)]).toEqual([[cancel('declined')], false]);
      expect([sheets(), harness.server.requests.length]).toEqual([[], 0]);
    });

    it('lists one document that is named by a text; in English on a phone in English', async () => {
      await start({ wechat: { device: { language: 'en' } } });
      const button = await mount('phone-button', { agreement: 'Rules' });
      await press(button);
      expect(button.text()).toBe('Sign in with phonePlease read and agree toRulesAgree and continueNot now');
    });

    it.each([
      ['deny', 'denied'],
      ['cancel', 'cancelled'],
    ] as const)("the answer %s on WeChat's sheet, after consent, ends the tap as ever, and the dialog", async (answer, reason) => {
      harness.device.person.next('phoneNumber', { answer });
      const button = await mount('phone-button');
      await press(button);
      await pressAgree(button);
      expect([button.events, asks(button)]).toEqual([[agree, cancel(reason)], false]);
    });

    it('is gone for whoever has agreed, and asks anew after a sheet that never answers', async () => {
      harness.device.person.next('phoneNumber', { answer: 'never' });
      const button = await mount('phone-button');
      await press(button);
      await pressAgree(button);
      expect([button.events, (button.data['question'] as { style?: string }).style]).toEqual([[agree], 'visibility: hidden']);
      await press(button);
      expect([button.events, (button.data['question'] as { style?: string }).style]).toEqual([[agree], undefined]);
      await pressAgree(button);
      expect(names(button)).toEqual(['agree', 'agree', 'phone', 'login']);
    });

    it('loses no number to a finger on the way out that comes after consent: one outcome', async () => {
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 300 });
      const button = await mount('phone-button');
      await press(button);
      const out = button.find('.decline');
      harness.press(button, button.natives('button')[1]);
      out.tap();
      await harness.pass();
      expect([names(button), harness.wechat.cloud.phoneCharges, asks(button)]).toEqual([['agree', 'phone', 'login'], 1, false]);
    });

    it("loses no number to a second tap on the dialog's button, whose sheet WeChat refuses; agrees once", async () => {
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 300 });
      const button = await mount('phone-button');
      await press(button);
      const again = button.natives('button')[1]!;
      harness.press(button, again);
      again.tap();
      again.dispatch('getphonenumber', { errMsg: 'getPhoneNumber:fail in progress' });
      await harness.pass();
      expect([names(button), harness.wechat.cloud.phoneCharges, asks(button)]).toEqual([['agree', 'error', 'phone', 'login'], 1, false]);
    });

    it.each([
      ['on a page that has bound what it was told', 'error', ['agree', 'error', 'phone', 'login']],
      ['who is asked again and agrees again', 'error', ['agree', 'agree', 'error', 'phone', 'login']],
      ['who is asked again and declines', 'cancel', ['agree', 'cancel', 'phone', 'login']],
    ] as const)('keeps the number of a sheet that is slow for who taps meanwhile, %s', async (who, ended, expected) => {
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 300 });
      const button = await mount('phone-button');
      await press(button);
      harness.press(button, button.natives('button')[1]!);
      const inProgress = { errMsg: 'getPhoneNumber:fail another sheet in progress' };
      const tap = (native: number): void => {
        button.natives('button')[native]!.tap();
        button.natives('button')[native]!.dispatch('getphonenumber', inProgress);
      };
      if (who.includes('bound')) {
        button.setProperties({ agreed: true });
        await harness.pass(1);
        tap(0);
      } else {
        button.natives('button')[0]!.tap();
        if (ended === 'cancel') button.find('.decline').tap();
        else tap(1);
      }
      await harness.pass();
      expect(names(button)).toEqual(expected);
      expect([harness.wechat.cloud.phoneCharges, asks(button)]).toEqual([1, false]);
    });

    it('asks no more for a number that has come: who was asked again meanwhile pays for one', async () => {
      harness.device.person.next('phoneNumber', { answer: 'accept', afterMs: 300 });
      const button = await mount('phone-button');
      await press(button);
      harness.press(button, button.natives('button')[1]!);
      button.natives('button')[0]!.tap();
      await harness.pass();
      expect(names(button)).toEqual(['agree', 'cancel', 'phone', 'login']);
      expect(button.events[1]).toEqual(cancel('cancelled'));
      expect([harness.wechat.cloud.phoneCharges, asks(button)]).toEqual([1, false]);
    });

    it("opens no sheet for who agrees while another button's number is on its way: agreed, and busy", async () => {
      const page = harness.mountPage([
        { component: 'phone-button' },
        { component: 'phone-button', properties: { agreed: false }, listeners },
      ]);
      await harness.pass();
      const [other, button] = page.parts as [Mounted, Mounted];
      await press(button);
      harness.server.faults.slow(5000);
      harness.press(other);
      await harness.pass(1000);
      expect(button.natives('button')[1]!.openType).toBe('');
      await pressAgree(button);
      expect([button.events, asks(button)]).toEqual([[agree, errorWith('busy', { retryable: true })], false]);
      await harness.pass(10_000);
      expect([names(other), harness.wechat.cloud.phoneCharges, sheets()]).toEqual([['phone', 'login'], 1, ['phoneNumber']]);
      await press(button);
      await pressAgree(button);
      expect(names(button)).toEqual(['agree', 'error', 'agree', 'phone', 'login']);
    });

    it('asks nobody while another button signs in, or where a sheet would be in vain', async () => {
      // It says so on the console, too.
      jest.spyOn(console, 'error').mockImplementation();
      const unusable = await mount('phone-button', { flow: 'token' });
      await press(unusable);
      expect([names(unusable), asks(unusable)]).toEqual([['error'], false]);

      const page = harness.mountPage([{ component: 'login-button' }, { component: 'phone-button', properties: { agreed: false } }]);
      await harness.pass();
      const [login, phone] = page.parts as [Mounted, Mounted];
      harness.press(login);
      harness.press(phone);
      expect([phone.events, asks(phone)]).toEqual([[errorWith('busy', { retryable: true })], false]);
      await harness.pass();
      expect(names(login)).toEqual(['login']);
    });

    it('the code that was there before the tap stays where it is until somebody agrees', async () => {
      const button = await mount('phone-button');
      await press(button);
      await harness.pass(400_000);
      expect([harness.server.requests.length, harness.wechat.timeline.of('code.exchanged').length]).toEqual([0, 0]);
      await pressAgree(button);
      expect(names(button)).toEqual(['agree', 'phone', 'login']);
    });
  });

  describe('login-button', () => {
    it.each(['silent', 'userinfo'])("asks in WeChat's action sheet, and signs in at once when the person agrees: %s", async (mode) => {
      const button = await mount('login-button', { mode });
      expect(button.nativeButton().openType).toBe('');
      harness.device.person.next('actionSheet', { answer: 'accept', item: AGREE, afterMs: 300 });
      harness.press(button);
      await harness.pass(200);
      expect([button.events, harness.server.requests.length]).toEqual([[], 0]);
      await harness.pass();
      expect(button.events).toEqual([agree, { name: 'login', detail: expect.objectContaining({ mode }) }]);
      const { body } = harness.requestsTo('/auth')[0]!;
      expect(Object.keys(body as object)).toEqual(mode === 'silent' ? ['code'] : ['code', 'iv', 'encryptedData']);
      expect([sheets(), harness.server.requests.length]).toEqual([['actionSheet'], 1]);
      expect(harness.wechat.timeline.of('code.exchanged').some(({ detail }) => detail.superseded)).toBe(false);
    });

    it.each(['cancel', 'deny'] as const)('can be declined: %s', async (answer) => {
      harness.device.person.next('actionSheet', { answer });
      const button = await mount('login-button');
      await press(button);
      expect([button.events, harness.server.requests.length]).toEqual([[cancel('declined')], 0]);
    });

    it("a document's name tells which; WeChat has closed the sheet, so the next tap asks again", async () => {
      harness.device.person.next('actionSheet', { answer: 'accept', item: SECOND_DOCUMENT });
      const button = await mount('login-button', { agreement: ['Terms', 'Privacy'] });
      await press(button);
      expect(button.events).toEqual([{ name: 'agreement', detail: { index: 1, name: 'Privacy' } }, cancel('cancelled')]);
      await press(button);
      expect(names(button).slice(2)).toEqual(['agree', 'login']);
    });

    it.each([
      [['1', '2', '3', '4', '5'], [5], '5'],
      [['1', '2', '3', '4', '5', '6'], [4], '4'],
      [['1', '2', '3', '4', '5', '6'], [MORE, 2], '6'],
      [['1', '2', '3', '4', '5', '6', '7', '8', '9'], [MORE, 5], '9'],
      [['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'], [MORE, MORE, 2], '10'],
    ])('of %j the items %j lead to %s: the rest is behind "more", since WeChat lists six', async (agreement, items, name) => {
      items.forEach((item) => harness.device.person.next('actionSheet', { answer: 'accept', item }));
      const button = await mount('login-button', { agreement });
      await press(button);
      expect(button.events).toEqual([{ name: 'agreement', detail: { index: Number(name) - 1, name } }, cancel('cancelled')]);
      expect(sheets()).toHaveLength(items.length);
    });

    it('who asks for more documents can agree there', async () => {
      harness.device.person.next('actionSheet', { answer: 'accept', item: MORE });
      const button = await mount('login-button', { agreement: ['1', '2', '3', '4', '5', '6'] });
      await press(button);
      expect(names(button)).toEqual(['agree', 'login']);
    });

    it('a sheet that is gone without an answer does not keep the next tap from asking', async () => {
      harness.device.person.next('actionSheet', { answer: 'never' });
      const button = await mount('login-button');
      await press(button);
      await harness.pass(5000);
      expect(button.events).toEqual([]);
      await press(button);
      expect(names(button)).toEqual(['agree', 'login']);
    });

    it("says nothing for a button that went while WeChat's user info was on its way", async () => {
      harness.device.faults.next('getUserInfo', { kind: 'fail', afterMs: 300 });
      const button = await mount('login-button', { mode: 'userinfo' });
      harness.press(button);
      await harness.pass(100);
      button.detach();
      await harness.pass();
      expect([names(button), harness.server.requests.length]).toEqual([['agree'], 0]);
    });

    it('says nothing for a button that is gone when the person answers', async () => {
      harness.device.person.next('actionSheet', { answer: 'accept', afterMs: 300 });
      const button = await mount('login-button');
      harness.press(button);
      button.detach();
      await harness.pass();
      expect([button.events, harness.server.requests.length]).toEqual([[], 0]);
    });
  });

  describe('avatar-picker', () => {
    it.each([
      ['wechat', 'avatar'],
      ['album', 'media'],
    ])('asks, and opens what it would have opened: %s', async (source, sheet) => {
      signIn();
      const picker = await mount('avatar-picker', { source });
      expect(picker.nativeButton().openType).toBe('');
      await press(picker);
      expect([picker.events, sheets(), asks(picker)]).toEqual([[], [], true]);
      await pressAgree(picker);
      expect([names(picker), sheets(), asks(picker)]).toEqual([['agree', 'avatar'], [sheet], false]);
    });

    it('can be declined; refused or closed, the sheet ends it as ever', async () => {
      signIn();
      const picker = await mount('avatar-picker');
      await press(picker);
      picker.find('.decline').tap();
      harness.device.person.next('avatar', { answer: 'cancel' });
      await press(picker);
      await pressAgree(picker);
      expect([picker.events, asks(picker)]).toEqual([[cancel('declined'), agree, cancel('cancelled')], false]);
    });

    it('asks nobody who is not signed in', async () => {
      const picker = await mount('avatar-picker');
      await press(picker);
      expect([picker.events, asks(picker)]).toEqual([[errorWith('unauthenticated')], false]);
    });

    it('opens as soon as the page says so', async () => {
      signIn();
      const picker = await mount('avatar-picker');
      picker.setProperties({ agreed: true });
      await press(picker);
      expect(names(picker)).toEqual(['avatar']);
      picker.setProperties({ agreed: false });
      await harness.pass();
      await press(picker);
      expect([names(picker), asks(picker)]).toEqual([['avatar'], true]);
    });
  });
});
