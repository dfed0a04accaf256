import { AuthingError } from '../errors/authing-error';
import type { HttpRequest } from '../http/http-client';
import { claimsOf, userIdOf } from '../session/token-claims';
import { isToken, isUser, userIn } from '../session/user';
import { appSingleton } from '../wx/app-singleton';
import { refreshToken, updateUser, user as currentUser } from './authing-js-sdk';
import type { RefreshToken, SdkAuthenticationClient, UpdateUserInput, User } from './authing-js-sdk';
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

/** Runs an operation and resolves with its one field. */
export async function ask(
  { graphqlClient, tokenProvider }: SdkAuthenticationClient,
  operation: Operation,
  field: string,
  variables: object,
): Promise<unknown> {
  return ((await operation(graphqlClient, tokenProvider, variables as never)) as Record<string, unknown>)[field];
}

/** Runs an operation whose answer is the signed-in user. */
export async function askAboutMe(client: SdkAuthenticationClient, operation: Operation, field: string, variables: object): Promise<User> {
  const token = client.tokenProvider.getToken();
  return updateSignedInUser(client, readUser(await ask(client, operation, field, variables)), token);
}

/** @throws AuthingError reason `unauthenticated`: no token, or one that has expired by this phone's clock */
export function signedInId({ tokenProvider }: SdkAuthenticationClient): string {
  const token = tokenProvider.getToken();
  const claims = claimsOf(token || '');
  const expired = typeof claims.exp === 'number' && claims.exp * 1000 <= Date.now();
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
export async function askWhoIAm(client: SdkAuthenticationClient): Promise<User | null> {
  const token = client.tokenProvider.getToken();
  const { user } = await currentUser(client.graphqlClient, client.tokenProvider, {}).catch(nobodyIfSignedOut);
  return user ? updateSignedInUser(client, readUser(user), token) : null;
}

export async function updateProfile(
  client: SdkAuthenticationClient,
  updates: UpdateUserInput,
  options?: { emailToken?: string; phoneToken?: string } | null,
): Promise<User> {
  const id = client.checkLoggedIn();
  if (!isObject(updates)) throw invalidArgument('updates: object');
  const input = { ...copyable(updates) };
  delete input.password;
  const { emailToken, phoneToken } = options || {};
  return askAboutMe(client, updateUser, 'updateUser', { id, input, emailToken, phoneToken });
}

export async function renewToken(client: SdkAuthenticationClient): Promise<RefreshToken> {
  const token = client.tokenProvider.getToken();
  const renewed = await renewedOnce(client, `${client.baseClient.appHost} ${token}`);
  // Whoever signed in or out meanwhile has the last word.
  if (client.tokenProvider.getToken() === token) client.setToken(renewed.token as string);
  return renewed;
}

/** The answer that is under way under this name, else to a new request. */
function renewedOnce(client: SdkAuthenticationClient, name: string): Promise<RefreshToken> {
  const underWay = appSingleton<Record<string, Promise<RefreshToken> | undefined>>('refresh', () => ({}));
  const known = underWay[name];
  if (known) return known;
  const request = askForToken(client);
  const ended = (): void => {
    delete underWay[name];
  };
  request.then(ended, ended);
  return (underWay[name] = request);
}

async function askForToken(client: SdkAuthenticationClient): Promise<RefreshToken> {
  const renewed = (await ask(client, refreshToken, 'refreshToken', {})) as RefreshToken | null;
  if (!renewed || !isToken(renewed.token)) throw new AuthingError('server', { stage: 'request' });
  return renewed;
}

/** Signs out here first, then at Authing. */
export async function signOut(client: SdkAuthenticationClient, path: string): Promise<void> {
  const token = client.tokenProvider.getToken();
  const told = token ? endSession(client, path, token) : Promise.resolve();
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

async function endSession({ httpClient, baseClient }: SdkAuthenticationClient, path: string, token: string): Promise<void> {
  await httpClient.request({
    method: 'GET',
    url: baseClient.appHost + path,
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

/** Updates the user who was signed in with `token`, unless somebody signed in or out meanwhile. */
function updateSignedInUser(client: SdkAuthenticationClient, user: User, token: string | null): User {
  if (client.tokenProvider.getToken() !== token) return user;
  client.setCurrentUser(user);
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
