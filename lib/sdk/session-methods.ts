import { AuthingError } from '../errors/authing-error';
import type { HttpRequest } from '../http/http-client';
import { claimsOf, userIdOf } from '../session/token-claims';
import { isToken, isUser, userIn } from '../session/user';
import { appSingleton } from '../wx/app-singleton';
import { setLanguage } from '../wx/device';
import {
  bindEmail,
  bindPhone,
  refreshToken,
  SdkAuthenticationClient,
  unbindEmail,
  unbindPhone,
  updateEmail,
  updatePhone,
  updateUser,
  user as currentUser,
} from './authing-js-sdk';
import type { KeyValuePair, Lang, RefreshToken, UpdateUserInput, User } from './authing-js-sdk';
import { copyable, invalidArgument, oneLine } from './invalid-argument';
import { udfValues } from './udf-values';

/** One of the SDK's GraphQL operations; each has its own type of variables. */
export type Operation = (
  client: SdkAuthenticationClient['graphqlClient'],
  tokens: SdkAuthenticationClient['tokenProvider'],
  variables: never,
) => Promise<unknown>;

/** What the SDK's method resolves with; it has no name there. */
type UdfValues = Awaited<ReturnType<SdkAuthenticationClient['setUdfValue']>>;

/** The SDK's methods about who is signed in, with their faults corrected; signatures are the SDK's. */
export class SessionMethods extends SdkAuthenticationClient {
  /**
   * The id of the signed-in user: the one the token names, else that of the cached user.
   * @throws AuthingError reason `unauthenticated`: no token, or one that has expired by this phone's clock
   */
  override checkLoggedIn(): string {
    const token = this.tokenProvider.getToken();
    const claims = claimsOf(token || '');
    const expired = typeof claims.exp === 'number' && claims.exp * 1000 <= Date.now();
    const user = this.tokenProvider.getUser();
    const id = userIdOf(claims) || (user && user.id);
    if (!token || !id || expired) throw new AuthingError('unauthenticated', { stage: 'session', ...(expired && { code: 2206 }) });
    return id;
  }

  /**
   * Makes `user` the signed-in user, or adds to what is known of the one who is. A user without a token
   * leaves the stored token alone, and fields that the answer does not have stay as they were.
   * @throws AuthingError reason `invalid_argument`: no user
   */
  override setCurrentUser(user: User): void {
    if (!isUser(user)) throw invalidArgument('user: { id }');
    const known = this.tokenProvider.getUser();
    const same = known && known.id === user.id ? known : undefined;
    this.tokenProvider.setUser({ ...same, ...user, ...(!user.token && same && { token: same.token }) } as User);
  }

  /** Also the language of this library's own messages. */
  override setLang(lang: Lang): void {
    super.setLang(oneLine('lang', lang));
    setLanguage(lang);
  }

  override setRequestFrom(requestFrom: string): void {
    super.setRequestFrom(oneLine('requestFrom', requestFrom));
  }

  /** The signed-in user as Authing knows them now; null only when Authing says that nobody is signed in. */
  override async getCurrentUser(): Promise<User | null> {
    const token = this.tokenProvider.getToken();
    const { user } = await currentUser(this.graphqlClient, this.tokenProvider, {}).catch(nobodyIfSignedOut);
    return user ? this.keepUser(readUser(user), token) : null;
  }

  /**
   * Signs out here first, then at Authing.
   * @throws AuthingError stage `logout`, `data.signedOutLocally` true: Authing could not be told, but on this phone nobody is
   *   signed in any more
   */
  override logout(): Promise<void> {
    return this.signOut(`/api/v2/logout?app_id=${this.options.appId}`);
  }

  /** Like `logout`, for this device's session alone. */
  override logoutCurrent(): Promise<void> {
    return this.signOut(`/logout?appId=${this.options.appId}&deviceId=current`);
  }

  /**
   * A new token for the signed-in user. Calls for the same token that overlap, of whichever client, share one request and its answer.
   * Where it fails, the user stays signed in with the token they have.
   */
  override async refreshToken(): Promise<RefreshToken> {
    const token = this.tokenProvider.getToken();
    const refreshed = await this.refreshedOnce(`${this.baseClient.appHost} ${token}`);
    // Whoever signed in or out meanwhile has the last word.
    if (this.tokenProvider.getToken() === token) this.setToken(refreshed.token as string);
    return refreshed;
  }

  override async updateProfile(updates: UpdateUserInput, options?: { emailToken?: string; phoneToken?: string } | null): Promise<User> {
    const id = this.checkLoggedIn();
    if (typeof updates !== 'object' || updates === null) throw invalidArgument('updates: object');
    const input = { ...copyable(updates) };
    delete input.password;
    const { emailToken, phoneToken } = options || {};
    return this.aboutMe(updateUser, 'updateUser', { id, input, emailToken, phoneToken });
  }

  override updatePhone(
    phone: string,
    phoneCode: string,
    oldPhone?: string,
    oldPhoneCode?: string,
    phoneCountryCode?: string,
    oldPhoneCountryCode?: string,
  ): Promise<User> {
    return this.aboutMe(updatePhone, 'updatePhone', { phone, phoneCode, oldPhone, oldPhoneCode, phoneCountryCode, oldPhoneCountryCode });
  }

  override updateEmail(email: string, emailCode: string, oldEmail?: string, oldEmailCode?: string): Promise<User> {
    return this.aboutMe(updateEmail, 'updateEmail', { email, emailCode, oldEmail, oldEmailCode });
  }

  override bindPhone(phone: string, phoneCode: string, phoneCountryCode?: string): Promise<User> {
    return this.aboutMe(bindPhone, 'bindPhone', { phone, phoneCode, phoneCountryCode });
  }

  override unbindPhone(): Promise<User> {
    return this.aboutMe(unbindPhone, 'unbindPhone', {});
  }

  override bindEmail(email: string, emailCode: string): Promise<User> {
    return this.aboutMe(bindEmail, 'bindEmail', { email, emailCode });
  }

  override unbindEmail(): Promise<User> {
    return this.aboutMe(unbindEmail, 'unbindEmail', {});
  }

  override async setUdfValue(data: KeyValuePair): Promise<UdfValues> {
    return super.setUdfValue(copyable(data));
  }

  /** Runs an operation and resolves with its one field. */
  protected async ask(operation: Operation, field: string, variables: object): Promise<unknown> {
    return ((await operation(this.graphqlClient, this.tokenProvider, variables as never)) as Record<string, unknown>)[field];
  }

  /** Runs an operation whose answer is the signed-in user. */
  private async aboutMe(operation: Operation, field: string, variables: object): Promise<User> {
    const token = this.tokenProvider.getToken();
    return this.keepUser(readUser(await this.ask(operation, field, variables)), token);
  }

  /** The answer that is under way under this name, else to a new request. */
  private refreshedOnce(name: string): Promise<RefreshToken> {
    const underWay = appSingleton<Record<string, Promise<RefreshToken> | undefined>>('refresh', () => ({}));
    const known = underWay[name];
    if (known) return known;
    const request = this.refreshed();
    const ended = (): void => {
      delete underWay[name];
    };
    request.then(ended, ended);
    return (underWay[name] = request);
  }

  private async refreshed(): Promise<RefreshToken> {
    const refreshed = (await this.ask(refreshToken, 'refreshToken', {})) as RefreshToken | null;
    if (!refreshed || !isToken(refreshed.token)) throw new AuthingError('server', { stage: 'request' });
    return refreshed;
  }

  /** Keeps news about the user who was signed in with `token`, unless somebody signed in or out meanwhile. */
  private keepUser(user: User, token: string | null): User {
    if (this.tokenProvider.getToken() !== token) return user;
    this.setCurrentUser(user);
    return this.tokenProvider.getUser() || user;
  }

  private async signOut(path: string): Promise<void> {
    const token = this.tokenProvider.getToken();
    const told = token ? this.endSession(path, token) : Promise.resolve();
    try {
      // The request has its token already: whatever becomes of it, nobody is signed in here any more.
      this.tokenProvider.clearUser();
    } catch (error) {
      return told.then(() => {
        throw error;
      });
    }
    return told;
  }

  private async endSession(path: string, token: string): Promise<void> {
    await this.httpClient.request({
      method: 'GET',
      url: this.baseClient.appHost + path,
      headers: { authorization: `Bearer ${token}` },
      rescue: (error: AuthingError) => {
        const { reason, code, message } = error;
        const status = reason === 'http' ? (error.data as { status: number }).status : 0;
        // Authing had ended this session before: that is what was wanted. Where a browser goes next is not asked.
        if (reason === 'unauthenticated' || (status >= 300 && status < 400)) return;
        const data = { signedOutLocally: true };
        throw new AuthingError(reason, { stage: 'logout', code, message, retryable: false, data, cause: error });
      },
    } as HttpRequest);
  }
}

/** What Authing answers about nobody, where it says that nobody is signed in. */
function nobodyIfSignedOut(error: unknown): { user?: unknown } {
  if (error instanceof AuthingError && error.reason === 'unauthenticated') return {};
  throw error;
}

/** A user as the SDK hands users out: custom data as an object instead of a list. */
export function readUser(answer: unknown): User {
  const user = userIn(answer);
  if (!user) throw new AuthingError('server', { stage: 'request' });
  const { customData } = user as { customData?: unknown };
  return Array.isArray(customData) ? ({ ...user, customData: udfValues(customData as never) } as User) : user;
}
