import { AuthingError } from '../errors/authing-error';
import { toBase64, toBase64Url } from './crypto/base64';
import { utf8 } from './crypto/bytes';
import { sha256 } from './crypto/sha256';
import { formEncoded } from './addresses';
import { copyable, invalidArgument } from './invalid-argument';
import type { ICasParams, ILogoutParams, IOauthParams, IOidcParams, SigninByCredentialsDto } from './authing-js-sdk';
import { authorizeAddress, logoutAddress } from './addresses';
import { randomText } from './random-text';
import { SignInMethods } from './sign-in-methods';

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
type Unchecked<_Answer> = any;

/** The SDK's methods of OpenID Connect and OAuth 2.0; signatures are the SDK's. */
export class OidcMethods extends SignInMethods {
  override async getAccessTokenByCode(code: string, options?: { codeVerifier?: string } | null): Promise<Unchecked<TokenSet>> {
    const { codeVerifier } = options || {};
    return this.postAsClient('/token', this.options.tokenEndPointAuthMethod, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.options.redirectUri,
      code_verifier: codeVerifier,
    });
  }

  override getNewAccessTokenByRefreshToken(refreshToken: string): Promise<Unchecked<TokenSet>> {
    return this.postAsClient('/token', this.options.tokenEndPointAuthMethod, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
  }

  override async getAccessTokenByIdToken({
    redirectUri,
    idToken,
    scope = '',
  }: {
    redirectUri: string;
    idToken: string;
    scope?: string;
  }): Promise<Unchecked<TokenSet>> {
    return this.postForm('/token', {
      client_id: this.options.appId,
      grant_type: 'http://authing.cn/oidc/grant_type/authing_token',
      redirect_uri: redirectUri,
      token: idToken,
      scope,
    });
  }

  override async getAccessTokenByClientCredentials(
    scope: string,
    options?: { accessKey: string; accessSecret: string } | null,
  ): Promise<Unchecked<TokenSet>> {
    if (!scope) throw invalidArgument('scope');
    if (!options) throw invalidArgument('{ accessKey, accessSecret }');
    return this.postForm('/token', {
      client_id: options.accessKey || this.options.appId,
      client_secret: options.accessSecret || this.options.secret,
      grant_type: 'client_credentials',
      scope,
    });
  }

  override introspectToken(token: string): Promise<Unchecked<TokenIntrospection>> {
    const { introspectionEndPointAuthMethod } = this.options;
    return this.postAsClient('/token/introspection', introspectionEndPointAuthMethod, { token });
  }

  override async revokeToken(token: string): Promise<boolean> {
    const { protocol, revocationEndPointAuthMethod } = this.options;
    if (protocol === 'oauth' && revocationEndPointAuthMethod === 'client_secret_basic') {
      throw invalidArgument('revocationEndPointAuthMethod: OAuth 2.0 + client_secret_basic');
    }
    await this.postAsClient('/token/revocation', revocationEndPointAuthMethod, { token });
    return true;
  }

  override async getUserInfoByAccessToken(
    accessToken: string,
    options?: { method?: 'POST' | 'GET'; tokenPlace?: 'query' | 'header' | 'body' } | null,
  ): Promise<Unchecked<UserInfo>> {
    const given = options || {};
    const method = given.method || 'GET';
    const tokenPlace = given.tokenPlace || 'query';
    if (['POST', 'GET'].indexOf(method) < 0) throw invalidArgument('method: POST | GET');
    if (['query', 'header', 'body'].indexOf(tokenPlace) < 0 || (method === 'GET' && tokenPlace === 'body')) {
      throw invalidArgument('tokenPlace: query | header | body (POST)');
    }
    const token = { access_token: accessToken };
    return this.naiveHttpClient.request({
      method,
      url: this.endpoint('/me'),
      ...(tokenPlace === 'query' && { params: token }),
      ...(tokenPlace === 'header' && { headers: { Authorization: `Bearer ${accessToken}` } }),
      ...(tokenPlace === 'body' && { data: formEncoded(token), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
    });
  }

  /**
   * Signs in by Authing's v3 API and resolves with its tokens; the signed-in user of this client does not change.
   * @throws AuthingError reason `unsupported` for `autoRedirect`, which needs a browser window: take the `code` from the result
   */
  override async signinByCredentials(params: SigninByCredentialsDto): Promise<CredentialsAnswer> {
    const options = { ...copyable(params).options };
    if (options.autoRedirect) throw new AuthingError('unsupported', { stage: 'request', message: 'autoRedirect → { code, state }' });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- the SDK's enumerations do not exist at run time
    if (options.responseType === 'code' && !options.redirectUri && this.options.redirectUri) options.redirectUri = this.options.redirectUri;
    const tokens = (await this.httpClient.request({
      method: 'POST',
      url: `${this.baseClient.appHost}/api/v3/signin`,
      data: { ...params, ...(params.options && { options }) },
      unSetToken: true,
    })) as Omit<CredentialsAnswer, 'state'>;
    return { ...tokens, state: options.state || randomText(8) };
  }

  /** 43 letters and digits, for `codeVerifier`; where they come from: see `randomText`. */
  override generateCodeChallenge(): string {
    return randomText(43);
  }

  override getCodeChallengeDigest({ codeChallenge, method = 'S256' }: { codeChallenge: string; method: 'S256' | 'plain' }): string {
    if (!codeChallenge) throw invalidArgument('codeChallenge');
    if (method === 'plain') return codeChallenge;
    if (method !== 'S256') throw invalidArgument('method: S256 | plain');
    return toBase64Url(sha256(utf8(codeChallenge)));
  }

  override buildAuthorizeUrl(options?: IOidcParams | IOauthParams | ICasParams | null): string {
    return authorizeAddress(this.baseClient.appHost, this.options, options);
  }

  override buildLogoutUrl(options?: ILogoutParams | null): string {
    return logoutAddress(this.baseClient.appHost, this.options, options);
  }

  /** @param authMethod how the client shows at this endpoint that it is the client (OpenID Connect Core, 9) */
  private async postAsClient(path: string, authMethod: string | undefined, form: Form): Promise<unknown> {
    const { appId, secret } = this.options;
    if (authMethod === 'none') return this.postForm(path, { client_id: appId, ...form });
    if (!secret) throw invalidArgument('secret');
    if (authMethod === 'client_secret_post') return this.postForm(path, { client_id: appId, client_secret: secret, ...form });
    if (authMethod === 'client_secret_basic') return this.postForm(path, form, `Basic ${toBase64(utf8(`${appId}:${secret}`))}`);
    throw invalidArgument('…EndPointAuthMethod: client_secret_post | client_secret_basic | none');
  }

  private async postForm(path: string, form: Form, authorization?: string): Promise<unknown> {
    return this.naiveHttpClient.request({
      method: 'POST',
      url: this.endpoint(path),
      data: formEncoded(form),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...(authorization && { Authorization: authorization }) },
    });
  }

  private endpoint(path: string): string {
    const { protocol } = this.options;
    if (protocol !== 'oidc' && protocol !== 'oauth') throw invalidArgument('protocol: oidc | oauth');
    return `${this.baseClient.appHost}/${protocol}${path}`;
  }
}
