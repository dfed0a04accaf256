import { createAuthingServer } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, RecordedRequest } from 'authing-miniapp-emulator/authing';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { Device, SocketTransport, WeChat } from 'authing-miniapp-emulator/wechat';
import { WebSocket } from 'ws';
import { createBareContext } from '../harness/bare-context';
import type { ReadFile } from '../harness/bare-context';
import { serverKeys } from '../harness/server-keys';

export const APP_ID = 'app-1';
/** An app of the same user pool that has no secret. */
export const PUBLIC_APP_ID = 'app-2';
export const SECRET = 'app-secret';
export const PASSWORD = 'Correct-Horse-9';
export const EMAIL = 'ada@example.com';
/** No number in use starts with 100. */
export const PHONE = '10000000001';
export const REDIRECT_URI = 'https://app.example.com/callback';
export const SERVICE = 'https://service.example.com/';

const keys = serverKeys();

// The package is judged from outside, as a JavaScript user sees it: whatever a method answers is looked at by assertions.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Anything = any;

/** What left the phone. */
export type Sent = Pick<RecordedRequest, 'method' | 'path' | 'operations'>;

/** A phone with the built package on it, a server, and an account, for one method. */
export interface Fixture {
  readonly server: AuthingServer;
  readonly wechat: WeChat;
  readonly device: Device;
  /** The id of the account: Ada, with email, user name, phone and password. */
  readonly ada: string;
  /** The client under test. */
  readonly client: Anything;
  /** Makes the client anew with more options. */
  configure(options: Record<string, unknown>): void;
  /** Signs Ada in without a request. */
  signIn(): void;
  /** Whether the case has. */
  readonly signedIn: boolean;
  /** Calls the method that this case is about. */
  call(...args: unknown[]): Anything;
  /** What the calls have sent so far. */
  readonly sent: Sent[];
  close(): Promise<void>;
}

/** Uses a method for what it is for, and throws when it does not do that. */
export type Case = (fixture: Fixture) => Promise<void>;
export type Cases = Readonly<Record<string, Case>>;

/** How the person has signed in: v2's token; v3's tokens, of which v2 takes the id_token, or does not. */
export type SignIn = 'v2' | 'v3' | 'v3, refused by v2';

/** @param method path of the method, e.g. `mfa.verifyTotpMfa` */
export async function createFixture(method: string, readFile: ReadFile, by: SignIn = 'v2'): Promise<Fixture> {
  const sent: Sent[] = [];
  const socketTransport: typeof nodeSockets = (request, listener) => {
    sent.push({ method: 'WebSocket', path: new URL(request.url).pathname, operations: [] });
    return nodeSockets(request, listener);
  };
  const wechat = createWeChat({ device: { socketTransport, language: 'en' } });
  const server = await createAuthingServer({
    apps: [
      {
        appId: APP_ID,
        name: 'App',
        // What v3 hands out is renewed by phones, which keep no secret.
        ...(by === 'v2' && { secret: SECRET }),
        redirectUris: [REDIRECT_URI],
        casServices: [SERVICE],
        wechat: { appId: wechat.cloud.appId },
        programmaticAccess: [{ accessKey: 'machine', accessSecret: 'machine-secret', scopes: ['read'] }],
      },
      { appId: PUBLIC_APP_ID, userPoolId: `pool-${APP_ID}`, redirectUris: [REDIRECT_URI] },
    ],
    exchangeCode: (code) => wechat.cloud.exchangeCode(code),
    exchangePhoneCode: (code) => wechat.cloud.exchangePhoneCode(code),
    ldap: [{ username: 'clerk', password: PASSWORD }],
    ad: [{ username: 'clerk', password: PASSWORD }],
    codes: { interval: 0 },
    idTokens: by === 'v3, refused by v2' ? 'refused' : 'accepted',
    keys,
    passwordCost: 16,
  });
  const { id: ada } = server.admin.createUser(APP_ID, {
    email: EMAIL,
    username: 'ada',
    phone: PHONE,
    password: PASSWORD,
    profile: { nickname: 'Ada' },
  });
  const v3 = by === 'v2' ? undefined : await tokensOf(server, ada);
  // No Behavior, no Component: as where an app tests its own code in Node.js.
  const context = createBareContext(readFile, { wx: wechat.device.wx, getApp: () => ({}) });
  const { AuthenticationClient } = context.require('index') as { AuthenticationClient: new (options: object) => Anything };
  const path = method.split('.');
  const fixture = {
    server,
    wechat,
    device: wechat.device,
    ada,
    sent,
    client: undefined as Anything,
    configure(options: Record<string, unknown>) {
      const all = { appId: APP_ID, secret: SECRET, host: server.url, lang: 'en-US', ...options };
      fixture.client = new AuthenticationClient(Object.freeze(all));
    },
    signedIn: false,
    signIn() {
      fixture.signedIn = true;
      const user = server.admin.signIn(APP_ID, ada);
      const { session } = fixture.client.tokenProvider;
      if (v3) session.start(v3.id_token, user, { accessToken: v3.access_token, refreshToken: v3.refresh_token });
      else fixture.client.setCurrentUser(user);
    },
    call(...args: unknown[]) {
      const owner = path.slice(0, -1).reduce((object, name) => object[name], fixture.client);
      const before = server.requests.length;
      const collect = (): void => void sent.push(...server.requests.all.slice(before));
      const result = owner[path[path.length - 1]!](...args);
      if (typeof result?.then !== 'function') return result;
      return result.then(
        (value: unknown) => {
          collect();
          return value;
        },
        (error: unknown) => {
          collect();
          throw error;
        },
      );
    },
    async close() {
      wechat.device.kill();
      await server.close();
    },
  };
  fixture.configure({});
  return fixture;
}

/** What v3 hands out at a sign-in. */
async function tokensOf(server: AuthingServer, userId: string): Promise<Record<'id_token' | 'access_token' | 'refresh_token', string>> {
  const scope = 'openid profile email phone offline_access';
  const code = server.admin.authorize(APP_ID, userId, { redirectUri: REDIRECT_URI, scope });
  const form = { client_id: APP_ID, grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
  const response = await fetch(`${server.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) });
  return (await response.json()) as Record<'id_token' | 'access_token' | 'refresh_token', string>;
}

/** Real WebSockets for the modelled phone; Node.js has none of its own before version 22. */
const nodeSockets: SocketTransport = ({ url, header, protocols }, listener) => {
  const socket = new WebSocket(url, [...protocols], { headers: header });
  socket.on('open', () => listener.onOpen({}));
  socket.on('message', (data) => listener.onMessage(String(data)));
  socket.on('close', (code, reason) => listener.onClose(code, String(reason)));
  socket.on('error', ({ message }) => listener.onError(message));
  return {
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
  };
};
