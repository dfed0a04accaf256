import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../simulation/trace';
import { codeBeforeTap, noSheetInVain } from './before-tap';
import { busyMeansBusy, noDeadButton } from './busy';
import { chargedOnce, chargeTold, numberKept } from './charges';
import { consentFirst } from './consent';
import { codeFresh, codeOnce } from './codes';
import { nothingLeft, nothingThrown, silentAfterDetach } from './detached';
import { cancelIsNoError, configuredOnce, errorShape, onErrorOnce, refusalIsRetryable, sessionKeyIsTrue } from './errors';
import { firstTap } from './first-tap';
import type { Invariant, Violation } from './invariant';
import { hiddenLogin, loginRate, standingStill } from './logins';
import { nameReviewed } from './names';
import { oneOutcome } from './one-outcome';
import { doneOnce, panelSays } from './panels';
import { codeBeforeData, oneFlow, quietWindow } from './order';
import { noSecretsTold, tokenAtHome } from './secrets';
import { heardAtOnce, rightUser, staysSignedIn, upToDate, wholeSession } from './session';

export type { Invariant, Violation } from './invariant';

/** Everything that is checked on every schedule. */
export const invariants: readonly Invariant[] = [
  oneOutcome,
  chargeTold,
  numberKept,
  chargedOnce,
  consentFirst,
  nameReviewed,
  panelSays,
  doneOnce,
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

/** They know a sign-in by the one answer of v2 that makes it; v3 needs two, and lets the second fail. */
const ofSignInsByV2: readonly Invariant[] = [wholeSession, staysSignedIn, rightUser, upToDate, heardAtOnce];

export function violationsOf(trace: Trace, schedule: Schedule): Violation[] {
  const byV3 = trace.of('request').some(({ url }) => url.endsWith('/signin-by-mobile'));
  return invariants
    .filter((invariant) => !byV3 || !ofSignInsByV2.includes(invariant))
    .flatMap(({ name, check }) => check(trace, schedule).map((detail) => ({ invariant: name, detail })));
}
