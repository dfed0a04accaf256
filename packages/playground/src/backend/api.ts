import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { serveGateway } from 'authing-miniapp-emulator/wechat';
import type { Backend } from './backend';
import { authingAppPath, gatewayPath, intervenePath, statePath, streamPath } from './protocol';
import type { BackendMessage, Intervention } from './protocol';
import { seenRequest } from './seen-request';

/** So much of a long session is kept for a panel that opens late. */
const REMEMBERED = 2000;

/** The back end over HTTP, for the device and the panel in the browser. See `protocol.ts`. */
export function createBackendApi(backend: Backend): Hono {
  const record = recordMessages(backend);
  const callGateway = serveGateway(backend.cloud.gateway);
  const api = new Hono();

  api.post(gatewayPath, async (context) =>
    context.body(await callGateway(await context.req.text()), 200, { 'content-type': 'application/json' }),
  );
  api.get(statePath, (context) => context.json(backend.state));
  api.post(intervenePath, async (context) => {
    backend.intervene(await context.req.json<Intervention>());
    return context.json(backend.state);
  });
  api.post(authingAppPath, async (context) => {
    const { appId } = await context.req.json<{ appId?: unknown }>();
    if (typeof appId !== 'string' || appId === '') throw new TypeError('appId must be a text');
    backend.addAuthingApp(appId);
    return context.json(backend.state);
  });
  api.get(streamPath, (context) =>
    streamSSE(context, async (stream) => {
      const queue = [...record.messages];
      let wake = (): void => undefined;
      const stop = record.subscribe((message) => {
        queue.push(message);
        wake();
      });
      stream.onAbort(() => {
        stop();
        wake();
      });
      while (!stream.aborted) {
        for (let message = queue.shift(); message !== undefined && !stream.aborted; message = queue.shift()) {
          await stream.writeSSE({ data: JSON.stringify(message) });
        }
        if (queue.length === 0 && !stream.aborted)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    }),
  );
  api.onError((error, context) => context.text(error.message, error instanceof TypeError || error instanceof SyntaxError ? 400 : 500));
  return api;
}

interface MessageRecord {
  readonly messages: readonly BackendMessage[];
  subscribe(listener: (message: BackendMessage) => void): () => void;
}

function recordMessages(backend: Backend): MessageRecord {
  const { cloud, authing } = backend;
  const listeners = new Set<(message: BackendMessage) => void>();
  let messages: BackendMessage[] = [{ kind: 'state', state: backend.state }];
  const add = (message: BackendMessage): void => {
    messages.push(message);
    if (messages.length > REMEMBERED) messages = messages.slice(-REMEMBERED);
    for (const listener of [...listeners]) listener(message);
  };
  cloud.timeline.subscribe((entry) => add({ kind: 'entry', entry }));
  authing.requests.subscribe((request) => add({ kind: 'request', request: seenRequest(request, cloud) }));
  backend.onChange((intervention) => {
    if (intervention) add({ kind: 'intervention', at: Date.now(), intervention });
    add({ kind: 'state', state: backend.state });
  });
  return {
    get messages() {
      return messages;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
