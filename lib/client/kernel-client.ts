import type { Session } from '../agreement';
import type { GraphqlRequest } from '../http/graphql-client';
import { HttpClient } from '../http/http-client';
import type { HttpRequest } from '../http/http-client';
import type { ConnectionOptions } from '../http/options';
import { TokenProvider } from '../session/token-provider';
import type { User } from '../session/user';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';

/**
 * What the WeChat calls need of a client. The SDK's `AuthenticationClient` has these fields, so the components,
 * which come without the SDK, and an app that uses all of it run the same code over the same session.
 */
export interface KernelClient {
  readonly options: ConnectionOptions;
  readonly tokenProvider: {
    getToken(): string | null;
    getUser(): User | null;
    setUser(user: User): void;
    clearUser(): void;
    readonly session?: Pick<Session, 'quietly' | 'start' | 'oidc'>;
  };
  readonly httpClient: { request(request: HttpRequest): Promise<unknown> };
  /** Only where there is all of the SDK: of what components do, one request is GraphQL, and only avatar-picker's. */
  readonly graphqlClient?: { request(request: GraphqlRequest): Promise<unknown> };
}

/**
 * A client without the SDK: all that the components need.
 * @throws AuthingError reason `not_configured`
 */
export function createKernelClient(config: AuthingConfig): KernelClient {
  const options = connectionOptions(config);
  const tokenProvider = new TokenProvider(options);
  return { options, tokenProvider, httpClient: new HttpClient(options, tokenProvider) };
}
