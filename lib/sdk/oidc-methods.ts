import { AuthingError } from '../errors/authing-error';
import { formEncoded } from './addresses';
import type { SdkAuthenticationClient, SigninByCredentialsDto } from './authing-js-sdk';
import { toBase64, toBase64Url } from './crypto/base64';
import { utf8 } from './crypto/bytes';
import { sha256 } from './crypto/sha256';
import { copyable, invalidArgument } from './invalid-argument';
import { randomText } from './random-text';

/** What a token endpoint answers (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3). */
export interface TokenSet {
  access_token: string;
  token_type: string;
  /** seconds */
  expires_in: number;
  id_token?: string;
  refresh_token?: string;
  scope?: string;
}

/** What an introspection endpoint answers (RFC 7662, 2.2). */
export interface TokenIntrospection {
  active: boolean;
  [claim: string]: unknown;
}

/** What the userinfo endpoint answers (OpenID Connect Core, 5.3.2). */
export interface UserInfo {
  sub: string;
  [claim: string]: unknown;
}

/** What `signinByCredentials` resolves with: tokens, or a code to exchange for them. */
export interface CredentialsAnswer {
  scope?: string;
  access_token?: string;
  id_token?: string;
  refresh_token?: string;
  token_type: string;
  /** seconds */
  expire_in?: number;
  code?: string;
  /** What was given, or a random one. */
  state: string;
}

type Form = Record<string, string | null | undefined>;

/**
 * The SDK calls these answers `any`, so that is what they are: code written for it compiles as it stands. To have an answer checked,
 * say what it is: `const tokens: TokenSet = await authing.getAccessTokenByCode(code)`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the SDK's type
export type Unchecked<_Answer> = any;

export function tokenByCode(client: SdkAuthenticationClient, code: string, { codeVerifier }: { codeVerifier?: string }): Promise<unknown> {
  const { tokenEndPointAuthMethod, redirectUri } = client.options;
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
  return postAsClient(client, '/token', tokenEndPointAuthMethod, form);
}

export function tokenByRefreshToken(client: SdkAuthenticationClient, refreshToken: string): Promise<unknown> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return postAsClient(client, '/token', client.options.tokenEndPointAuthMethod, form);
}

export async function tokenById(
  client: SdkAuthenticationClient,
  { redirectUri, idToken, scope = '' }: { redirectUri: string; idToken: string; scope?: string },
): Promise<unknown> {
  return postForm(client, '/token', {
    client_id: client.options.appId,
    grant_type: 'http://authing.cn/oidc/grant_type/authing_token',
    redirect_uri: redirectUri,
    token: idToken,
    scope,
  });
}

export async function tokenByCredentials(
  client: SdkAuthenticationClient,
  scope: string,
  keys?: { accessKey: string; accessSecret: string } | null,
): Promise<unknown> {
  if (!scope) throw invalidArgument('scope');
  if (!keys) throw invalidArgument('{ accessKey, accessSecret }');
  return postForm(client, '/token', {
    client_id: keys.accessKey || client.options.appId,
    client_secret: keys.accessSecret || client.options.secret,
    grant_type: 'client_credentials',
    scope,
  });
}

export function introspectToken(client: SdkAuthenticationClient, token: string): Promise<unknown> {
  return postAsClient(client, '/token/introspection', client.options.introspectionEndPointAuthMethod, { token });
}

/**
 * Posts to an endpoint as the client that this app is.
 * @param authMethod how the client shows at this endpoint that it is the client (OpenID Connect Core, 9)
 */
async function postAsClient(client: SdkAuthenticationClient, path: string, authMethod: string | undefined, form: Form): Promise<unknown> {
  const { appId, secret } = client.options;
  if (authMethod === 'none') return postForm(client, path, { client_id: appId, ...form });
  if (!secret) throw invalidArgument('secret');
  if (authMethod === 'client_secret_post') return postForm(client, path, { client_id: appId, client_secret: secret, ...form });
  if (authMethod === 'client_secret_basic') return postForm(client, path, form, `Basic ${toBase64(utf8(`${appId}:${secret}`))}`);
  throw invalidArgument('…EndPointAuthMethod: client_secret_post | client_secret_basic | none');
}

async function postForm(client: SdkAuthenticationClient, path: string, form: Form, authorization?: string): Promise<unknown> {
  return client.naiveHttpClient.request({
    method: 'POST',
    url: endpoint(client, path),
    data: formEncoded(form),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...(authorization && { Authorization: authorization }) },
  });
}

function endpoint({ options, baseClient }: SdkAuthenticationClient, path: string): string {
  const { protocol } = options;
  if (protocol !== 'oidc' && protocol !== 'oauth') throw invalidArgument('protocol: oidc | oauth');
  return `${baseClient.appHost}/${protocol}${path}`;
}

/** @throws AuthingError reason `invalid_argument`: OAuth 2.0 has no such way of revoking */
export async function revokeToken(client: SdkAuthenticationClient, token: string): Promise<boolean> {
  const { protocol, revocationEndPointAuthMethod } = client.options;
  if (protocol === 'oauth' && revocationEndPointAuthMethod === 'client_secret_basic') {
    throw invalidArgument('revocationEndPointAuthMethod: OAuth 2.0 + client_secret_basic');
  }
  await postAsClient(client, '/token/revocation', revocationEndPointAuthMethod, { token });
  return true;
}

/** Where the token goes: `query`, `header`, or, with POST, `body`. */
export interface UserInfoOptions {
  method?: 'POST' | 'GET';
  tokenPlace?: 'query' | 'header' | 'body';
}

export async function userInfo(client: SdkAuthenticationClient, accessToken: string, options?: UserInfoOptions | null): Promise<unknown> {
  const given = options || {};
  const method = given.method || 'GET';
  const tokenPlace = given.tokenPlace || 'query';
  if (['POST', 'GET'].indexOf(method) < 0) throw invalidArgument('method: POST | GET');
  if (['query', 'header', 'body'].indexOf(tokenPlace) < 0 || (method === 'GET' && tokenPlace === 'body')) {
    throw invalidArgument('tokenPlace: query | header | body (POST)');
  }
  const token = { access_token: accessToken };
  return client.naiveHttpClient.request({
    method,
    url: endpoint(client, '/me'),
    ...(tokenPlace === 'query' && { params: token }),
    ...(tokenPlace === 'header' && { headers: { Authorization: `Bearer ${accessToken}` } }),
    ...(tokenPlace === 'body' && { data: formEncoded(token), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
  });
}

export async function signInByCredentials(client: SdkAuthenticationClient, params: SigninByCredentialsDto): Promise<CredentialsAnswer> {
  const options = { ...copyable(params).options };
  if (options.autoRedirect) throw new AuthingError('unsupported', { stage: 'request', message: 'autoRedirect → { code, state }' });
  const { redirectUri } = client.options;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- the SDK's enumerations do not exist at run time
  if (options.responseType === 'code' && !options.redirectUri && redirectUri) options.redirectUri = redirectUri;
  const tokens = (await client.httpClient.request({
    method: 'POST',
    url: `${client.baseClient.appHost}/api/v3/signin`,
    data: { ...params, ...(params.options && { options }) },
    unSetToken: true,
  })) as Omit<CredentialsAnswer, 'state'>;
  return { ...tokens, state: options.state || randomText(8) };
}

/** RFC 7636, 4.2: what stands for a code verifier in the address. */
export function codeChallengeDigest(codeChallenge: string, method: string): string {
  if (!codeChallenge) throw invalidArgument('codeChallenge');
  if (method === 'plain') return codeChallenge;
  if (method !== 'S256') throw invalidArgument('method: S256 | plain');
  return toBase64Url(sha256(utf8(codeChallenge)));
}
