import type { Session } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import { sessionOf } from './session';
import type { SessionOptions } from './session';
import { claimsOf, userIdOf } from './token-claims';
import { isToken, isUser } from './user';
import type { User } from './user';

/**
 * The SDK's `tokenProvider` over the app's session. Several clients of one appId and address share one session.
 */
export class TokenProvider {
  readonly session: Session;

  /** Obeys `accessToken` and `storageCipher`. @throws AuthingError reason `invalid_argument` */
  constructor(readonly options: SessionOptions) {
    this.session = sessionOf(options);
  }

  getToken(): string | null {
    return this.session.token;
  }

  getUser(): User | null {
    return this.session.user;
  }

  /**
   * Signs in with a token, or renews that of the signed-in user, who is kept unless the token names somebody else. Without one
   * (null, or '') nobody is signed in any more, as with the SDK.
   * @throws AuthingError reason `invalid_argument` when it is no token, `storage` when it could not be kept
   */
  setToken(token: string | null | undefined): void {
    // The SDK's storage makes texts of null and undefined.
    if (!token || token === 'null' || token === 'undefined') return this.clearUser();
    if (!isToken(token)) throw new AuthingError('invalid_argument', { stage: 'session' });
    const { user } = this.session;
    const owner = userIdOf(claimsOf(token));
    const stays = user && (owner === undefined || owner === user.id);
    this.session.start(token, stays ? { ...user, token } : null);
  }

  /**
   * A user who comes with a token is signed in; without one (`updateUser` answers `token: null`) it is news about the
   * signed-in user and leaves the token alone.
   * @throws AuthingError reason `server` when it is no user, `storage` when it could not be kept
   */
  setUser(user: User): void {
    if (!isUser(user)) throw new AuthingError('server', { stage: 'session' });
    if (isToken(user.token)) this.session.start(user.token, user);
    else this.session.updateUser(user);
  }

  clearUser(): void {
    this.session.end();
  }
}
