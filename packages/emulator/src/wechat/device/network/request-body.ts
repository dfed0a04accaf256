import { isArrayBuffer, utf8Encode } from '../bytes';

/** Methods whose `data` belongs to the address. */
const queryMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What `data` becomes, by the rules of `wx.request`: part of the address for GET, else JSON or a form according to `content-type`; strings
 * and ArrayBuffers go as they are.
 */
export function encodeData(method: string, url: string, data: unknown, contentType: string): { url: string; body?: Uint8Array } {
  if (data === undefined || data === null) return { url };
  if (isArrayBuffer(data)) return { url, body: new Uint8Array(data.slice(0)) };
  if (queryMethods.has(method)) {
    const query = typeof data === 'string' ? data : formEncode(data);
    return { url: query === '' ? url : withQuery(url, query) };
  }
  if (typeof data === 'string') return { url, body: utf8Encode(data) };
  const form = contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return { url, body: utf8Encode(form ? formEncode(data) : JSON.stringify(data)) };
}

function withQuery(url: string, query: string): string {
  const [address = '', fragment] = url.split('#', 2);
  const joined = `${address}${address.includes('?') ? '&' : '?'}${query}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

function formEncode(data: object): string {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]) => `${encodeURIComponent(name)}=${encodeURIComponent(fieldText(value))}`)
    .join('&');
}

function fieldText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
