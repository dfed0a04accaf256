import { wxRequest } from '../wx/request';
import type { WxResponse } from '../wx/request';
import { authingRefusal, dataOf, envelopeIn, httpError, isSuccess, notAuthing } from './answer';
import { authingHeaders } from './headers';
import type { ConnectionOptions } from './options';
import { reporting } from './report';

export interface GraphqlRequest {
  query: string;
  variables?: unknown;
  token?: string | null;
  /** Reads `data` before the request counts as a success; throws when it is of no use. */
  read?: (data: unknown) => unknown;
}

/** Operations that sign somebody in: a token of whoever was signed in before has no place there. */
const signsIn = /^\s*mutation\s+(login|register)/;

/**
 * The SDK's `graphqlClient` over wx.request. `request` resolves with the answer's `data` and rejects with an
 * AuthingError, of which `onError` has then heard.
 */
export class GraphqlClient {
  constructor(private readonly endpoint: string, private options: ConnectionOptions) {}

  setOptions(options: ConnectionOptions): void {
    this.options = options;
  }

  request({ query, variables, token, read }: GraphqlRequest): Promise<unknown> {
    return reporting(this.options, () => (this.options.exchange || wxRequest)({
      url: this.endpoint,
      method: 'POST',
      header: {
        ...authingHeaders(this.options, signsIn.test(query) ? null : token),
        'content-type': 'application/json',
      },
      data: { query, variables },
      timeout: this.options.timeout,
    }).then(graphqlDataOf).then(read));
  }
}

/** `data` of a successful GraphQL answer. @throws AuthingError */
function graphqlDataOf(response: WxResponse): unknown {
  const body = response.data as { data?: unknown; errors?: { message?: unknown }[] } | null;
  if (typeof body === 'object' && body !== null) {
    // Authing's GraphQL errors carry an object where the standard has a text: { message: { code, message, data } }.
    const refusal = body.errors && body.errors[0] && body.errors[0].message;
    if (typeof refusal === 'object' && refusal !== null) {
      const { code, message, data } = refusal as { code?: unknown; message?: unknown; data?: unknown };
      throw authingRefusal(code, message, data);
    }
    if (typeof refusal === 'string') throw authingRefusal(500, refusal, null);
    // A gateway in front of GraphQL answers in REST's envelope.
    if (envelopeIn(body)) dataOf(response);
    if (isSuccess(response) && typeof body.data === 'object' && body.data !== null) return body.data;
  }
  throw isSuccess(response) ? notAuthing() : httpError(response);
}
