import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { Accounts } from './accounts/accounts';
import { Admin } from './admin';
import { Apps } from './apps';
import { Outbox } from './outbox';
import { createServerKeys, KeyRing } from './crypto/keys';
import { Subscriptions } from './v3/subscriptions';
import { Faults } from './http/faults';
import type { Connection } from './http/pipeline';
import { Pipeline } from './http/pipeline';
import { RequestLog } from './http/request-log';
import { createRouter } from './http/router';
import type { AuthingServerOptions } from './options';
import type { Services } from './services';
import { StoreFile } from './store/file';
import { emptyStore } from './store/store';
import { Tokens } from './tokens';
import { wechatFailures } from './wechat-connection/failure';

/** A running server. */
export interface AuthingServer {
  /** Base URL without a trailing slash, e.g. `http://127.0.0.1:40123`. Clients take it as `host` or `appHost`. */
  readonly url: string;
  /** Answers a request without a network: same endpoints, same records, same faults. Has the shape of the global `fetch`. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Everything received so far. */
  readonly requests: RequestLog;
  /** Everything sent by SMS and email. */
  readonly outbox: Outbox;
  /** What will go wrong. */
  readonly faults: Faults;
  /** What an operator would do in Authing's console. */
  readonly admin: Admin;
  /** Public keys: for password encryption (PEM and SM2) and for verifying tokens (PEM). */
  readonly publicKeys: { password: string; sm2: string; signing: string };
  /** Stops listening and breaks open connections. Closing twice is fine. */
  close(): Promise<void>;
}

const MINUTE = 60_000;
const noWeChat = async (): Promise<{ errcode: number; errmsg: string }> => ({ errcode: 40029, errmsg: 'invalid code' });

/** Starts a local Authing server. See {@link AuthingServerOptions}. */
export async function createAuthingServer(options: AuthingServerOptions): Promise<AuthingServer> {
  const file = options.file === undefined ? undefined : new StoreFile(options.file);
  const stored = file?.read();
  // A file of an older version may lack a list.
  const data = { ...emptyStore(), ...stored?.data };
  const keys = keyRing(stored?.keys ?? options.keys);
  const base = { url: options.url ?? 'http://127.0.0.1' };
  const url = (): string => base.url;
  const outbox = new Outbox(data, { lifetime: 5 * MINUTE, interval: MINUTE, digits: 6, attempts: 5, ...options.codes });
  const apps = new Apps(options.apps);
  const tokens = new Tokens(keys, data, url, apps, options.idTokens ?? 'accepted');
  const subscriptions = new Subscriptions(apps, tokens);
  const services: Services = {
    apps,
    data,
    accounts: new Accounts(data),
    tokens,
    subscriptions,
    outbox,
    keys,
    exchangeCode: options.exchangeCode ?? noWeChat,
    exchangePhoneCode: options.exchangePhoneCode ?? noWeChat,
    wechatFailure: options.wechatFailure ?? wechatFailures.plain,
    errorForm: { envelope: options.errorEnvelope ?? 'code', status: options.errorStatus ?? 200 },
    url,
    maxUploadBytes: options.upload?.maxBytes ?? 5 * 1024 * 1024,
    anonymousUploads: options.upload?.anonymous ?? true,
    passwordCost: options.passwordCost ?? 4096,
    profileToken: options.profileToken ?? 'current',
    wrongPassword: options.wrongPassword ?? 2006,
    phoneInfo: options.phoneInfo ?? 'nested',
    lifetimeField: options.lifetimeField ?? 'expires_in',
    ldap: options.ldap ?? [],
    ad: options.ad ?? [],
  };

  const requests = new RequestLog();
  const faults = new Faults();
  const router = createRouter(services);
  const pipeline = new Pipeline(
    async (request, bindings) => {
      const response = await router.fetch(request, bindings);
      file?.write({ keys: keys().source, data });
      return response;
    },
    requests,
    faults,
    services.errorForm,
  );
  const app = outermost(pipeline);

  const server = options.listen === false ? undefined : await listen(app, options.port ?? 0);
  if (server !== undefined) {
    base.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    subscriptions.attach(server);
  }

  return {
    get url() {
      return base.url;
    },
    fetch: (input, init) => inProcess(app, new Request(input, init)),
    requests,
    outbox,
    faults,
    admin: new Admin(services),
    get publicKeys() {
      const ring = keys();
      return {
        password: ring.passwordPublicPem,
        sm2: ring.sm2.publicKey,
        signing: ring.signingPublic.export({ type: 'spki', format: 'pem' }).toString(),
      };
    },
    close: () => {
      subscriptions.close();
      return close(server);
    },
  };
}

/** Makes keys, or asks for them, when they are first needed. */
function keyRing(given: AuthingServerOptions['keys'] = createServerKeys): () => KeyRing {
  let ring: KeyRing | undefined;
  return () => (ring ??= KeyRing.of(typeof given === 'function' ? given() : given));
}

type Outermost = Hono<{ Bindings: Connection }>;

/** Browsers may call from any origin (a playground does), whatever happens inside. */
function outermost(pipeline: Pipeline): Outermost {
  const app: Outermost = new Hono<{ Bindings: Connection }>();
  app.use(cors({ origin: (origin) => origin, credentials: true }));
  app.all('*', (context) => pipeline.handle(context.req.raw, context.env ?? {}));
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** A request without a network can be given up like one with: the abort signal ends the wait. */
function inProcess(app: Outermost, request: Request): Promise<Response> {
  const { signal } = request;
  const answer = Promise.resolve(app.fetch(request, {}));
  const aborted = new Promise<never>((_, reject) => {
    const give = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([answer, aborted]);
}

function listen(app: Outermost, port: number): Promise<Server> {
  // The globals stay the platform's: the server shares its process with tests.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  // Node.js's 5 s are over while a busy machine stops a test, which then asks on a connection that is being closed.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function close(server: Server | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (server?.listening !== true) {
      resolve();
      return;
    }
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}
