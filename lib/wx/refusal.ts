import { AuthingError } from '../errors/authing-error';
import type { AuthingErrorReason } from '../errors/reasons';

/** Why nothing came of a tap although nothing went wrong: the user said no, closed the sheet, or declined the privacy terms. */
export type CancelReason = 'denied' | 'cancelled' | 'privacy';

/** What every native event and failed call says of itself. */
export interface NativeAnswer {
  errMsg?: string;
  /** Since base library 2.24.0, not everywhere. */
  errno?: number;
}

/** errno of failures that only the app's owner can do something about. */
const reasonsByErrno: { readonly [errno: number]: AuthingErrorReason } = {
  112: 'privacy',
  1025: 'privacy',
  1400001: 'quota',
  1402101: 'denied',
  1421102: 'denied',
};

/**
 * Undefined when WeChat says `…:ok` (or nothing); else whether the user did not want to, or an error.
 * WeChat has no list of its refusals: the texts known so far are matched, the most telling first.
 */
export function refusalOf(answer: NativeAnswer, stage: 'tap' | 'choose'): CancelReason | AuthingError | undefined {
  const { errMsg = '', errno } = answer;
  if (errMsg === '' || /:ok$/.test(errMsg)) return undefined;
  const error = (reason: AuthingErrorReason): AuthingError => new AuthingError(reason, { stage, data: { errMsg, errno } });
  const reason = errno === undefined ? undefined : reasonsByErrno[errno];
  if (reason) return error(reason);
  if (/not declared/i.test(errMsg)) return error('privacy');
  if (errno === 103 || errno === 104 || /privacy/i.test(errMsg)) return 'privacy';
  if (/in progress/i.test(errMsg)) return error('busy');
  if (/cancel/i.test(errMsg)) return 'cancelled';
  if (/den(y|ied)|refuse|reject/i.test(errMsg)) return 'denied';
  return error('denied');
}
