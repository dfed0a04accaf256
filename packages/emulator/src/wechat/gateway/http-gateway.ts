import { gatewayMethods } from './gateway';
import type { CloudGateway } from './gateway';

/** Sends a JSON body to the address and returns the body of the answer. Rejects when there is none. */
export type PostJson = (url: string, body: string) => Promise<string>;

/**
 * The cloud as seen from a browser: every call is one POST of `{ method, call }`.
 * @param url where `serveGateway` answers
 * @param post default: the global `fetch`
 */
export function httpGateway(url: string, post: PostJson = postWithFetch): CloudGateway {
  const forward = (method: string) => async (call: object) => JSON.parse(await post(url, JSON.stringify({ method, call }))) as never;
  return Object.fromEntries(gatewayMethods.map((method) => [method, forward(method)])) as unknown as CloudGateway;
}

async function postWithFetch(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`The WeChat model's cloud answered ${response.status}: ${text}`);
  return text;
}
