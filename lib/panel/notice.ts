import { isAuthingCode } from '../endpoints/post';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import type { AuthingErrorDetail } from '../events';

/** Reasons that only whoever owns the app can do something about: their messages say what. */
const OF_OWNER = ['not_configured', 'privacy', 'invalid_argument'];

/**
 * What a panel shows of an error to the person who tapped: its message, where they can do what it says. What is for the app's owner is
 * told to the console, and comes to the page with the event as ever.
 */
export function noticeOf({ reason, code, message, stage, retryable }: AuthingErrorDetail): string {
  // It was somebody else's: whoever reads this is signed in.
  if (reason === 'unauthenticated' && retryable) return say('登录的用户已变更，请重试', 'Another account is signed in now. Try again');
  const isForOwner =
    reason === 'server'
      ? // Words of WeChat's, of a gateway, or our own on an answer that nobody knows.
        !isAuthingCode(code)
      : reason === 'unsupported'
        ? // Elsewhere it is their WeChat: too old, or on a computer.
          stage === 'configure' || stage === 'request'
        : OF_OWNER.indexOf(reason) >= 0;
  if (!isForOwner) return message;
  console.warn(message);
  return new AuthingError('http', { stage }).message;
}
