import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../simulation/trace';
import { codeBeforeTap, noSheetInVain } from './before-tap';
import { busyMeansBusy, noDeadButton } from './busy';
import { chargeTold } from './charges';
import { codeFresh, codeOnce } from './codes';
import { nothingLeft, nothingThrown, silentAfterDetach } from './detached';
import { cancelIsNoError, configuredOnce, errorShape, onErrorOnce, refusalIsRetryable, sessionKeyIsTrue } from './errors';
import { firstTap } from './first-tap';
import type { Invariant, Violation } from './invariant';
import { hiddenLogin, loginRate, standingStill } from './logins';
import { oneOutcome } from './one-outcome';
import { codeBeforeData, oneFlow, quietWindow } from './order';
import { noSecretsTold, tokenAtHome } from './secrets';
import { heardAtOnce, rightUser, staysSignedIn, upToDate, wholeSession } from './session';

export type { Invariant, Violation } from './invariant';

/** Everything that is checked on every schedule. */
export const invariants: readonly Invariant[] = [
  oneOutcome,
  chargeTold,
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
  configuredOnce,
  firstTap,
];

export const violationsOf = (trace: Trace, schedule: Schedule): Violation[] =>
  invariants.flatMap(({ name, check }) => check(trace, schedule).map((detail) => ({ invariant: name, detail })));
