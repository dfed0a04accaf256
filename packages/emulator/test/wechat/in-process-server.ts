import type { Clock } from '@sinonjs/fake-timers';
import { fetchTransport } from '../../src/wechat';
import type { Transport } from '../../src/wechat';

/** What a request was when it reached the server. */
export interface Received {
  method: string;
  url: string;
  headers: Headers;
  body: Uint8Array;
}

/**
 * A server in this process, behind the Fetch standard: answers with `answer`, remembers what it received.
 * Real `Request` and `Response` objects, no socket, so virtual time stays in charge.
 */
export function inProcessServer(answer: (received: Received) => Response | Promise<Response>): {
  transport: Transport;
  received: Received[];
} {
  const received: Received[] = [];
  const transport = fetchTransport(async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const entry = { method: request.method, url: request.url, headers: request.headers, body };
    received.push(entry);
    return answer(entry);
  });
  return { transport, received };
}

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Lets pending callbacks of Node.js itself run: streams of Request and Response are its own, not the clock's. */
async function realTurns(turns = 5): Promise<void> {
  for (let n = 0; n < turns; n += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets exchanges under way go on, then `ms` pass, then what that set in motion. */
export async function advance(clock: Clock, ms = 0): Promise<void> {
  await realTurns();
  await clock.tickAsync(ms);
  await realTurns();
  await clock.tickAsync(0);
}
