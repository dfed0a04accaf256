import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { appHostOf } from '../http/options';
import { isToken, userIn } from '../session/user';
import type { OidcTokens, User } from '../session/user';

/*
 * Authing's v3 API: its tokens and its profile, in the words of v2, which the whole package speaks.
 */

/** What v3 answers to a sign-in, and the token endpoint to a refresh token. */
interface TokenAnswer {
  access_token?: unknown;
  id_token?: unknown;
  refresh_token?: unknown;
}

/** The id_token, or where there is none the access token, is the user's `token`. */
export interface SignedIn {
  token: string;
  oidc: OidcTokens;
}

/** @throws AuthingError reason `server`: no tokens */
export function signedInBy(answer: unknown): SignedIn {
  const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = (answer || {}) as TokenAnswer;
  if (!isToken(accessToken)) throw new AuthingError('server', { stage: 'request' });
  return { token: isToken(idToken) ? idToken : accessToken, oidc: { accessToken, ...(isToken(refreshToken) && { refreshToken }) } };
}

/** Whose access token it is. */
export function getProfile(client: KernelClient, signedIn: SignedIn): Promise<User> {
  return ask(client, signedIn, 'GET', 'get-profile');
}

/** @returns the user, with what was changed */
export function updateProfile(client: KernelClient, signedIn: SignedIn, input: object): Promise<User> {
  return ask(client, signedIn, 'POST', 'update-profile', input);
}

function ask(
  { options, httpClient }: KernelClient,
  { token, oidc }: SignedIn,
  method: 'GET' | 'POST',
  endpoint: string,
  data?: object,
): Promise<User> {
  return httpClient.request({
    method,
    url: `${appHostOf(options)}/api/v3/${endpoint}`,
    // v3 wants it bare.
    headers: { authorization: oidc.accessToken },
    ...(data && { data }),
    read: (answer) => userOf(answer, token),
  }) as Promise<User>;
}

/** @throws AuthingError reason `server`: no profile */
function userOf(answer: unknown, token: string): User {
  const profile = (answer || {}) as Record<string, unknown>;
  const renamed: Record<string, unknown> = { ...profile, id: profile.userId, lastIP: profile.lastIP || profile.lastIp, token };
  delete renamed.userId;
  delete renamed.lastIp;
  const user = userIn(renamed);
  if (!user) throw new AuthingError('server', { stage: 'request' });
  return user;
}
