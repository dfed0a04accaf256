import type { CodeOwner, HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { componentClient } from '../client/shared-client';
import { getPhone, loginByPhone, numberIn } from '../endpoints/phone';
import type { PhoneNumber } from '../endpoints/phone';
import { getPhoneByToken, loginByPhoneToken, withoutConnection } from '../endpoints/phone-token';
import { AuthingError } from '../errors/authing-error';
import type { ChargeEvent, PhoneEvent, PhoneLoginEvent } from '../events';
import { appFlow } from '../login-code/code-flow';
import { shownUser } from '../session/shown-user';
import type { User } from '../session/user';
import type { NativeAnswer } from '../wx/connection';
import { refusalOf, refused } from '../wx/refusal';
import { detailOf, emit, emitError } from './emit';
import type { Emitter } from './emit';
import { endTap, hasPair, noData, receiveData, sayBusy, startFlow } from './tap';
import type { CodeButton, Outcome } from './tap';

/*
 * What becomes of a number that WeChat has handed over, and charged for. Nothing here opens a second sheet, and nothing that was handed
 * over is given up as long as it can be used.
 */

/** What the event of open-type getPhoneNumber, or getRealtimePhoneNumber, carries. */
export interface PhoneAnswer extends NativeAnswer {
  /** The phone token. */
  code?: string;
  /** Not with getRealtimePhoneNumber. */
  iv?: string;
  encryptedData?: string;
}

/** The properties that a tap goes by. */
export interface AskedPhone {
  action: string;
  flow: string;
}

let warned = false;

/** Tells the console, once, of a button whose sheet could only lead to a number that nobody can use. */
export function warnUnusable(): void {
  if (!warned) console.error(withoutConnection());
  warned = true;
}

/** A tap on such a button: no sheet opens, since WeChat charges for what it hands over. */
export function sayUnusable(button: Emitter & { isUnusable(): boolean }): void {
  try {
    componentClient();
    // Configured since it was drawn, it opens its sheet at the next tap.
    if (button.isUnusable()) emitError(button, withoutConnection());
    else sayBusy(button);
  } catch (error) {
    emitError(button, error);
  }
}

export function receivePhoneNumber(button: CodeButton, { action, flow }: AskedPhone, answer: PhoneAnswer, realtime: boolean): void {
  const { code } = answer;
  const received = code || answer.encryptedData;
  const { sheets } = button;
  // Phones have been seen to fire the event twice: it is one number, charged once, or one refusal.
  if (received ? button.received === received : !sheets) return;
  if (received) button.received = received;
  if (sheets) button.sheets = sheets - 1;
  const refusal = refusalOf(answer, 'tap');
  if (refusal) return endTap(button, refusal);
  // Before anything can fail: the app's books have it whatever becomes of the number.
  if (answer.errMsg || code || answer.encryptedData) {
    emit(button, 'charge', { kind: realtime ? 'realtime' : 'phone', at: Date.now() } satisfies ChargeEvent);
  }
  let connection: string | undefined;
  try {
    connection = componentClient().options.extIdpConnIdentifier;
  } catch (error) {
    return emitError(button, error);
  }
  const only = realtime ? 'token' : flow;
  // WeChat charges for each token.
  const isRefused = only !== 'token' && connection === refused().connection && hasPair(answer);
  if (only !== 'encrypted' && code && connection && !isRefused) byToken(button, action, code);
  else if (only !== 'token' && hasPair(answer)) byPair(button, action, answer);
  else endTap(button, only !== 'encrypted' && code ? withoutConnection() : noData());
}

function byPair(button: CodeButton, action: string, answer: PhoneAnswer): void {
  if (action === 'get')
    receiveData(button, answer, (client, code, { iv, encryptedData }) => getPhone(client, code, iv, encryptedData), read);
  else {
    receiveData(
      button,
      answer,
      (client, code, { iv, encryptedData }, hold) => loginByPhone(client, code, iv, encryptedData, hold),
      signedIn,
    );
  }
}

function byToken(button: CodeButton, action: string, phoneToken: string): void {
  if (action === 'get') return outsideFlow(button, (client) => getPhoneByToken(client, phoneToken), read);
  const { attachment = {} } = button;
  // A login code may be fetched, and another one where the first was refused: they are free, and no session key is at stake.
  const signIn = (client: KernelClient, code: string, hold: HoldNews): Promise<Outcome[]> =>
    loginByPhoneToken(client, phoneToken, code, hold).then(signedIn, failedOnce);
  whenFree(button, () => startFlow(button, 'sendCode', signIn, (outcomes) => outcomes, attachment));
}

/**
 * How a sign-in ends that failed for any other reason than a code: it is not repeated, as one without a phone token is. Authing may have
 * spent the token, and its "used" would hide what happened.
 */
function failedOnce(error: unknown): Outcome[] {
  if (error instanceof AuthingError && error.reason === 'session_key') throw error;
  return [['error', detailOf(error)]];
}

/** What needs neither login code nor session key, whatever else runs: loading, then its outcome or `error`, unless the button is gone. */
function outsideFlow<Result>(
  button: CodeButton,
  use: (client: KernelClient) => Promise<Result>,
  outcome: (result: Result) => Outcome[],
): void {
  const { attachment } = button;
  const end = (tell: () => void): void => {
    if (attachment === undefined || button.attachment !== attachment) return;
    setWorking(button, -1);
    tell();
  };
  if (button.inFlow) appFlow().answered(button);
  setWorking(button, 1);
  use(componentClient())
    .then(outcome)
    .then(
      (outcomes) => end(() => outcomes.forEach(([name, detail]) => emit(button, name, detail))),
      (error: unknown) => end(() => emitError(button, error)),
    );
}

/** Another button's flow may have begun while the sheet was open. A token outlives it, so it waits. */
function whenFree(button: CodeButton, start: () => void): void {
  const flow = appFlow();
  if (!flow.isRunning) return start();
  const { attachment } = button;
  // Of its own: the button may go meanwhile, and the number has been charged.
  const waiting: CodeOwner = {
    flowChanged: () => {
      // The flow that ends has to tell its page first.
      if (!flow.isRunning) void Promise.resolve().then(goOn);
    },
  };
  const goOn = (): void => {
    if (flow.isRunning) return;
    flow.leave(waiting);
    if (attachment && button.attachment === attachment) setWorking(button, -1);
    start();
  };
  flow.join(waiting, false);
  setWorking(button, 1);
}

/** A tap more, or less: two sheets may have answered before the first outcome. */
function setWorking(button: CodeButton, more: 1 | -1): void {
  button.working = (button.working || 0) + more;
  button.flowChanged();
}

function read({ countryCode, phoneNumber, purePhoneNumber }: PhoneNumber): Outcome[] {
  return [['phone', { countryCode, phoneNumber, purePhoneNumber } satisfies PhoneEvent]];
}

function signedIn(account: User): Outcome[] {
  const user = shownUser(account);
  const login: Outcome = ['login', { user } satisfies PhoneLoginEvent];
  // Signed in, and nobody could say with which number: better none than an empty one.
  const { countryCode, phoneNumber, purePhoneNumber } = numberIn({ phoneNumber: user.phone, countryCode: user.phoneCountryCode });
  return purePhoneNumber ? [['phone', { countryCode, phoneNumber, purePhoneNumber, user } satisfies PhoneEvent], login] : [login];
}
