/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';
import { results, setUser, sessionUser, signIn, signInByToken, signOut } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const number = { countryCode: '86', purePhoneNumber: '10000000001' };
const cancel = (reason: string): unknown => ({ name: 'cancel', detail: { reason } });
const somebodyElse = errorWith('unauthenticated', { stage: 'session', retryable: true });

describe.each(engineNames)('avatar-picker while something else happens, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
    signIn(harness, 'ann');
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const mount = (properties: Record<string, unknown>): Mounted =>
    harness.mount('avatar-picker', { properties, listeners: ['agree', 'avatar', 'progress', 'error', 'cancel'] });
  const photos = (): unknown[] => harness.server.admin.users.map(({ profile }) => profile.photo ?? null);
  const asks = (picker: Mounted): boolean => picker.natives('button').length > 1;
  const press = async (picker: Mounted, button = picker.nativeButton()): Promise<void> => {
    harness.press(picker, button);
    await harness.pass(500);
  };

  it.each([
    ['signs out', signOut],
    ['signs in as somebody else', (harness: Harness) => signIn(harness, 'tom')],
  ])('the question for consent goes when who was asked %s', async (_, change) => {
    const picker = mount({ agreed: false });
    await press(picker);
    expect(asks(picker)).toBe(true);
    change(harness);
    await harness.pass();
    expect([picker.events, asks(picker)]).toEqual([[cancel('cancelled')], false]);
  });

  it.each([
    ['signs out', signOut],
    ['makes way for another token', (harness: Harness) => signInByToken(harness, 'tom')],
    ['makes way for somebody known', (harness: Harness) => signIn(harness, 'tom')],
  ])('the question for consent goes when who was asked, of whom only a token is known, %s', async (_, change) => {
    signInByToken(harness, 'ann2');
    const picker = mount({ agreed: false });
    await press(picker);
    change(harness);
    await harness.pass();
    expect([picker.events, asks(picker)]).toEqual([[cancel('cancelled')], false]);
  });

  it.each([
    ['another token', (harness: Harness) => signInByToken(harness, 'tom')],
    ['somebody known', (harness: Harness) => signIn(harness, 'tom')],
    ['somebody known, after a sign-out', (harness: Harness) => (signOut(harness), signIn(harness, 'tom'))],
  ])('a picture is not saved to %s, where only the token of who chose it is known', async (_, change) => {
    signInByToken(harness, 'ann2');
    harness.device.person.next('avatar', { answer: 'accept', afterMs: 3000 });
    const picker = mount({});
    await press(picker);
    change(harness);
    await harness.pass(10_000);
    expect(results(picker)).toEqual([somebodyElse]);
    expect([photos(), harness.server.requests.length]).toEqual([[null, null, null], 0]);
  });

  it('shows what was chosen while it becomes known who that is', async () => {
    signInByToken(harness, 'ann2');
    const { tokenProvider } = harness.library().getAuthing();
    const { id } = harness.server.admin.users[1]!;
    const picker = mount({});
    harness.server.faults.slow(3000);
    await press(picker);
    await harness.pass(1000);
    const shown = (): unknown => picker.natives('image').map(({ attributes }) => attributes['src']);
    const chosen = shown();
    setUser(harness, { id, token: tokenProvider.getToken() });
    await harness.pass(500);
    expect([chosen, shown()]).toEqual([[expect.stringMatching(/^(wxfile|http)/)], chosen]);
    await harness.pass(10_000);
    expect(results(picker).map(({ name }) => name)).toEqual(['avatar']);
  });

  it('stays when more becomes known of the same person', async () => {
    const { token } = sessionUser(harness)!;
    const user = sessionUser(harness);
    signOut(harness);
    harness.library().getAuthing().setToken(token!);
    const picker = mount({ agreed: false });
    await press(picker);
    setUser(harness, user);
    await harness.pass();
    setUser(harness, { ...user, nickname: 'Ann' });
    await harness.pass();
    expect([picker.events, asks(picker)]).toEqual([[], true]);
  });

  it.each([
    ['consent given in the dialog', false],
    ['a tap on the picker', undefined],
  ])("what comes of WeChat's sheet is for who opened it: %s", async (_, agreed) => {
    harness.device.person.next('avatar', { answer: 'accept', afterMs: 3000 });
    const picker = mount({ agreed });
    await press(picker);
    if (asks(picker)) {
      const button = picker.natives('button')[1]!;
      button.tap();
      harness.device.press({ openType: button.openType, mounted: () => button.mounted }, ({ name, detail }) =>
        button.dispatch(name, detail),
      );
      await harness.pass(500);
    }
    signIn(harness, 'tom');
    await harness.pass(10_000);
    expect(results(picker).filter(({ name }) => name !== 'agree')).toEqual([somebodyElse]);
    expect([photos(), harness.server.requests.length, asks(picker)]).toEqual([[null, null], 0, false]);
    await press(picker);
    await harness.pass(5000);
    expect(asks(picker) || names(picker).at(-1) === 'avatar').toBe(true);
  });

  it('belongs to who opened the chooser: another user who signs in meanwhile keeps their picture', async () => {
    harness.device.person.next('media', { answer: 'accept', afterMs: 3000 });
    const picker = mount({ source: 'album' });
    await press(picker);
    signIn(harness, 'tom');
    await harness.pass(10_000);
    expect(results(picker)).toEqual([somebodyElse]);
    expect([photos(), picker.natives('image')]).toEqual([[expect.any(String), null], []]);
  });

  it('signed out before the sheet answers: nothing is sent', async () => {
    harness.device.person.next('avatar', { answer: 'accept', afterMs: 3000 });
    const picker = mount({});
    await press(picker);
    signOut(harness);
    await harness.pass(10_000);
    expect(picker.events).toEqual([errorWith('unauthenticated', { code: 9008 })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('an event that WeChat fires twice is one picture, and one outcome', async () => {
    const path = harness.device.files.add(new Uint8Array(20_000), 'jpg');
    const picker = mount({});
    picker.nativeButton().tap();
    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: path });
    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: path });
    await harness.pass(5000);
    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: path });
    await harness.pass(5000);
    expect(results(picker).map(({ name }) => name)).toEqual(['avatar']);
    expect(harness.requestsTo('/api/v2/upload').length).toBe(1);
  });

  it('the same picture, chosen again, is another', async () => {
    const path = harness.device.files.add(new Uint8Array(20_000), 'jpg');
    const picker = mount({});
    for (const _ of [1, 2]) {
      picker.nativeButton().tap();
      picker.nativeButton().dispatch('chooseavatar', { avatarUrl: path });
      await harness.pass(5000);
    }
    expect(results(picker).map(({ name }) => name)).toEqual(['avatar', 'avatar']);
  });

  it.each([
    ['a tap', undefined],
    ['the dialog', false],
  ])('a refusal that WeChat tells twice is one cancel; by %s', async (_, agreed) => {
    harness.device.person.next('avatar', { answer: 'never' });
    const picker = mount({ agreed });
    const refuse = async (): Promise<void> => {
      for (const _ of [1, 2]) {
        picker.natives('button').at(-1)!.dispatch('error', { errMsg: 'chooseAvatar:fail cancel' });
        await harness.pass(500);
      }
    };
    await refuse();
    expect(picker.events).toEqual([]);
    picker.nativeButton().tap();
    await harness.pass(100);
    if (asks(picker)) picker.natives('button')[1]!.tap();
    await refuse();
    expect(results(picker).filter(({ name }) => name !== 'agree')).toEqual([cancel('cancelled')]);
  });

  it('a tap seconds after another, whose sheet is slow, has a result of its own', async () => {
    const path = harness.device.files.add(new Uint8Array(20_000), 'jpg');
    const picker = mount({});
    for (const _ of [1, 2]) {
      harness.device.person.next('avatar', { answer: 'never' });
      picker.nativeButton().tap();
      await harness.pass(5000);
    }
    picker.nativeButton().dispatch('chooseavatar', { avatarUrl: path });
    picker.nativeButton().dispatch('error', { errMsg: 'chooseAvatar:fail another chooseAvatar is in progress' });
    await harness.pass(5000);
    expect(results(picker).map(({ name, detail }) => [name, (detail as { reason?: string }).reason])).toEqual([
      ['error', 'busy'],
      ['avatar', undefined],
    ]);
  });

  it('who signs in by phone token while the cropper is open keeps their tokens; the picture was not theirs', async () => {
    harness = await createHarness(engine, {
      authing: { extIdpConnIdentifier: 'wechat' },
      wechat: { cloud: { users: [{ phone: number }] } },
    });
    signIn(harness, 'ann');
    const { id } = harness.server.admin.users[0]!;
    harness.device.person.next('crop', { answer: 'accept', afterMs: 3000 });
    const picker = mount({ source: 'album', crop: true });
    const button = harness.mount('phone-button', { listeners: ['login'] });
    await press(picker);
    harness.press(button);
    await harness.pass(1000);
    expect(button.events.map(({ name }) => name)).toEqual(['login']);
    harness.server.admin.signOut(id);
    await harness.pass(10_000);
    expect(results(picker)).toEqual([errorWith('unauthenticated', { code: 2206, stage: 'session', retryable: true })]);
    expect([photos(), harness.requestsTo('/oidc/token')]).toEqual([[null, null], []]);
  });
});
