import type { GraphqlRequest } from '../http/graphql-client';
import type { HttpRequest } from '../http/http-client';
import type { KernelClient } from '../client/kernel-client';
import { withFreshTokens } from '../session/renewal';

const V3 = /\/api\/v3\//;

/**
 * What the SDK's methods send of a sign-in by v3: its id_token to v2, in the place of v2's token, and its access token to v3, bare; renewed
 * where they have expired. Requests that bring a token of their own, or sign somebody in, stay as they are; so do those of a client with a
 * token store of the app's own.
 */
export function renewTokensOf(client: KernelClient & Required<Pick<KernelClient, 'graphqlClient'>>): void {
  const { httpClient, graphqlClient, tokenProvider } = client;
  const { session } = tokenProvider;
  if (!session) return;

  const send = httpClient.request.bind(httpClient);
  httpClient.request = (request: HttpRequest) => {
    const { unSetToken, headers = {}, url } = request;
    if (unSetToken || headers.authorization || headers.Authorization || !session.oidc) return send(request);
    const isV3 = V3.test(url);
    const sendNow = (): Promise<unknown> =>
      send(isV3 && session.oidc ? { ...request, headers: { ...headers, authorization: session.oidc.accessToken } } : request);
    return withFreshTokens(client, sendNow, isV3);
  };

  const ask = graphqlClient.request.bind(graphqlClient);
  graphqlClient.request = (request: GraphqlRequest) => {
    const { token } = request;
    if (!token || !session.oidc || token !== tokenProvider.getToken()) return ask(request);
    return withFreshTokens(client, () => ask({ ...request, token: tokenProvider.getToken() }));
  };
}
