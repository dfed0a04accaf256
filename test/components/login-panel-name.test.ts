/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { button, tap as tapIn } from '../harness/panel';
import { field, hint, leave, nicknameError, review, savedName, signIn, submit, write } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const PHOTO = 'https://files.example.com/ann.png';

/** Who has written a name and goes on means it. */
describe.each(engineNames)('a name that stands in login-panel unsaved, on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine, { wechat: { device: { language: 'en' } } });
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const open = async (profile: Record<string, string> = {}, properties: Record<string, unknown> = {}): Promise<Mounted> => {
    signIn(harness, 'ann', profile);
    const panel = harness.mount('login-panel', {
      properties: { phone: 'never', ...properties },
      listeners: ['done', 'agree', 'error', 'cancel'],
    });
    await harness.pass();
    return panel;
  };
  const tap = (panel: Mounted, words: string): Promise<void> => tapIn(harness, panel, words);
  /** The field is left by the tap; WeChat reviews what stood in it. */
  const goOn = async (panel: Mounted, words: string, passes = true): Promise<void> => {
    leave(panel);
    harness.press(panel, button(panel, words));
    await harness.pass(500);
    review(panel, passes);
    await harness.pass(5000);
  };

  it('is saved by "Later", which then goes on without the picture', async () => {
    const panel = await open();
    write(panel, 'Ann');
    await goOn(panel, 'Later');
    expect([names(panel), savedName(harness), harness.requestsTo('updateUser').length]).toEqual([['done'], 'Ann', 1]);
    expect(detailOf(panel, 'done')).toMatchObject({ user: { nickname: 'Ann' } });
  });

  it("that is WeChat's own, of which on Skyline no input tells, is saved like any other", async () => {
    const panel = await open();
    leave(panel, 'Ann');
    harness.press(panel, button(panel, 'Later'));
    await harness.pass(500);
    review(panel, true);
    await harness.pass(5000);
    expect([names(panel), savedName(harness), harness.requestsTo('updateUser').length]).toEqual([['done'], 'Ann', 1]);
  });

  it('is saved by "Done", and ends the path where it was all that lacked', async () => {
    const panel = await open();
    await tap(panel, 'Choose picture');
    write(panel, 'Ann');
    await goOn(panel, 'Done');
    expect([names(panel), savedName(harness)]).toEqual([['done'], 'Ann']);
  });

  it.each([
    ['WeChat refuses it', (panel: Mounted) => goOn(panel, 'Later', false), nicknameError('refused')],
    [
      'Authing does not take it',
      (panel: Mounted) => {
        harness.server.faults.error(2018, { operation: 'updateUser' });
        return goOn(panel, 'Later');
      },
      errorWith('server', { code: 2018 }),
    ],
  ])('keeps nobody: where %s, the panel says so, and the second tap goes on without', async (_, goes, error) => {
    const panel = await open();
    write(panel, 'Ann');
    await goes(panel);
    expect(panel.events).toEqual([error]);
    expect(panel.text()).toContain('Your profile');
    await tap(panel, 'Later');
    expect([names(panel), savedName(harness)]).toEqual([['error', 'done'], undefined]);
  });

  it('that was typed while WeChat refused another stays, and is saved', async () => {
    const panel = await open();
    write(panel, 'Bad');
    leave(panel, 'Bad');
    submit(panel, 'Bad');
    await harness.pass(300);
    write(panel, 'Ann');
    review(panel, false);
    await harness.pass(500);
    expect([panel.events, hint(panel)]).toEqual([[nicknameError('refused')], expect.any(String)]);
    await goOn(panel, 'Later');
    expect([names(panel), savedName(harness)]).toEqual([['error', 'done'], 'Ann']);
  });

  it('saved by its own button after that, is no tap on "Later"', async () => {
    const panel = await open();
    write(panel, 'Ann');
    harness.server.faults.error(2018, { operation: 'updateUser' });
    await goOn(panel, 'Later');
    submit(panel, 'Ann');
    await harness.pass(5000);
    expect([names(panel), savedName(harness)]).toEqual([['error'], 'Ann']);
    expect(panel.text()).toContain('Your profile');
  });

  it('that is being saved is waited for', async () => {
    const panel = await open();
    harness.server.faults.slow(2000);
    write(panel, 'Ann');
    leave(panel);
    submit(panel, 'Ann');
    review(panel, true);
    await harness.pass(500);
    harness.press(panel, button(panel, 'Later'));
    await harness.pass(10_000);
    expect([names(panel), savedName(harness), harness.requestsTo('updateUser').length]).toEqual([['done'], 'Ann', 1]);
  });

  it.each([
    ['saved', true, ['done'], 'Ann'],
    ['refused', false, ['error'], undefined],
  ])('makes two taps on "Later" one, until it is %s', async (_, passes, said, saved) => {
    const panel = await open();
    write(panel, 'Ann');
    leave(panel);
    const later = button(panel, 'Later');
    later.dispatch('tap');
    later.dispatch('tap');
    await harness.pass(500);
    later.dispatch('tap');
    review(panel, passes);
    await harness.pass(5000);
    expect([names(panel), savedName(harness), harness.requestsTo('updateUser').length]).toEqual([said, saved, saved ? 1 : 0]);
  });

  it.each([
    ['the one that Authing has', 'Ann', { nickname: 'Ann' }],
    ['a name of blanks', '  ', {}],
  ])('keeps nobody: %s', async (_, name, profile) => {
    const panel = await open(profile);
    write(panel, name);
    await tap(panel, 'Later');
    expect([names(panel), harness.server.requests.length]).toEqual([['done'], 0]);
  });

  it('is not saved by "Not now", which declines; and waits for consent as ever', async () => {
    const panel = await open({}, { profile: 'required', agreed: undefined });
    write(panel, 'Ann');
    await tap(panel, 'Not now');
    expect([names(panel), savedName(harness), field(panel).mounted]).toEqual([['cancel'], undefined, true]);
    panel.setProperties({ profile: 'optional', agreed: false });
    await harness.pass();
    harness.device.person.next('actionSheet', { answer: 'cancel' });
    await goOn(panel, 'Later');
    expect([names(panel), savedName(harness)]).toEqual([['cancel'], undefined]);
    write(panel, 'Anna');
    await goOn(panel, 'Later');
    expect([names(panel), savedName(harness)]).toEqual([['cancel', 'agree', 'done'], 'Anna']);
  });

  it('is nothing to a person whose profile lacks nothing', async () => {
    const panel = await open({ nickname: 'Ann', photo: PHOTO });
    expect(names(panel)).toEqual(['done']);
  });
});
