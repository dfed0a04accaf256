import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { appHostOf } from '../http/options';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import type { HttpRequest } from '../http/http-client';
import { withFreshTokens } from '../session/renewal';
import type { OidcTokens, User } from '../session/user';

/** What v3 calls a text message that an account is deleted by. */
const DELETION = 'CHANNEL_DELETE_ACCOUNT';

/**
 * Signs out on this phone at once, and tells Authing, as often as that can help: whoever is offline has signed out, too.
 * @param hold gets the function that tells pages
 * @throws AuthingError reason `storage`
 */
export function signOut(client: KernelClient, hold: HoldNews): void {
  const { httpClient, options, tokenProvider } = client;
  const token = tokenProvider.getToken();
  const { accessToken, refreshToken } = (tokenProvider.session && tokenProvider.session.oidc) || ({} as Partial<OidcTokens>);
  clear(client, hold);
  if (!token) return;
  const request = {
    url: `${appHostOf(options)}/api/v2/logout?app_id=${options.appId}`,
    headers: { authorization: `Bearer ${token}` },
    rescue: (error: AuthingError) => {
      // Authing had ended this session before: that is what was wanted.
      if (error.reason !== 'unauthenticated') throw error;
    },
  };
  // `onError` has heard what it fails of; on this phone nobody is signed in, whatever it is.
  const tell = (asked: HttpRequest): void => {
    tryAgain(() => httpClient.request(asked), afterNoAnswer, options.timeout).catch(() => undefined);
  };
  tell(request);
  // RFC 7009: what v3 handed out is revoked, too.
  [refreshToken, accessToken].forEach((oidcToken) => {
    if (!oidcToken) return;
    tell({
      method: 'POST',
      url: `${appHostOf(options)}/oidc/token/revocation`,
      data: `client_id=${encodeURIComponent(options.appId)}&token=${encodeURIComponent(oidcToken)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      unSetToken: true,
      notHandleRes: true,
    });
  });
}

/** Sends the code that an account is deleted by to the account's own number. @throws AuthingError */
export function sendDeletionCode(client: KernelClient, user: Pick<User, 'phone'>): Promise<unknown> {
  return post(client, '/api/v3/send-sms', { channel: DELETION, ...numberOf(user) });
}

/**
 * Deletes the account of whoever is signed in, for good, and signs out on this phone.
 * @param passCode of {@link sendDeletionCode}
 * @throws AuthingError code 2001, 2300: wrong or old code
 */
export function deleteAccount(client: KernelClient, user: User, passCode: string, hold: HoldNews): Promise<void> {
  const phonePassCodePayload = { ...numberOf(user), passCode };
  let unanswered = false;
  return post(client, '/api/v3/verify-delete-account-request', { verifyMethod: 'PHONE_PASSCODE', phonePassCodePayload })
    .then((answer) => {
      const { deleteAccountToken } = (answer || {}) as { deleteAccountToken?: unknown };
      if (typeof deleteAccountToken !== 'string') throw new AuthingError('server', { stage: 'request' });
      const step = (): Promise<unknown> =>
        post(client, '/api/v3/delete-account', { deleteAccountToken }).catch((error: AuthingError) => {
          // The answer was lost, not the request: there is nobody left whose account could be deleted.
          if (unanswered && (error.reason === 'unauthenticated' || error.code === 2004)) return undefined;
          unanswered = true;
          throw error;
        });
      return tryAgain(step, afterNoAnswer, client.options.timeout);
    })
    .then(() => clear(client, hold));
}

function clear({ tokenProvider }: KernelClient, hold: HoldNews): void {
  const change = (): void => tokenProvider.clearUser();
  // A store of the app's own (the SDK's `tokenProvider` option) has no session.
  if (tokenProvider.session) tokenProvider.session.quietly(change, hold);
  else change();
}

/** As v3 wants it; mainland China is understood. */
function numberOf(user: Pick<User, 'phone'>): object {
  const { phone, phoneCountryCode } = user as { phone?: string | null; phoneCountryCode?: string | null };
  return { phoneNumber: phone, ...(phoneCountryCode && { phoneCountryCode }) };
}

function post(client: KernelClient, path: string, data: object): Promise<unknown> {
  const { httpClient, options, tokenProvider } = client;
  const send = (): Promise<unknown> => {
    const oidc = tokenProvider.session && tokenProvider.session.oidc;
    const headers = oidc && { authorization: oidc.accessToken };
    return httpClient.request({ method: 'POST', url: appHostOf(options) + path, data, ...(headers && { headers }) });
  };
  return withFreshTokens(client, send, true);
}
