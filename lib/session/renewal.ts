import type { Session } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { signedInBy } from '../endpoints/v3';
import type { SignedIn } from '../endpoints/v3';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import { dataOf, envelopeIn, fitToShow, httpError, isSuccess } from '../http/answer';
import { authingHeaders } from '../http/headers';
import { appHostOf } from '../http/options';
import { reporting } from '../http/report';
import { isObject } from '../is-object';
import { appSingleton } from '../wx/app-singleton';
import { wxRequest } from '../wx/request';
import type { WxResponse } from '../wx/request';
import { expiryOf } from './expiry';
import { isToken } from './user';

/** A token is renewed when it has less than this (ms) to live: the request that carries it takes a while. */
const EARLY = 10_000;

type Client = Pick<KernelClient, 'options' | 'tokenProvider'>;
type OidcSession = Pick<Session, 'oidc' | 'token' | 'user' | 'start' | 'end'>;

/** The session of a client whose sign-in can be renewed; undefined for any other. */
export function renewable({ tokenProvider }: Client): OidcSession | undefined {
  const session = tokenProvider.session as OidcSession | undefined;
  return session && session.oidc && isToken(session.oidc.refreshToken) ? session : undefined;
}

/**
 * Sends a request with tokens that are valid: they are renewed first where they have expired, or when Authing says so, once. Nothing has
 * been done of what Authing refused for its token, so it is sent again whatever it does. Where no tokens can be renewed it is just sent.
 * @param send takes the tokens from the session
 * @param isV3 what v2 refuses with new tokens, it does not know how to take
 */
export function withFreshTokens<T>(client: Client, send: () => Promise<T>, isV3 = false): Promise<T> {
  const session = renewable(client);
  if (!session) return send();
  const afresh = (): Promise<T> =>
    renewTokens(client)
      .then(send)
      .catch(isV3 ? rethrow : notForV3);
  if (expiryOf(session.token as string) - EARLY <= Date.now()) return afresh();
  const sent = session.token;
  return send().catch((error: unknown) => {
    if (!isSignedOut(error)) throw error;
    // Somebody has renewed them since.
    if (session.token !== sent && renewable(client)) return send();
    if (!renewable(client)) throw error;
    return afresh();
  });
}

/**
 * New tokens for the signed-in user. Calls that overlap, of whichever client and copy of the package, share one request: a refresh token is
 * good once.
 * @throws AuthingError reason `unauthenticated`: Authing takes the refresh token no more; nobody is signed in then
 */
export function renewTokens(client: Client): Promise<SignedIn> {
  const session = renewable(client);
  if (!session) return Promise.reject(new AuthingError('unauthenticated', { stage: 'session' }));
  const refreshToken = (session.oidc as { refreshToken: string }).refreshToken;
  const isStill = (): boolean => !!session.oidc && session.oidc.refreshToken === refreshToken;
  return onceAtATime(`oidc ${appHostOf(client.options)} ${refreshToken}`, () =>
    askForTokens(client, refreshToken).then(
      ({ token, oidc }) => {
        // Whoever signed in or out meanwhile has the last word.
        if (isStill()) keep(session, { token, oidc: { refreshToken, ...oidc } });
        return { token, oidc };
      },
      (error: unknown) => {
        if (isSignedOut(error) && isStill()) session.end();
        throw error;
      },
    ),
  );
}

/** What is under way by this name in any copy of the package, else what `begin` begins. */
export function onceAtATime<T>(name: string, begin: () => Promise<T>): Promise<T> {
  const underWay = appSingleton<Record<string, Promise<unknown> | undefined>>('refresh', () => ({}));
  const known = underWay[name] as Promise<T> | undefined;
  if (known) return known;
  const request = begin();
  const ended = (): void => {
    delete underWay[name];
  };
  request.then(ended, ended);
  return (underWay[name] = request) as Promise<T>;
}

function keep(session: OidcSession, { token, oidc }: SignedIn): void {
  const { user } = session;
  try {
    session.start(token, user && { ...user, token }, oidc);
  } catch (error) {
    // They hold until the restart.
    console.warn(error);
  }
}

/** RFC 6749, 6; without a secret, which has no place on a phone. */
function askForTokens({ options }: Client, refreshToken: string): Promise<SignedIn> {
  const form = { client_id: options.appId, grant_type: 'refresh_token', refresh_token: refreshToken };
  return reporting(options, () =>
    wxRequest({
      method: 'POST',
      url: `${appHostOf(options)}/oidc/token`,
      header: authingHeaders(options, null, { 'content-type': 'application/x-www-form-urlencoded' }),
      data: (Object.keys(form) as (keyof typeof form)[]).map((field) => `${field}=${encodeURIComponent(form[field])}`).join('&'),
      timeout: options.timeout,
    }).then((response) => {
      if (isSuccess(response) && !envelopeIn(response.data)) return signedInBy(response.data);
      throw refusal(response);
    }),
  );
}

/** RFC 6749, 5.2: `{ error, error_description }`; a gateway may put it into Authing's envelope. */
function refusal(response: WxResponse): unknown {
  const { data, status } = response;
  const { error, error_description: description } = (isObject(data) ? data : {}) as { error?: unknown; error_description?: unknown };
  if (error === 'invalid_grant') return new AuthingError('unauthenticated', { stage: 'session', data });
  if (typeof error !== 'string') {
    try {
      dataOf(response);
    } catch (refused) {
      return refused;
    }
    return httpError(response);
  }
  const message = fitToShow(typeof description === 'string' ? description : error);
  // A client that has to authenticate does so with a secret: nothing the user can do, and no reason to sign anybody out.
  return new AuthingError('server', { stage: 'request', code: status, message, data });
}

function isSignedOut(error: unknown): boolean {
  return error instanceof AuthingError && error.reason === 'unauthenticated';
}

function rethrow(error: unknown): never {
  throw error;
}

/** The tokens are new and valid, so it is not they: to sign in again, and pay for it, would not help. */
function notForV3(error: unknown): never {
  if (!isSignedOut(error) || (error as AuthingError).stage === 'session') throw error;
  const { code, data } = error as AuthingError;
  throw new AuthingError('unsupported', {
    stage: 'request',
    code,
    data,
    cause: error,
    message: say(
      'Authing 的此接口不接受动态令牌登录的 token：请用 login-button 或 flow="encrypted" 登录',
      'Authing does not take the token of a sign-in by phone token here: sign in with login-button or flow="encrypted"',
    ),
  });
}
