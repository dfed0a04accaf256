import type { AuthingError } from '../errors/authing-error';
import { wxRequest } from '../wx/request';
import type { WxResponse } from '../wx/request';
import { authingRefusal, codeIn, dataOf, envelopeIn, httpError, isSuccess, notAuthing } from './answer';
import type { ErrorNumbers } from './answer';
import { authingHeaders } from './headers';
import type { ConnectionOptions } from './options';
import { reporting } from './report';
import { isObject } from '../is-object';

export interface GraphqlRequest {
  query: string;
  variables?: unknown;
  token?: string | null;
  /** Reads `data` before the request counts as a success; throws when it is of no use. */
  read?: (data: unknown) => unknown;
}

/** Operations that sign somebody in: a token of whoever was signed in before has no place there. */
const SIGNS_IN = /^\s*mutation\s+(login|register)/;

/**
 * The SDK's `graphqlClient` over wx.request. `request` resolves with the answer's `data` and rejects with an
 * AuthingError, of which `onError` has then heard.
 */
export class GraphqlClient {
  constructor(
    private readonly endpoint: string,
    private options: ConnectionOptions,
  ) {}

  setOptions(options: ConnectionOptions): void {
    this.options = options;
  }

  request({ query, variables, token, read }: GraphqlRequest): Promise<unknown> {
    const withoutToken = SIGNS_IN.test(query);
    return reporting(this.options, () =>
      (this.options.exchange || wxRequest)({
        url: this.endpoint,
        method: 'POST',
        header: authingHeaders(this.options, withoutToken ? null : token, { 'content-type': 'application/json' }),
        data: { query, variables },
        timeout: this.options.timeout,
      })
        .then((response) => graphqlDataOf(response, withoutToken))
        .then(read),
    );
  }
}

/** One of GraphQL's errors, in any of the shapes that Authing gives it. */
interface GraphqlError extends ErrorNumbers {
  message?: unknown;
  extensions?: ErrorNumbers;
  data?: unknown;
}

/** `data` of a successful GraphQL answer. @throws AuthingError */
function graphqlDataOf(response: WxResponse, withoutToken: boolean): unknown {
  const body = response.data as { data?: unknown; errors?: (GraphqlError | null)[] } | null;
  if (isObject(body)) {
    const error = body.errors && body.errors[0];
    if (error) throw graphqlRefusal(error, response.status, withoutToken);
    // A gateway in front of GraphQL answers in REST's envelope.
    if (envelopeIn(body)) dataOf(response, withoutToken);
    if (isSuccess(response) && isObject(body.data)) return body.data;
  }
  throw isSuccess(response) ? notAuthing() : httpError(response, withoutToken);
}

/**
 * Authing's errors carry an envelope where the standard has a text: `{ message: { code, message, data } }`, or the same with
 * `statusCode` and `apiCode`. Where there is a text, the numbers stand beside it or in `extensions`, or nowhere.
 */
function graphqlRefusal(error: GraphqlError, status: number, withoutToken: boolean): AuthingError {
  const { message, extensions } = error;
  if (isObject(message)) {
    const refusal = message as GraphqlError;
    return authingRefusal(codeIn(refusal), refusal.message, refusal.data, status, withoutToken);
  }
  const code = codeIn(error) || codeIn(extensions || {}) || (typeof message === 'string' ? 500 : NaN);
  return authingRefusal(code, message, error.data, status, withoutToken);
}
