/** Who is signed in, and what a person does to their name and picture. */
import type { EngineName, Mounted, NativeElement } from 'authing-miniapp-emulator/engines';
import { errorWith } from './events';
import { APP_ID, createHarness } from './harness';
import type { Harness, HarnessOptions } from './harness';

type Account = Parameters<Harness['server']['admin']['createUser']>[1];

/** Somebody new is signed in, before the page opens or instead of whoever was. */
export function signIn(harness: Harness, username: string, profile: Account['profile'] = {}): void {
  const { id } = harness.server.admin.createUser(APP_ID, { username, profile });
  setUser(harness, harness.server.admin.signIn(APP_ID, id));
}

/** A harness with Ann signed in. */
export async function startWithAnn(engine: EngineName, options?: HarnessOptions): Promise<Harness> {
  const harness = await createHarness(engine, options);
  signIn(harness, 'ann', { nickname: 'Ann' });
  return harness;
}

export const setUser = (harness: Harness, user: unknown): void => {
  harness
    .library()
    .getAuthing()
    .setCurrentUser(user as never);
};

/** Only a token is known, of somebody new. */
export function signInByToken(harness: Harness, username: string): void {
  const { id } = harness.server.admin.createUser(APP_ID, { username });
  const { token } = harness.server.admin.signIn(APP_ID, id) as { token: string };
  harness.library().getAuthing().tokenProvider.setToken(token);
}

export const signOut = (harness: Harness): void => harness.library().getAuthing().tokenProvider.clearUser();

/** The user as the session has them. */
export const sessionUser = (harness: Harness) => harness.library().getAuthing().tokenProvider.getUser();

/** The first user's name, as Authing has it. */
export const savedName = (harness: Harness): unknown => harness.server.admin.users[0]?.profile.nickname;

/** The events that ended taps: how far an upload is ends none. */
export const results = ({ events }: Mounted): Mounted['events'] => events.filter(({ name }) => name !== 'progress');

/** nickname-input's field, also in a panel. */
export const field = (input: Mounted): NativeElement => input.natives('input').find(({ attributes }) => attributes['type'] === 'nickname')!;
export const shownIn = (input: Mounted): unknown => field(input).attributes['value'];
export const write = (input: Mounted, value: string): void => field(input).dispatch('input', { value });
export const leave = (input: Mounted, value = ''): void => field(input).dispatch('blur', { value });
export const review = (input: Mounted, pass: boolean, timeout = false): void => field(input).dispatch('nicknamereview', { pass, timeout });
/** What it says is wrong with the name. Throws where it says nothing. */
export const hint = (input: Mounted): string => input.find('.hint').text;
export const nicknameError = (problem: string): unknown =>
  errorWith('nickname', { code: 9024, stage: 'tap', retryable: false, data: { problem } });
/** WeChat hands over what stands in the field. */
export const submit = (input: Mounted, nickname: string): void => input.natives('form')[0]!.dispatch('submit', { value: { nickname } });

/** Typed, submitted, passed by WeChat. */
export function giveName(input: Mounted, nickname: string): void {
  write(input, nickname);
  leave(input);
  submit(input, nickname);
  review(input, true);
}

/** The same, and whatever comes of it. */
export async function saveName(harness: Harness, input: Mounted, nickname: string): Promise<void> {
  giveName(input, nickname);
  await harness.pass(5000);
}
