import { request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Transport, TransportRequest, TransportResponse } from './device/network/transport';

const MAX_REDIRECTS = 5;

/**
 * Real HTTP through Node.js itself, for places without a global `fetch` (jsdom). Connections are not kept, so nothing holds the process
 * open. Follows up to five redirects when the request asks for it.
 */
export function nodeTransport(): Transport {
  return (request) => {
    let cancel = (): void => undefined;
    const response = follow(request, MAX_REDIRECTS, (destroy) => {
      cancel = destroy;
    });
    return { response, cancel: () => cancel() };
  };
}

async function follow(request: TransportRequest, left: number, onStart: (destroy: () => void) => void): Promise<TransportResponse> {
  const response = await send(request, onStart);
  const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  const redirects = [301, 302, 303, 307, 308].includes(response.status) && location !== undefined && request.redirect === 'follow';
  if (!redirects) return response;
  if (left === 0) throw new Error('too many redirects');
  const url = new URL(location, request.url).href;
  const keepsBody = response.status >= 307;
  const { body, ...rest } = request;
  const method = keepsBody || request.method === 'HEAD' ? request.method : 'GET';
  return follow({ ...rest, url, method, ...(keepsBody && body && { body }) }, left - 1, onStart);
}

function send(request: TransportRequest, onStart: (destroy: () => void) => void): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    const { method, headers, body } = request;
    // `agent: false`: a connection of its own, closed afterwards.
    const options: RequestOptions = { method, agent: false, headers: { ...headers, ...(body && { 'content-length': body.length }) } };
    const receive = (incoming: IncomingMessage): void => void collect(incoming).then(resolve, reject);
    const outgoing = secure ? httpsRequest(url, options, receive) : httpRequest(url, options, receive);
    outgoing.on('error', reject);
    onStart(() => outgoing.destroy(new Error('cancelled')));
    // A copy into Node.js's own realm: under jsdom the device's Uint8Array is another class.
    outgoing.end(body === undefined ? undefined : Buffer.from(body));
  });
}

async function collect(incoming: IncomingMessage): Promise<TransportResponse> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const headers: [string, string][] = [];
  const { rawHeaders } = incoming;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return { status: incoming.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(pieces)) };
}
