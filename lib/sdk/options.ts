import { checkAddress, connectionOptions } from '../client/config';
import type { AuthingConfig } from '../client/config';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import { GraphqlClient } from '../http/graphql-client';
import type { GraphqlRequest } from '../http/graphql-client';
import { HttpClient } from '../http/http-client';
import type { HttpRequest, TokenSource } from '../http/http-client';
import type { ConnectionOptions } from '../http/options';
import { TokenProvider } from '../session/token-provider';
import { language } from '../wx/device';
import type { SdkAuthenticationClientOptions, User } from './authing-js-sdk';
import { copyable, oneLine } from './invalid-argument';
import { encryptPassword } from './password-methods';
import { repeatRead } from './repeat-read';

/** The options as the client keeps them: the SDK's, with everything filled in that the kernel relies on. */
export type ResolvedOptions = SdkAuthenticationClientOptions & ConnectionOptions;

/** What carries requests in place of this library's transport. */
export interface Transport<Request> {
  request(request: Request): Promise<unknown>;
  setOptions(options: ResolvedOptions): void;
}

/** What keeps the sign-in in place of this library's session in WeChat Storage. */
export interface TokenStore {
  getToken(): string | null;
  setToken(token: string): void;
  getUser(): User | null;
  setUser(user: User): void;
  clearUser(): void;
}

type Injected = 'httpClient' | 'graphqlClient' | 'tokenProvider';

/** What `AuthenticationClient` takes: `appId` is required; beyond `AuthingConfig` these are the SDK's own options. */
export interface AuthenticationClientOptions extends AuthingConfig, Omit<SdkAuthenticationClientOptions, keyof AuthingConfig | Injected> {
  userPoolId?: string;
  httpClient?: new (options: ResolvedOptions, tokens: TokenSource) => Transport<HttpRequest>;
  graphqlClient?: new (endpoint: string, options: ResolvedOptions) => Transport<GraphqlRequest>;
  tokenProvider?: new (options: ResolvedOptions) => TokenStore;
}

/**
 * The options for the SDK's constructor, which changes what it is given: always a copy.
 * @throws AuthingError reason `not_configured`: no appId, or a host that cannot be used; `invalid_argument`: a line break in an option
 */
export function sdkOptions(options: AuthenticationClientOptions): SdkAuthenticationClientOptions {
  const { appId, userPoolId, token, accessToken, tokenProvider, websocketHost, socketUri } = options || {};
  if (!appId && userPoolId) {
    // What authing-wxapp-sdk was satisfied with.
    const message = say(
      '不再支持只用 userPoolId，请用 appId（在 Authing 控制台查看）',
      "userPoolId alone no longer says which app this is. Use its appId, from the app's page in Authing's console",
    );
    throw new AuthingError('not_configured', {
      stage: 'configure',
      message: `${message}: new AuthenticationClient({ appId: 'YOUR_APP_ID' })`,
    });
  }
  checkAddress('websocketHost', websocketHost);
  // wss and ws stand to each other as https and http do.
  checkAddress('socketUri', socketUri && socketUri.replace(/^ws/, 'http'));
  // An address that cannot be used is told as that, CR and LF in it or not.
  const connection = connectionOptions(options);
  (Object.keys(copyable(options || {})) as (keyof AuthenticationClientOptions)[]).forEach((name) => {
    // A PEM has lines.
    if (name !== 'publicKey' && typeof options[name] === 'string') oneLine(name, options[name]);
  });
  return {
    // The SDK's own defaults speak Chinese whatever the phone speaks, and throw from onError.
    lang: language(),
    requestFrom: 'wxapp',
    onError: () => undefined,
    encryptFunction: encryptPassword,
    httpClient: HttpClient,
    graphqlClient: GraphqlClient,
    tokenProvider: TokenProvider,
    exchange: repeatRead,
    ...given(connection),
    // The session sees to it by itself.
    ...(accessToken && !token && tokenProvider && { token: accessToken }),
    // The SDK types its injection points by its own classes, with their private members and axios.
  } as object as SdkAuthenticationClientOptions;
}

/** Without the options that were given as undefined, null or '', which mean the default. */
function given<T extends object>(options: T): Partial<T> {
  const copy: Partial<T> = {};
  (Object.keys(options) as (keyof T)[]).forEach((name) => {
    if (options[name] !== undefined && options[name] !== null && options[name] !== '') copy[name] = options[name];
  });
  return copy;
}
