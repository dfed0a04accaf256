import { emit, emitError } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import type { Attached } from '../behavior/attachment';
import type { AuthStateWatch } from '../client/auth-state';
import type { KernelClient } from '../client/kernel-client';
import { componentClient } from '../client/shared-client';
import { profileOwner, updateUser } from '../endpoints/update-user';
import type { ProfileOwner } from '../endpoints/update-user';
import { askInActionSheet } from '../consent/action-sheet';
import { isGated } from '../consent/gate';
import { AuthingError } from '../errors/authing-error';
import type { NicknameCancelEvent, NicknameEvent } from '../events';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import { shownUser } from '../session/shown-user';
import { isSamePerson } from '../session/user';
import type { Person, User } from '../session/user';
import { countDown } from '../timers';
import { baseLibraryIs } from '../wx/base-library';
import { refusalOf } from '../wx/refusal';
import { requirePrivacy } from '../wx/require-privacy';
import { hintFor, isTooLong, nicknameError, nicknameIn } from './check';
import type { NicknameProblem } from './check';

/*
 * A name from the field to the profile. WeChat reviews what was typed when the field is left, says so by an event of its own, and clears
 * what it refuses: so a name that was just typed is saved when that event has come.
 */

/** What nickname-input keeps on an instance. */
export interface NicknameInstance extends Attached<never> {
  watch?: AuthStateWatch;
  /** What stands in the field since somebody typed; undefined while it shows `value` or the user's name. */
  typed?: string | undefined;
  /** What stood there when the field was last left: what WeChat reviews. */
  left?: string | undefined;
  /** Reviews that WeChat has not told of: somebody may have come back to the field before the first. */
  reviews?: number | undefined;
  /** When it was left last, ms since 1970. */
  leftAt?: number | undefined;
  /** What WeChat has passed. */
  passed?: string | undefined;
  /** It has refused an earlier text than the last, as far as its reviews can be told apart: no other may come. */
  doubted?: boolean | undefined;
  /** What was saved last: goes before `value`. */
  saved?: string | undefined;
  /** Whose name it is. */
  shownFor?: Person | undefined;
  /** What was typed last, where WeChat has refused it. */
  refused?: string | undefined;
  /** Hears the review that a submit waits for. */
  heard?: ((passed: boolean) => void) | undefined;
  /** The submit under way. */
  saving?: object | undefined;
  /** When the question for consent to the app's own terms opened that has not been answered, ms since 1970. */
  asking?: number | undefined;
  /** Of the privacy agreement. */
  consent?: 'asked' | 'given' | 'declined' | undefined;
}

/** nickname-input, as far as this needs it. */
export interface NicknameForm extends NicknameInstance, Emitter {
  data: { content: string; hint: string; maxlength: number; agreed: unknown; agreement: unknown };
  setData(changes: { content?: string; hint?: string; busy?: boolean }, drawn?: () => void): void;
  /** What the field shows while nobody types. */
  shownContent(): string;
}

/** ms. WeChat answers within one or two; where it never does (a PC, a field that was plain text after all) nothing was refused. */
const REVIEW_TIME = 3000;
/** Characters, where the page binds none. */
const LONGEST = 64;
/** The base library that tells of its review. */
const REVIEW_TOLD = '2.29.1';

/** A finger on the field: without consent to the privacy agreement it is a plain text field, and it cannot ask by itself. */
export function askForConsent(form: NicknameForm): void {
  if (form.consent === 'asked' || form.consent === 'given') return;
  const { attachment } = form;
  form.consent = 'asked';
  void requirePrivacy().then((answer) => {
    if (attachment === undefined || form.attachment !== attachment) return;
    form.consent = answer ? 'declined' : 'given';
    const refusal = answer && refusalOf(answer, 'tap');
    if (typeof refusal === 'string') emit(form, 'cancel', { reason: 'privacy' } satisfies NicknameCancelEvent);
    // WeChat has not asked again: it was told a moment ago.
    else if (refusal && refusal.reason !== 'privacy_refused') emitError(form, refusal);
  });
}

/** Something was typed, or chosen above the keyboard. */
export function typed(form: NicknameForm, text: string): void {
  // WeChat's own clearing of what it has refused may say so.
  if (!text && form.refused !== undefined) return;
  form.typed = text;
  form.refused = undefined;
  if (form.data.hint) form.setData({ hint: '' });
}

/**
 * The field was left: WeChat reviews what stands in it.
 * @param text what does. On Skyline nothing else tells of WeChat's own name, chosen above the keyboard; DevTools say ''
 */
export function leftField(form: NicknameForm, text: string): void {
  const known = form.typed === undefined ? form.data.content : form.typed;
  if (text.trim() && text !== known && text.trim() !== (form.refused || '').trim()) typed(form, text);
  const { leftAt = 0, reviews = 0 } = form;
  form.left = form.typed;
  if (!form.typed) return;
  // One that has not been told of by then is not.
  form.reviews = Math.abs(Date.now() - leftAt) < REVIEW_TIME ? reviews + 1 : 1;
  form.leftAt = Date.now();
  form.doubted = false;
}

/** WeChat's review of what stood in the field when it was left. One that WeChat could not finish in time refuses nothing. */
export function reviewed(form: NicknameForm, { pass, timeout }: { pass?: boolean; timeout?: boolean }): void {
  const { heard, left } = form;
  // One that could not be finished takes no refusal back.
  const passed = pass !== false || (!!timeout && !form.doubted);
  // One that comes before the field has told that it was left is of what stands in it.
  const isEarly = !form.reviews;
  const reviews = (form.reviews = Math.max((form.reviews || 0) - 1, 0));
  // Of an earlier text: one more is to come.
  form.doubted = !passed && reviews > 0;
  if (reviews > 0) return;
  // Nothing is known of the next review of what could not be finished.
  if (passed) form.passed = timeout ? undefined : left;
  if (heard) heard(passed);
  else if (!passed && (form.typed === left || form.typed === '' || (isEarly && form.typed))) {
    form.refused = form.typed || left || '';
    showAgain(form, hintFor('refused'), true);
  }
}

/** One submit, which ends in one of `nickname`, `error` and `cancel`. */
export function submit(form: NicknameForm, text: string): void {
  let client: KernelClient;
  let owner: ProfileOwner;
  try {
    client = componentClient();
    owner = profileOwner(client, 'tap');
  } catch (error) {
    return emitError(form, error);
  }
  if (form.saving) return emitError(form, new AuthingError('busy', { stage: 'tap' }));
  // The form may know before the field has told.
  if (form.typed === undefined && text !== form.data.content) form.typed = text;
  const name = nicknameIn(text);
  const user = client.tokenProvider.getUser();
  const problem = problemOf(form, name);
  if (problem === 'empty' || problem === 'refused') return refuse(form, problem);
  if (user && String(user.nickname) === name) {
    form.setData({ hint: hintFor('unchanged') });
    return emit(form, 'cancel', { reason: 'unchanged' } satisfies NicknameCancelEvent);
  }
  if (problem) return refuse(form, problem);
  const request = (): Promise<User> => tryAgain(() => updateUser(client, owner, { nickname: name }), afterNoAnswer, client.options.timeout);
  const saved = (user: User): void => finish(form, text, user);
  const review = (): Promise<User | undefined> =>
    reviewOf(form).then((passed) => {
      if (!passed) throw nicknameError('refused');
      return isGated(form.data.agreed) ? undefined : request();
    });
  /** Whoever has agreed meanwhile, this is the name of who wrote it. */
  const agreed = (): Promise<User> =>
    Promise.resolve().then(() => {
      const now = profileOwner(client, 'tap');
      // WeChat may have said so while the question was open.
      if (form.refused !== undefined) throw nicknameError('refused');
      if (isSamePerson(now, owner)) return request();
      throw new AuthingError('unauthenticated', { stage: 'session', retryable: true });
    });
  // Nobody is asked to agree for a name that WeChat refuses.
  work(form, text, review, (user) => (user ? saved(user) : askInActionSheet(form, () => work(form, text, agreed, saved))));
}

/** The field looks busy until `task` is done, or has failed. @param done is not called when the field is gone by then */
function work<T>(form: NicknameForm, text: string, task: () => Promise<T>, done: (result: T) => void): void {
  const { attachment } = form;
  form.saving = {};
  form.setData({ busy: true, hint: '' });
  /** Ends the submit, and tells the page unless the field is gone by then. */
  const end = (tell: () => void): void => {
    if (attachment === undefined || form.attachment !== attachment) return;
    form.saving = undefined;
    form.setData({ busy: false });
    tell();
  };
  void task().then(
    (result) => end(() => done(result)),
    (error: unknown) => end(() => fail(form, text, error)),
  );
}

function finish(form: NicknameForm, text: string, user: User): void {
  const nickname = String(user.nickname || '');
  form.saved = nickname;
  // What was typed meanwhile stays.
  if (form.typed === undefined || form.typed === text) showAgain(form, '');
  emit(form, 'nickname', { nickname, user: shownUser(user) } satisfies NicknameEvent);
}

/** What was typed stays, for another try, unless WeChat has cleared it. */
function fail(form: NicknameForm, text: string, error: unknown): void {
  if (error instanceof AuthingError && error.reason === 'nickname') {
    // What was typed since is another name.
    if (form.typed && form.typed !== text) form.setData({ hint: error.message });
    else showAgain(form, error.message);
  }
  emitError(form, error);
}

function refuse(form: NicknameForm, problem: NicknameProblem): void {
  const error = nicknameError(problem);
  form.refused = undefined;
  if (problem === 'long') form.setData({ hint: error.message });
  else showAgain(form, error.message);
  emitError(form, error);
}

function problemOf(form: NicknameForm, name: string): NicknameProblem | undefined {
  // Before it told of its review WeChat cleared the field without a word.
  const { refused } = form;
  if (!name) return refused !== undefined || nicknameIn(form.typed || '') ? 'refused' : 'empty';
  if (refused !== undefined && (name === nicknameIn(refused) || name === nicknameIn(form.shownContent()))) return 'refused';
  return isTooLong(name, form.data.maxlength || LONGEST) ? 'long' : undefined;
}

/** Whether WeChat passes what was typed; true where it reviews nothing or does not say. */
function reviewOf(form: NicknameForm): Promise<boolean> {
  const isReviewed = form.typed !== undefined && form.typed !== form.passed && form.consent !== 'declined' && baseLibraryIs(REVIEW_TOLD);
  if (!isReviewed) return Promise.resolve(true);
  return new Promise((resolve) => {
    const heard = (passed: boolean): void => {
      stop();
      form.heard = undefined;
      resolve(passed);
    };
    const stop = countDown(REVIEW_TIME, () => {
      form.reviews = 0;
      heard(!form.doubted);
    });
    form.heard = heard;
  });
}

/** Nothing of what somebody did stays for whoever comes next. */
export function startAnew(form: NicknameForm): void {
  form.refused = undefined;
  showAgain(form, '', true);
}

/** The field shows again what is saved. @param isCleared WeChat has taken out what stood there, be it what was saved */
function showAgain(form: NicknameForm, hint: string, isCleared = form.typed !== undefined): void {
  const content = form.shownContent();
  // The view compares with what it was told last, not with what stands in the field.
  if (isCleared && form.data.content === content) form.setData({ content: content ? '' : ' ' });
  form.typed = undefined;
  form.setData({ content, hint });
}
