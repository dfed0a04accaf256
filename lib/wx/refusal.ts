import type { Refused } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import type { AuthingErrorReason } from '../errors/reasons';
import { say } from '../errors/say';
import { appSingleton } from './app-singleton';
import { connectionReason } from './connection';
import type { NativeAnswer } from './connection';

/**
 * Why nothing came of a tap although nothing went wrong: the user said no, closed the sheet, declined the privacy terms, or the app's own.
 */
export type CancelReason = 'denied' | 'cancelled' | 'declined' | 'privacy';

/** errno of failures that the user did not choose; 40226 is WeChat's for a blocked user, who meets it with any interface. */
const reasonsByErrno: { readonly [errno: number]: AuthingErrorReason } = {
  112: 'privacy',
  // Banned: declaring it changes nothing.
  1025: 'permission',
  1400001: 'quota',
  1402101: 'blocked',
  1421102: 'blocked',
  40226: 'blocked',
};

/** errno of a privacy agreement that was not agreed to, as WeChat's page on privacy in mini games has it. 103 is a scope's (auth deny). */
const NOT_AGREED = 104;
/**
 * For this long (ms) after a refusal WeChat does not show its privacy pop-up: what needs consent fails at once, and a tap would do nothing.
 * The same page has `in gap` at the end of such an answer; it is known by the time, too.
 */
const SILENCE = 10_000;

/** WeChat and Authing refuse the app, not one copy of this package in it. */
export const refused = (): Refused => appSingleton<Refused>('refused', () => ({}));

/** Whether WeChat failed without having asked. */
function isSilent(errMsg: string): boolean {
  const now = Date.now();
  const { privacyAt = NaN } = refused();
  if (/in gap/i.test(errMsg) || Math.abs(now - privacyAt) < SILENCE) return true;
  refused().privacyAt = now;
  return false;
}

/**
 * Undefined when WeChat says `…:ok` (or nothing); else whether the user did not want to, or an error.
 * WeChat has no list of its refusals: the texts known so far are matched, in Chinese and in English, the most telling first.
 */
export function refusalOf(answer: NativeAnswer, stage: 'tap' | 'choose'): CancelReason | AuthingError | undefined {
  const { errMsg = '', errno } = answer;
  if (errMsg === '' || /:ok$/.test(errMsg)) return undefined;
  const error = (reason: AuthingErrorReason, message = ''): AuthingError =>
    new AuthingError(reason, { stage, message, data: { errMsg, errno } });
  // The latter, with errno 1025 or 1026, where nothing at all was declared.
  if (/not declared|announce your privacy/i.test(errMsg)) return error('privacy');
  const reason = errno === undefined ? undefined : reasonsByErrno[errno];
  if (reason) return error(reason);
  if (errno === NOT_AGREED || /privacy/i.test(errMsg)) return isSilent(errMsg) ? error('privacy_refused') : 'privacy';
  if (/in progress/i.test(errMsg)) return error('busy');
  // A call that is not there, or not on this platform.
  if (/not (a function|support)|不支持/i.test(errMsg)) return error('unsupported');
  const connection = connectionReason(answer);
  // The network may well be there: what is away is WeChat.
  if (connection)
    return error(connection, /system|系统/i.test(errMsg) ? say('微信繁忙，请稍后再点一次', 'WeChat is busy. Tap again later') : '');
  if (/cancel|取消/i.test(errMsg)) return 'cancelled';
  if (/den(y|ied)|refuse|reject|拒绝/i.test(errMsg)) return 'denied';
  // Checked after the refusals of people: a text that has both is theirs.
  if (/验证|verif/i.test(errMsg)) return error('phone_unverified');
  if (/block|拦截|风险/i.test(errMsg)) return error('blocked');
  return error(/permission|权限/i.test(errMsg) ? 'permission' : 'denied');
}
