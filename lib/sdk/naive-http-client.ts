import { AuthingError } from '../errors/authing-error';
import { codeIn, envelopeIn, fitToShow, httpError, isSuccess } from '../http/answer';
import { HttpClient } from '../http/http-client';
import type { HttpRequest } from '../http/http-client';
import { reporting } from '../http/report';

/**
 * The transport of the OIDC, OAuth and CAS endpoints, whose answers come without Authing's envelope: resolves with the
 * body. It never sends the signed-in user's token by itself.
 */
export class NaiveHttpClient extends HttpClient {
  override request(request: HttpRequest): Promise<unknown> {
    return reporting(this.options, () =>
      this.send({ ...request, unSetToken: true }).then((response) => {
        if (isSuccess(response)) return response.data;
        const error = httpError(response);
        const envelope = envelopeIn(response.data);
        // RFC 6749, 5.2: { error, error_description }
        const { error: refusal, error_description: description } = (response.data || {}) as {
          error?: unknown;
          error_description?: unknown;
        };
        const message = description || refusal || (envelope && envelope.message);
        if (typeof message !== 'string') throw error;
        throw new AuthingError(error.reason === 'http' ? 'server' : error.reason, {
          stage: 'request',
          code: (envelope && codeIn(envelope)) || response.status,
          message: fitToShow(message),
          retryable: error.retryable,
          data: response.data,
        });
      }),
    );
  }
}
