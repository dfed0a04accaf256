import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import type { HttpRequest } from '../http/http-client';
import { getProfile, updateProfile as updateV3Profile } from '../endpoints/v3';
import type { SignedIn } from '../endpoints/v3';
import { newerBy } from '../endpoints/update-user';
import { onceAtATime, renewable, renewTokens, withFreshTokens } from '../session/renewal';
import { claimsOf, userIdOf } from '../session/token-claims';
import { isToken, isUser, userIn } from '../session/user';
import type { OidcTokens } from '../session/user';
import { refreshToken, updateUser, user as currentUser } from './authing-js-sdk';
import type { RefreshToken, SdkAuthenticationClient, UpdateUserInput, User } from './authing-js-sdk';
import { formEncoded } from './addresses';
import { copyable, invalidArgument } from './invalid-argument';
import { udfValues } from './udf-values';
import { isObject } from '../is-object';

/** One of the SDK's GraphQL operations; each has its own type of variables. */
export type Operation = (
  client: SdkAuthenticationClient['graphqlClient'],
  tokens: SdkAuthenticationClient['tokenProvider'],
  variables: never,
) => Promise<unknown>;

/** What the SDK's method resolves with; it has no name there. */
export type UdfValues = Awaited<ReturnType<SdkAuthenticationClient['setUdfValue']>>;

/** The SDK's client as this package makes it. */
export type OwnClient = SdkAuthenticationClient & KernelClient;

/** Runs an operation and resolves with its one field. */
export async function ask(client: SdkAuthenticationClient, operation: Operation, variables: object): Promise<unknown> {
  const answer = (await operation(client.graphqlClient, client.tokenProvider, variables as never)) as Record<string, unknown>;
  return answer[Object.keys(answer)[0]!];
}

/** Runs an operation whose answer is the signed-in user. */
export async function askAboutMe(client: SdkAuthenticationClient, operation: Operation, variables: object): Promise<User> {
  const token = client.tokenProvider.getToken();
  return updateSignedInUser(client, readUser(await ask(client, operation, variables)), token);
}

/** @throws AuthingError reason `unauthenticated`: no token, or one that has expired by this phone's clock and cannot be renewed */
export function signedInId(client: OwnClient): string {
  const { tokenProvider } = client;
  const token = tokenProvider.getToken();
  const claims = claimsOf(token || '');
  const expired = typeof claims.exp === 'number' && claims.exp * 1000 <= Date.now() && !renewable(client);
  const user = tokenProvider.getUser();
  const id = userIdOf(claims) || (user && user.id);
  if (!token || !id || expired) throw new AuthingError('unauthenticated', { stage: 'session', ...(expired && { code: 2206 }) });
  return id;
}

/** @throws AuthingError reason `invalid_argument`: no user */
export function addToUser({ tokenProvider }: SdkAuthenticationClient, user: User): void {
  if (!isUser(user)) throw invalidArgument('user: { id }');
  const known = tokenProvider.getUser();
  const same = known && known.id === user.id ? known : undefined;
  tokenProvider.setUser({ ...same, ...user, ...(!user.token && same && { token: same.token }) } as User);
}

/** The signed-in user as Authing knows them now. */
export async function askWhoIAm(client: OwnClient): Promise<User | null> {
  const token = client.tokenProvider.getToken();
  if (oidcOf(client)) {
    const { user: profile } = await byV3(client, (signedIn) => getProfile(client, signedIn))
      .then((found): { user?: unknown } => ({ user: found }))
      .catch(nobodyIfSignedOut);
    return profile ? updateSignedInUser(client, readUser(profile), token) : null;
  }
  const { user } = await currentUser(client.graphqlClient, client.tokenProvider, {}).catch(nobodyIfSignedOut);
  return user ? updateSignedInUser(client, readUser(user), token) : null;
}

export async function updateProfile(
  client: OwnClient,
  updates: UpdateUserInput,
  options?: { emailToken?: string; phoneToken?: string } | null,
): Promise<User> {
  const id = client.checkLoggedIn();
  if (!isObject(updates)) throw invalidArgument('updates: object');
  const input = { ...copyable(updates) };
  delete input.password;
  const { emailToken, phoneToken } = options || {};
  // v3 knows no such proofs.
  if (oidcOf(client) && !emailToken && !phoneToken) {
    const token = client.tokenProvider.getToken();
    const user = await byV3(client, (signedIn) => updateV3Profile(client, signedIn, input));
    return updateSignedInUser(client, readUser(user), token);
  }
  return askAboutMe(client, updateUser, { id, input, emailToken, phoneToken });
}

/** The tokens of v3, where it signed in. */
function oidcOf({ tokenProvider }: Pick<KernelClient, 'tokenProvider'>): OidcTokens | undefined {
  return tokenProvider.session && tokenProvider.session.oidc;
}

/** Asks v3 as the signed-in user. */
function byV3<T>(client: OwnClient, request: (signedIn: SignedIn) => Promise<T>): Promise<T> {
  const send = (): Promise<T> => request({ token: client.tokenProvider.getToken() as string, oidc: oidcOf(client) as OidcTokens });
  return withFreshTokens(client, send, true);
}

export async function renewToken(client: OwnClient): Promise<RefreshToken> {
  if (renewable(client)) {
    const { token: renewed } = await renewTokens(client);
    const { iat = null, exp = null } = claimsOf(renewed) as { iat?: number; exp?: number };
    return { token: renewed, iat, exp };
  }
  const token = client.tokenProvider.getToken();
  const renewed = await onceAtATime(`${client.baseClient.appHost} ${token}`, () => askForToken(client));
  // Whoever signed in or out meanwhile has the last word.
  if (client.tokenProvider.getToken() === token) client.setToken(renewed.token as string);
  return renewed;
}

async function askForToken(client: SdkAuthenticationClient): Promise<RefreshToken> {
  const renewed = (await ask(client, refreshToken, {})) as RefreshToken | null;
  if (!renewed || !isToken(renewed.token)) throw new AuthingError('server', { stage: 'request' });
  return renewed;
}

/** Signs out here first, then at Authing. */
export async function signOut(client: OwnClient, path: string): Promise<void> {
  const token = client.tokenProvider.getToken();
  const told = token ? endAll(client, path, token) : Promise.resolve();
  try {
    // The request has its token already: whatever becomes of it, nobody is signed in here any more.
    client.tokenProvider.clearUser();
  } catch (error) {
    return told.then(() => {
      throw error;
    });
  }
  return told;
}

/** Tells Authing, and revokes what v3 handed out; each is tried, whatever becomes of the others. */
async function endAll(client: OwnClient, path: string, token: string): Promise<void> {
  const { accessToken, refreshToken } = oidcOf(client) || ({} as Partial<OidcTokens>);
  const ends = [endSession(client, path, token)];
  [refreshToken, accessToken].forEach((oidcToken) => {
    if (oidcToken) ends.push(revoke(client, oidcToken));
  });
  await Promise.all(ends);
}

/** RFC 7009, without a secret, which has no place on a phone. */
async function revoke(client: OwnClient, token: string): Promise<void> {
  await client.naiveHttpClient
    .request({
      method: 'POST',
      url: `${client.baseClient.appHost}/oidc/token/revocation`,
      data: formEncoded({ client_id: client.options.appId, token }),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    .catch((error: AuthingError) => {
      throw toldNot(error);
    });
}

/** Here nobody is signed in any more, whatever Authing has heard. */
function toldNot(error: AuthingError): AuthingError {
  const { reason, code, message } = error;
  return new AuthingError(reason, { stage: 'logout', code, message, retryable: false, data: { signedOutLocally: true }, cause: error });
}

async function endSession({ httpClient, baseClient }: SdkAuthenticationClient, path: string, token: string): Promise<void> {
  await httpClient.request({
    method: 'GET',
    url: baseClient.appHost + path,
    headers: { authorization: `Bearer ${token}` },
    rescue: (error: AuthingError) => {
      const { reason } = error;
      const status = reason === 'http' ? (error.data as { status: number }).status : 0;
      // Authing had ended this session before: that is what was wanted. Where a browser goes next is not asked.
      if (reason === 'unauthenticated' || (status >= 300 && status < 400)) return;
      throw toldNot(error);
    },
  } as HttpRequest);
}

/** Updates the user who was signed in with `token`, unless somebody signed in or out meanwhile. */
function updateSignedInUser(client: SdkAuthenticationClient, user: User, token: string | null): User {
  const now = client.tokenProvider.getToken();
  // A token of v3 may have been renewed on the way.
  if (now !== token && !(now && token && oidcOf(client) && userIdOf(claimsOf(now)) === userIdOf(claimsOf(token)))) return user;
  const known = client.tokenProvider.getUser();
  // Answers come in any order.
  if (!known || known.id !== user.id || !(newerBy(user, known) < 0)) client.setCurrentUser(user);
  return client.tokenProvider.getUser() || user;
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
