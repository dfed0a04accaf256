import type { ICasParams, ILogoutParams, IOauthParams, IOidcParams, SdkAuthenticationClientOptions } from './authing-js-sdk';
import { invalidArgument } from './invalid-argument';
import { randomText } from './random-text';

type Options = Pick<SdkAuthenticationClientOptions, 'appId' | 'protocol' | 'redirectUri'>;

/** An address with what is defined of `params` behind it. */
function address(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = formEncoded(params);
  return query ? `${path}?${query}` : path;
}

/** Where a user authorizes the app in a browser (`<web-view>`, another device), for each protocol. */
export function authorizeAddress(
  appHost: string,
  { appId, protocol, redirectUri }: Options,
  params?: IOidcParams | IOauthParams | ICasParams | null,
): string {
  const { service } = (params || {}) as ICasParams;
  if (protocol === 'cas') return address(`${appHost}/cas-idp/${appId}`, { service });
  if (protocol === 'saml') return `${appHost}/api/v2/saml-idp/${appId}`;
  if (protocol !== 'oidc' && protocol !== 'oauth') throw invalidArgument('protocol: oidc | oauth | saml | cas');
  const given = (params || {}) as IOidcParams;
  const oidc = protocol === 'oidc';
  const scope = given.scope || (oidc ? 'openid profile email phone address' : 'user');
  return address(`${appHost}/${protocol}/auth`, {
    state: given.state || randomText(16),
    scope,
    client_id: given.appId || appId,
    redirect_uri: given.redirectUri || redirectUri,
    response_type: given.responseType || 'code',
    ...(oidc && {
      nonce: given.nonce || randomText(16),
      prompt: scope.indexOf('offline_access') < 0 ? undefined : 'consent',
      response_mode: given.responseMode,
      code_challenge: given.codeChallenge,
      code_challenge_method: given.codeChallengeMethod,
      tenant_id: given.tenantId,
    }),
  });
}

/** Where a user signs out in a browser. */
export function logoutAddress(appHost: string, { protocol }: Options, params?: ILogoutParams | null): string {
  const { expert, redirectUri, idToken } = params || ({} as Partial<ILogoutParams>);
  if (protocol === 'cas') return address(`${appHost}/cas-idp/logout`, { url: redirectUri });
  if (protocol !== 'oidc' || !expert) return address(`${appHost}/login/profile/logout`, { redirect_uri: redirectUri });
  if (!idToken !== !redirectUri) throw invalidArgument('idToken + redirectUri');
  return address(`${appHost}/oidc/session/end`, { id_token_hint: idToken, post_logout_redirect_uri: redirectUri });
}

/**
 * The domain of Authing's public cloud that a host is in (`core.authing.cn`: `authing.cn`); undefined for a private deployment.
 * Services beside the host (`ws.…`, `openevent.…`) are known for the public cloud alone; anywhere else an option has to name them.
 */
export function publicCloudDomain(appHost: string): string | undefined {
  return (/^https:\/\/[\w-]+\.((?:[\w-]+\.)*authing\.cn)(?:\/|$)/.exec(appHost) || [])[1];
}

/** `application/x-www-form-urlencoded`, byte for byte as URLSearchParams writes it; undefined and null are left out. */
export function formEncoded(params: Readonly<Record<string, string | null | undefined>>): string {
  return Object.keys(params)
    .filter((name) => params[name] !== undefined && params[name] !== null)
    .map((name) => `${encoded(name)}=${encoded(String(params[name]))}`)
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}
