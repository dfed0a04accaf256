import type { AuthingError } from '../errors/authing-error';
import { wxRequest } from '../wx/request';
import type { WxRequest, WxResponse } from '../wx/request';
import { oneLine } from './invalid-argument';

/** ms before the first repetition, give or take a half; the next one waits twice as long. */
const FIRST_WAIT = 300;
const MOST_REPETITIONS = 2;

/**
 * wx.request, repeated where it only reads and no answer came, or a server failed (5xx). All of it together takes the request's
 * `timeout` at most; a time-out is not repeated.
 * @throws AuthingError reason `invalid_argument`: an argument put a line break into the URL
 */
export function repeatRead(request: WxRequest): Promise<WxResponse> {
  oneLine('URL', request.url);
  return attempt(request, isRead(request) ? MOST_REPETITIONS : 0);
}

/** GraphQL's queries, and GETs of Authing's API. Other GETs can use something up: that which checks a CAS ticket does. */
function isRead({ method, url, data }: WxRequest): boolean {
  return method === 'GET' ? /\/api\//.test(url) : !!data && /^\s*query\b/.test((data as { query?: string }).query as string);
}

function attempt(request: WxRequest, repetitions: number): Promise<WxResponse> {
  const began = Date.now();
  const exchange = wxRequest(request);
  const again = (): Promise<WxResponse> => {
    // Chance keeps the phones that have lost a server from all coming back at once.
    const wait = FIRST_WAIT * 2 ** (MOST_REPETITIONS - repetitions) * (0.5 + Math.random());
    // The phone's clock may be set back meanwhile.
    const timeout = request.timeout - Math.max(Date.now() - began, 0) - wait;
    if (!repetitions || timeout <= 0) return exchange;
    return new Promise((resolve) => setTimeout(() => resolve(attempt({ ...request, timeout }, repetitions - 1)), wait));
  };
  return exchange.then(
    (response) => (response.status >= 500 ? again() : response),
    (error: AuthingError) => (error.reason === 'network' ? again() : exchange),
  );
}
