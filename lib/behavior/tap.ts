import type { CodeOwner, HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { componentClient } from '../client/shared-client';
import { AuthingError } from '../errors/authing-error';
import { appFlow } from '../login-code/code-flow';
import type { NativeAnswer } from '../wx/connection';
import { refusalOf } from '../wx/refusal';
import type { CancelReason } from '../wx/refusal';
import type { Attached } from './attachment';
import { emit, emitCancel, emitError } from './emit';
import type { Emitter } from './emit';

/*
 * What a tap on a button that needs a code sets in motion, and how it ends: in exactly one of result, error and cancel.
 */

/**
 * A tap means: sign in with the code alone, let WeChat's sheet open by itself, ask for consent to the app's own terms; or nothing, since
 * some flow ran, or what the sheet hands over could not be used.
 */
export type TapMeaning = 'login' | 'sheet' | 'ask' | 'busy' | 'unusable';

/** What the behavior `codeButton` keeps on an instance. */
export interface CodeButtonInstance extends Attached<TapMeaning> {
  inFlow?: boolean;
  /** The page was hidden, and not shown since. */
  hidden?: boolean;
  /** The flow that runs is this button's. */
  running?: boolean;
  /** How many of its taps work outside of the flow, or wait for it. */
  working?: number;
  /** How many of WeChat's sheets its taps have opened that have not answered. */
  sheets?: number;
  /** When its question for consent opened in WeChat's action sheet that has not been answered, ms since 1970. */
  asking?: number | undefined;
  /** The phone token, or data, that its last event brought. */
  received?: string | undefined;
  /** Stops listening to the configuration. */
  leave?: (() => void) | undefined;
}

/** An event of a component, with its detail. */
export type Outcome = [name: string, detail: object];

/** What native events of data buttons carry when the person agreed. */
interface Sealed {
  iv?: string;
  encryptedData?: string;
}

/** A button with the behavior `codeButton`. */
export type CodeButton = CodeOwner & Emitter & CodeButtonInstance;

export function sayBusy(button: Emitter): void {
  emitError(button, new AuthingError('busy', { stage: 'tap' }));
}

/** A native event of a data button: refused, empty, or data to send. */
export function receiveData<Data extends NativeAnswer & Sealed, Result>(
  button: CodeButton,
  answer: Data,
  use: (client: KernelClient, code: string, data: Data & Required<Sealed>, hold: HoldNews) => Promise<Result>,
  outcome: (result: Result) => Outcome[],
): void {
  const refusal = refusalOf(answer, 'tap');
  if (refusal || !hasPair(answer)) return endTap(button, refusal || noData());
  startFlow(button, 'sendData', (client, code, hold) => use(client, code, answer, hold), outcome);
}

/** Nothing is sent; the code stays unused. */
export function endTap(button: CodeButton, refusal: CancelReason | AuthingError): void {
  if (button.inFlow) appFlow().answered(button);
  if (typeof refusal === 'string') emitCancel(button, refusal);
  else emitError(button, refusal);
}

/**
 * One flow: loading while it runs, then its outcome or `error`, unless the button is gone by then.
 * @param attachment that of the tap, where something came between
 */
export function startFlow<Result>(
  button: CodeButton,
  send: 'sendData' | 'sendCode',
  use: (client: KernelClient, code: string, hold: HoldNews) => Promise<Result>,
  outcome: (result: Result) => Outcome[],
  attachment = button.attachment,
): void {
  let client: KernelClient;
  try {
    client = componentClient();
  } catch (error) {
    return emitError(button, error);
  }
  const flow = appFlow();
  const isFirst = !flow.isRunning && button.attachment === attachment;
  // The flow tells its buttons when it begins and ends.
  if (isFirst) button.running = true;
  flow[send](
    button,
    (code, hold) => use(client, code, hold).then(outcome),
    (failure, outcomes) => {
      if (attachment === undefined || button.attachment !== attachment) return;
      if (isFirst) button.running = false;
      if (failure) emitError(button, failure);
      else (outcomes as Outcome[]).forEach(([name, detail]) => emit(button, name, detail));
    },
    client.options.timeout,
  );
}

export function hasPair<Data extends Sealed>(answer: Data): answer is Data & Required<Sealed> {
  return !!answer.iv && !!answer.encryptedData;
}

/** WeChat said ok, but there is nothing to send. */
export function noData(): AuthingError {
  return new AuthingError('no_data', { stage: 'tap' });
}
