/** One HTTP request as it leaves the device. */
export interface TransportRequest {
  url: string;
  method: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Absent when the request has no body. */
  body?: Uint8Array;
  redirect: 'follow' | 'manual';
}

/** One HTTP answer as it reaches the device. */
export interface TransportResponse {
  status: number;
  /** In order of arrival; `set-cookie` may come several times. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array;
}

/** An exchange under way. `response` rejects when no answer can be had (no route, connection refused, TLS). */
export interface TransportExchange {
  readonly response: Promise<TransportResponse>;
  /** Gives up; `response` may then reject or stay pending. */
  cancel(): void;
}

/** How HTTP leaves the device. */
export type Transport = (request: TransportRequest) => TransportExchange;

/** The part of the Fetch standard that a transport needs; `fetch` itself and a server's in-process `fetch` both have it. */
export type FetchLike = (request: Request) => Promise<Response>;

/**
 * Sends through `fetch`.
 * @param fetchLike default: the global `fetch`, looked up at each call. Pass a server's own `fetch(request)` to stay in-process, which
 *   keeps everything in virtual time.
 */
export function fetchTransport(fetchLike?: FetchLike): Transport {
  return (request) => {
    const controller = new AbortController();
    return { response: exchange(request, controller.signal, fetchLike), cancel: () => controller.abort() };
  };
}

async function exchange(request: TransportRequest, signal: AbortSignal, fetchLike: FetchLike | undefined): Promise<TransportResponse> {
  const send = fetchLike ?? globalFetch();
  const { url, method, headers, body, redirect } = request;
  // A Blob, because Node.js 20 cannot send raw bytes a second time when it follows a redirect.
  const init: RequestInit = { method, headers, redirect, signal, ...(body && { body: new Blob([new Uint8Array(body)]) }) };
  const response = await send(new Request(url, init));
  const cookies = response.headers.getSetCookie().map((cookie) => ['set-cookie', cookie] as const);
  const others = [...response.headers].filter(([name]) => name !== 'set-cookie');
  return { status: response.status, headers: [...others, ...cookies], body: new Uint8Array(await response.arrayBuffer()) };
}

function globalFetch(): FetchLike {
  if (typeof fetch !== 'function') {
    throw new TypeError('There is no global fetch here (jsdom has none): give createDevice a transport, e.g. nodeTransport().');
  }
  return (request) => fetch(request);
}
