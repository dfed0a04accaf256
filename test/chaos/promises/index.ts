import type { Schedule } from '../schedule/schedule';
import type { RunRecord } from '../world/record';
import { codeBeforeTap, noSheetInVain } from './blocked';
import { busyMeansBusy, noDeadButton } from './busy';
import { codeFresh, codeOnce } from './codes';
import { nothingLeft, nothingThrown, silentAfterDetach } from './detached';
import { cancelIsNoError, errorShape, onErrorOnce, refusalIsRetryable, sessionKeyIsTrue } from './errors';
import { firstTap } from './first-tap';
import type { Invariant, Violation } from './promise';
import { hiddenLogin, loginRate, standingStill } from './logins';
import { oneOutcome } from './one-outcome';
import { codeBeforeData, oneFlow, quietWindow } from './order';
import { noSecretsTold, tokenAtHome } from './secrets';
import { heardAtOnce, rightUser, staysSignedIn, upToDate, wholeSession } from './session';

export type { Invariant, Violation } from './promise';

/** Everything that is checked on every run. */
export const invariants: readonly Invariant[] = [
  oneOutcome,
  busyMeansBusy,
  noDeadButton,
  noSheetInVain,
  codeBeforeTap,
  codeOnce,
  codeFresh,
  codeBeforeData,
  quietWindow,
  oneFlow,
  loginRate,
  standingStill,
  hiddenLogin,
  wholeSession,
  staysSignedIn,
  rightUser,
  upToDate,
  heardAtOnce,
  silentAfterDetach,
  nothingLeft,
  nothingThrown,
  tokenAtHome,
  noSecretsTold,
  errorShape,
  cancelIsNoError,
  refusalIsRetryable,
  sessionKeyIsTrue,
  onErrorOnce,
  firstTap,
];

export const violationsOf = (record: RunRecord, schedule: Schedule): Violation[] =>
  invariants.flatMap(({ name, check }) => check(record, schedule).map((detail) => ({ invariant: name, detail })));
