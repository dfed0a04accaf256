import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { appHostOf } from '../http/options';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import type { HttpRequest } from '../http/http-client';
import { withFreshTokens } from '../session/renewal';
import type { OidcTokens, User } from '../session/user';
import type { NativeAnswer } from '../wx/connection';
import { profileOwner, tokensOf } from './update-user';
import type { ProfileOwner } from './update-user';

/** A deletion from when somebody is asked whether they mean it, until they think again: it may take more than one tap. */
export interface Deletion {
  /** Whose was sent and not answered: where Authing knows them no longer, they are gone. */
  unanswered?: string | undefined;
}

/** What WeChat says of a connection that ended after something may have been sent. Of any other (offline, no such host) nothing was. */
const CUT = /reset|close|abort|empty|change|interrupt|lost|hang up|中断/i;

/** What v3 calls a text message that an account is deleted by. */
const DELETION = 'CHANNEL_DELETE_ACCOUNT';

/**
 * Signs out on this phone at once, and tells Authing, as often as that can help: whoever is offline has signed out, too.
 * @param hold gets the function that tells pages
 * @throws AuthingError reason `storage`: nobody knows who is signed in
 */
export function signOut(client: KernelClient, hold: HoldNews): void {
  const { tokenProvider } = client;
  const token = tokenProvider.getToken();
  const { accessToken, refreshToken } = (tokenProvider.session && tokenProvider.session.oidc) || ({} as Partial<OidcTokens>);
  clear(client, hold);
  if (token) tellAuthing(client, token, accessToken, refreshToken);
}

function tellAuthing({ httpClient, options }: KernelClient, token: string, accessToken?: string, refreshToken?: string): void {
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
export function sendDeletionCode(client: KernelClient, user: User): Promise<unknown> {
  return ownerOf(client, user).then((owner) => post(client, owner, '/api/v3/send-sms', { channel: DELETION, ...numberOf(user) }));
}

/**
 * Deletes the account of whoever is signed in, for good, and signs out on this phone. All of it is done as this user: whoever signs in
 * meanwhile stays.
 * @param passCode of {@link sendDeletionCode}
 * @throws AuthingError code 2001, 2300: wrong or old code
 */
export function deleteAccount(client: KernelClient, user: User, passCode: string, deletion: Deletion, hold: HoldNews): Promise<void> {
  const phonePassCodePayload = { ...numberOf(user), passCode };
  return ownerOf(client, user).then((owner) =>
    post(client, owner, '/api/v3/verify-delete-account-request', { verifyMethod: 'PHONE_PASSCODE', phonePassCodePayload })
      .then((answer) => {
        const { deleteAccountToken } = (answer || {}) as { deleteAccountToken?: unknown };
        if (typeof deleteAccountToken !== 'string') throw new AuthingError('server', { stage: 'request' });
        // Authing knows them: none has deleted them.
        deletion.unanswered = undefined;
        return deleteOwner(client, owner, deleteAccountToken, deletion);
      })
      .catch((error: AuthingError) => {
        if (isGone(client, owner, deletion, error)) return;
        // An answer of Authing's, to somebody who is there.
        if (error.code < 9000) deletion.unanswered = undefined;
        throw error;
      })
      .then(() => {
        const now = client.tokenProvider.getUser();
        // Also by other tokens: there is nobody left whose they could be.
        if (now && now.id === owner.id) clear(client, hold);
      }),
  );
}

function deleteOwner(client: KernelClient, owner: ProfileOwner, deleteAccountToken: string, deletion: Deletion): Promise<unknown> {
  const step = (): Promise<unknown> =>
    post(client, owner, '/api/v3/delete-account', { deleteAccountToken }).catch((error: AuthingError) => {
      if (isLost(error)) deletion.unanswered = owner.id;
      throw error;
    });
  return tryAgain(step, afterNoAnswer, client.options.timeout);
}

/** Sent, as far as a phone can tell, and the answer lost: it never came, or half of it, or a gateway has lost it. */
function isLost({ reason, code, data, cause }: AuthingError): boolean {
  if (reason === 'network') return CUT.test(String((cause as NativeAnswer | undefined)?.errMsg));
  return reason === 'timeout' || (reason === 'server' ? code > 9000 : reason === 'http' && /50[024]/.test(JSON.stringify(data)));
}

/** Their deletion was answered with nothing before, at this tap or an earlier one: there is nobody left whose account could be deleted. */
function isGone(client: KernelClient, owner: ProfileOwner, { unanswered }: Deletion, { reason, code, stage }: AuthingError): boolean {
  // With stage `session` their refresh token was refused, too. Who signed out on this phone meanwhile says nothing of the account.
  const isUnknown = reason === 'unauthenticated' && (stage === 'session' || isSignedIn(client, owner));
  return unanswered === owner.id && (isUnknown || code === 2004);
}

/** @throws AuthingError reason `unauthenticated`: somebody else is signed in, or nobody is */
function ownerOf(client: KernelClient, user: User): Promise<ProfileOwner> {
  return Promise.resolve().then(() => {
    const owner = profileOwner(client, 'tap');
    if (owner.id !== user.id) throw new AuthingError('unauthenticated', { stage: 'tap' });
    return owner;
  });
}

function isSignedIn(client: KernelClient, owner: ProfileOwner): boolean {
  return client.tokenProvider.getToken() === tokensOf(client, owner).token;
}

function clear({ tokenProvider }: KernelClient, hold: HoldNews): void {
  const change = (): void => {
    try {
      tokenProvider.clearUser();
    } catch (error) {
      // Signed out all the same. Whoever asks next who is signed in tries again to take it out of Storage.
      console.warn(error);
    }
  };
  // A store of the app's own (the SDK's `tokenProvider` option) has no session.
  if (tokenProvider.session) tokenProvider.session.quietly(change, hold);
  else change();
}

/** As v3 wants it; mainland China is understood. */
function numberOf(user: Pick<User, 'phone'>): object {
  const { phone, phoneCountryCode } = user as { phone?: string | null; phoneCountryCode?: string | null };
  return { phoneNumber: phone, ...(phoneCountryCode && { phoneCountryCode }) };
}

/** With the owner's tokens, whoever is signed in by then. */
function post(client: KernelClient, owner: ProfileOwner, path: string, data: object): Promise<unknown> {
  const { httpClient, options } = client;
  const send = (): Promise<unknown> => {
    const { token, oidc } = tokensOf(client, owner);
    const authorization = oidc ? oidc.accessToken : `Bearer ${token}`;
    return httpClient.request({ method: 'POST', url: appHostOf(options) + path, data, headers: { authorization } });
  };
  return owner.oidc && isSignedIn(client, owner) ? withFreshTokens(client, send, true) : send();
}
