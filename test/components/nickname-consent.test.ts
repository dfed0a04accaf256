/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { errorWith, names } from '../harness/events';
import { saveName, signInByToken } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const agree = { name: 'agree', detail: {} };
const cancel = (reason: string): unknown => ({ name: 'cancel', detail: { reason } });

describe.each(engineNames)("nickname-input and consent to the app's own terms, on %s", (engine) => {
  let harness: Harness;
  const signIn = (username: string): void => {
    const { id } = harness.server.admin.createUser(APP_ID, { username, profile: { nickname: 'Ann', photo: 'https://a/a.png' } });
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  };
  beforeEach(async () => {
    harness = await createHarness(engine);
    signIn('ann');
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const mount = (properties: Record<string, unknown> = { agreed: false }): Mounted =>
    harness.mount('nickname-input', { properties, listeners: ['agree', 'agreement', 'nickname', 'error', 'cancel'] });
  const save = (input: Mounted, name = 'Bea'): Promise<void> => saveName(harness, input, name);
  const submit = (input: Mounted, nickname: string): void => input.natives('form')[0]!.dispatch('submit', { value: { nickname } });
  const sheets = (): number => harness.wechat.timeline.of('sheet.opened').length;
  const saved = (): unknown => harness.server.admin.users[0]!.profile.nickname;
  const answerNext = (answer: 'accept' | 'cancel' | 'never', more = {}): void =>
    harness.device.person.next('actionSheet', { answer, ...more } as never);

  it.each([undefined, null, true])('agreed=%j holds nobody up', async (agreed) => {
    const input = mount({ agreed });
    await save(input);
    expect([names(input), sheets()]).toEqual([['nickname'], 0]);
  });

  it.each([false, 'false', 0, ''])('agreed=%j asks before the name goes anywhere; who agrees has saved it', async (agreed) => {
    answerNext('accept', { item: 0, afterMs: 8000 });
    const input = mount({ agreed });
    await save(input);
    expect([input.events, sheets(), harness.server.requests.length, saved()]).toEqual([[], 1, 0, 'Ann']);
    // Nothing runs while the person reads: a sheet may go without a word.
    expect(input.nativeButton()).toMatchObject({ disabled: false, loading: false });
    await harness.pass(5000);
    expect(input.events[0]).toEqual(agree);
    expect([names(input), harness.server.requests.length, saved()]).toEqual([['agree', 'nickname'], 1, 'Bea']);
    // The page has not bound what it was told: the next name asks again.
    await save(input, 'Cat');
    expect([names(input).length, sheets()]).toEqual([4, 2]);
  });

  it('can be declined, and a document be read: nothing is sent, and what was typed stays', async () => {
    const input = mount({ agreed: false, agreement: 'Rules' });
    answerNext('cancel');
    await save(input);
    expect(input.events).toEqual([cancel('declined')]);
    answerNext('accept', { item: 1 });
    submit(input, 'Bea');
    await harness.pass(5000);
    expect(input.events.slice(1)).toEqual([{ name: 'agreement', detail: { index: 0, name: 'Rules' } }, cancel('cancelled')]);
    expect([harness.server.requests.length, saved()]).toEqual([0, 'Ann']);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect([names(input).slice(3), saved()]).toEqual([['agree', 'nickname'], 'Bea']);
  });

  it('asks nobody for a name that cannot be saved', async () => {
    const input = mount();
    submit(input, 'Ann');
    submit(input, ' ');
    const field = input.natives('input')[0]!;
    field.dispatch('input', { value: 'Bad' });
    field.dispatch('blur', {});
    submit(input, 'Bad');
    field.dispatch('nicknamereview', { pass: false, timeout: false });
    await harness.pass(5000);
    expect([names(input), sheets()]).toEqual([['cancel', 'error', 'error'], 0]);
  });

  it.each([
    ['whoever agrees', false],
    ['also where WeChat has taken it out before the field was left', true],
  ])('does not save a name that WeChat refuses while the question is open, %s', async (_, isCleared) => {
    answerNext('accept', { item: 0, afterMs: 8000 });
    const input = mount();
    const field = input.natives('input')[0]!;
    field.dispatch('input', { value: 'Bad' });
    if (!isCleared) field.dispatch('blur', {});
    submit(input, 'Bad');
    await harness.pass(4000);
    expect([sheets(), input.events]).toEqual([1, []]);
    if (isCleared) {
      field.dispatch('input', { value: '' });
      field.dispatch('blur', {});
    }
    field.dispatch('nicknamereview', { pass: false, timeout: false });
    await harness.pass(9000);
    expect(names(input)).toEqual(['agree', 'error']);
    const refused = errorWith('nickname', { data: { problem: 'refused' } });
    expect([input.events[1], harness.server.requests.length]).toEqual([refused, 0]);
    // What is in the field now is nothing, because WeChat has refused what was.
    field.dispatch('input', { value: '' });
    submit(input, '');
    expect(input.events[2]).toEqual(refused);
  });

  it('opens one sheet for a double tap; one that is gone without an answer keeps nobody from another', async () => {
    answerNext('never');
    const input = mount({ agreed: false, value: 'Bea' });
    submit(input, 'Bea');
    await harness.pass(300);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect([input.events, sheets()]).toEqual([[errorWith('busy', { retryable: true })], 1]);
    submit(input, 'Bea');
    await harness.pass(5000);
    expect([names(input), sheets(), saved()]).toEqual([['error', 'agree', 'nickname'], 2, 'Bea']);
  });

  it.each(['signs out', 'signs in as somebody else'])('saves nothing for who %s while the question is open', async (what) => {
    answerNext('accept', { item: 0, afterMs: 8000 });
    const input = mount();
    await save(input);
    if (what === 'signs out') harness.library().getAuthing().tokenProvider.clearUser();
    else signIn('tom');
    await harness.pass(5000);
    expect(input.events[0]).toEqual(agree);
    expect(input.events.slice(1)).toEqual([
      errorWith('unauthenticated', what === 'signs out' ? {} : { stage: 'session', retryable: true }),
    ]);
    expect([harness.server.requests.length, saved()]).toEqual([0, 'Ann']);
  });

  it('saves nothing for whose token makes way for another while the question is open', async () => {
    signInByToken(harness, 'tom');
    answerNext('accept', { item: 0, afterMs: 8000 });
    const input = mount();
    await save(input);
    signInByToken(harness, 'eve');
    await harness.pass(5000);
    expect(input.events).toEqual([agree, errorWith('unauthenticated', { stage: 'session', retryable: true })]);
    expect(harness.server.requests.length).toBe(0);
  });

  it('sends nothing when it is gone before the person agrees', async () => {
    answerNext('accept', { item: 0, afterMs: 8000 });
    const input = mount();
    await save(input);
    input.detach();
    await harness.pass(5000);
    expect([input.events, harness.server.requests.length]).toEqual([[], 0]);
  });

  it("login-panel asks for the name's sake, too, and not again for the picture", async () => {
    const [account] = harness.server.admin.users;
    account!.profile = { nickname: null, photo: null };
    harness
      .library()
      .getAuthing()
      .setCurrentUser(harness.server.admin.signIn(APP_ID, account!.id) as never);
    const listeners = ['agree', 'agreement', 'done', 'error', 'cancel'];
    const panel = harness.mount('login-panel', { properties: { agreed: false, phone: 'never' }, listeners });
    await harness.pass();
    answerNext('cancel');
    await save(panel);
    expect([panel.events, sheets(), harness.server.requests.length]).toEqual([[], 1, 0]);
    expect(panel.nativeButton().openType).toBe('');
    await save(panel);
    expect([names(panel), sheets(), saved()]).toEqual([['agree'], 2, 'Bea']);
    expect(panel.nativeButton().openType).toBe('chooseAvatar');
  });
});
