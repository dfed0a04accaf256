import type { AuthingError } from '../errors/authing-error';
import { wxRequest } from '../wx/request';
import type { WxRequest, WxResponse } from '../wx/request';
import { dataOf } from './answer';
import { authingHeaders } from './headers';
import { appHostOf } from './options';
import type { ConnectionOptions } from './options';
import { reporting } from './report';

/** What the SDK's methods hand to their `httpClient` (a small part of axios' request). */
export interface HttpRequest {
  url: string;
  /** Default GET. */
  method?: string;
  /** Goes into the URL. */
  params?: Record<string, unknown>;
  data?: unknown;
  /** `authorization` replaces the signed-in user's token. */
  headers?: Record<string, string | undefined>;
  /** Send no token: the request signs somebody in. */
  unSetToken?: boolean;
  /** Resolve with the whole body, whatever it says. */
  notHandleRes?: boolean;
  /** Reads `data` before the request counts as a success; throws when it is of no use. */
  read?: (data: unknown) => unknown;
  /** Reads a failure before it counts as one: throws it, or what it means here, or returns the answer that it is after all. */
  rescue?: (error: AuthingError) => unknown;
}

/** Where the token of the signed-in user comes from. */
export interface TokenSource {
  getToken(): string | null;
}

/**
 * The SDK's `httpClient` over wx.request. `request` resolves with the `data` of Authing's envelope and rejects with an
 * AuthingError, of which `onError` has then heard. It never changes the request it is given.
 */
export class HttpClient {
  constructor(
    protected options: ConnectionOptions,
    protected readonly tokens: TokenSource,
  ) {}

  setOptions(options: ConnectionOptions): void {
    this.options = options;
  }

  request(request: HttpRequest): Promise<unknown> {
    return reporting(
      this.options,
      () =>
        this.send(request)
          .then((response) => (request.notHandleRes ? response.data : dataOf(response, request.unSetToken)))
          .then(request.read),
      request.rescue,
    );
  }

  /** The answer, whatever it says. @throws AuthingError reason `network` or `timeout` */
  protected send({ url, method = 'GET', params, data, headers = {}, unSetToken }: HttpRequest): Promise<WxResponse> {
    const own = headers.authorization || headers.Authorization;
    const header = authingHeaders(this.options, unSetToken || own || !this.isAuthing(url) ? null : this.tokens.getToken(), {
      'content-type': headers['Content-Type'] || headers['content-type'] || 'application/json',
      Authorization: own,
    });
    return (this.options.exchange || wxRequest)({
      url: withQuery(url, params),
      // wx.request takes exactly these names in capitals.
      method: method.toUpperCase() as WxRequest['method'],
      header,
      timeout: this.options.timeout,
      ...(data !== undefined && { data: data as NonNullable<WxRequest['data']> }),
    });
  }

  /** The token is for Authing alone: some SDK methods talk to other hosts. */
  private isAuthing(url: string): boolean {
    return url.indexOf(`${appHostOf(this.options)}/`) === 0 || url.indexOf(`${this.options.host.replace(/\/+$/, '')}/`) === 0;
  }
}

/** `url` with `params` behind it; null and undefined are left out. */
function withQuery(url: string, params: Record<string, unknown> = {}): string {
  const query = Object.keys(params)
    .filter((name) => params[name] !== undefined && params[name] !== null)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(params[name]))}`)
    .join('&');
  return query ? `${url}${url.indexOf('?') < 0 ? '?' : '&'}${query}` : url;
}
