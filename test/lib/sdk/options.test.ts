import type { AuthenticationClientOptions } from '../../../lib/sdk/options';
import { APP_ID, createWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  world.server.admin.createUser(APP_ID, { email: EMAIL, password: PASSWORD });
});
afterEach(() => world.close());

describe('the options', () => {
  it('are never changed, and may be frozen', async () => {
    const host = world.server.url;
    const options = Object.freeze({ appId: APP_ID, host, timeout: 0, secret: '', tenantId: undefined, headers: undefined });
    const copy = { ...options };
    const client = world.createClient(options as never);
    client.setLang('en-US');
    client.setRequestFrom('test');
    await client.loginByEmail(EMAIL, PASSWORD);
    expect(options).toEqual(copy);
  });

  it.each([undefined, null, 0, -1, 'soon'])('with the time-out %p mean 10 seconds', (timeout) => {
    expect(world.createClient({ timeout } as never).options.timeout).toBe(10_000);
  });

  it('that are undefined or null are not given', async () => {
    const injected = { httpClient: undefined, graphqlClient: null, tokenProvider: undefined, encryptFunction: null };
    const none = { ...injected, onError: undefined, lang: null };
    await expect(world.createClient(none as never).loginByEmail(EMAIL, PASSWORD)).resolves.toMatchObject({ email: EMAIL });
    expect(world.stored()!.user).toMatchObject({ email: EMAIL });
  });

  it("are the SDK's defaults where none are given", () => {
    expect(world.createClient().options).toMatchObject({ protocol: 'oidc', tokenEndPointAuthMethod: 'client_secret_post', retryTimes: 5 });
  });

  it.each([
    { appId: undefined },
    { appId: '' },
    { appId: 7 },
    { host: 'http://core.authing.cn' },
    { domain: 'a@b.example' },
    { domain: 'a.example/path' },
    { websocketHost: 'http://ws.example' },
    { socketUri: 'ws://events.example' },
    { host: 'core.authing.cn' },
    { appHost: 'ftp://x' },
  ])('%p are refused at once', (options) => {
    const refused = expect.objectContaining({ name: 'AuthingError', reason: 'not_configured' }) as Error;
    expect(() => world.createClient(options as never)).toThrow(refused);
  });

  it.each(['token', 'accessToken'] as const)('%s signs in', async (name) => {
    const token = world.server.admin.issueToken(APP_ID, world.server.admin.users[0]!.id);
    const client = world.createClient({ [name]: token } as Partial<AuthenticationClientOptions>);
    await expect(client.getCurrentUser()).resolves.toMatchObject({ email: EMAIL });
    expect(world.stored()).toMatchObject({ token });
  });

  it.each([
    ['appHost', (url: string) => ({ appHost: url, host: 'https://127.0.0.1:1' })],
    ['appHost with a slash', (url: string) => ({ appHost: `${url}/`, host: 'https://127.0.0.1:1' })],
    ['host with a slash', (url: string) => ({ host: `${url}/` })],
    ['domain', (url: string) => ({ host: 'http://127.0.0.1:1', domain: url.replace('http://', '') })],
  ])('%s says where requests go', async (_, options) => {
    const client = world.createClient(options(world.server.url));
    await expect(client.isUserExists({ email: EMAIL })).resolves.toBe(true);
    await expect(client.sendSmsCode('10000000001')).resolves.toBeNull();
    expect(world.server.requests.all.map(({ path }) => path)).toEqual(['/graphql/v2', '/api/v2/sms/send']);
  });
});

describe('what authing-wxapp-sdk took, userPoolId and no appId,', () => {
  it.each([
    ['en', /userPoolId.*appId/],
    ['zh_CN', /userPoolId.*请用 appId/],
  ] as const)('is refused in %s with what to write instead', async (language, words) => {
    const old = await createWorld({ device: { language } });
    const options = { appId: undefined, userPoolId: 'pool', onError: () => undefined } as never;
    const refused = { name: 'AuthingError', reason: 'not_configured', message: expect.stringMatching(words) as string };
    expect(() => old.createClient(options)).toThrow(expect.objectContaining(refused) as Error);
    await old.close();
  });
});

it('an app may have its token provider ask: requests wait for the token', async () => {
  const client = world.createClient();
  Object.assign(client.tokenProvider, { getToken: async () => 'TOKEN' });
  await client.getCurrentUser().catch(() => null);
  expect(world.server.requests.all.map(({ headers }) => headers.authorization)).toEqual(['Bearer TOKEN']);
});

describe('a line break', () => {
  const refused = expect.objectContaining({ name: 'AuthingError', reason: 'invalid_argument' }) as Error;
  const evil = 'x\r\nX-Evil: 1';

  it.each(['requestFrom', 'tenantId', 'userPoolId', 'lang', 'secret', 'redirectUri'])('in the option %s is refused', (name) => {
    expect(() => world.createClient({ [name]: evil })).toThrow(refused);
  });

  it('in a PEM is none', () => {
    expect(() => world.createClient({ publicKey: world.server.publicKeys.password })).not.toThrow();
  });

  it('reaches no header and no URL', async () => {
    const client = world.createClient();
    for (const call of [() => client.setLang(evil as never), () => client.setRequestFrom(evil), () => client.setToken(evil)]) {
      expect(call).toThrow(refused);
    }
    await client.isUserExists({ email: EMAIL });
    for (const call of [
      () => client.mfa.verifyTotpMfa({ totp: '1', mfaToken: evil }),
      () => client.getUserInfoByAccessToken(evil, { tokenPlace: 'header' }),
      () => client.qrcode.checkStatus(evil),
      () => client.listApplications({ page: evil as never, limit: 1 }),
      () => world.createClient({ headers: { lang: evil } as never }).isUserExists({ email: EMAIL }),
    ])
      await expect(call()).rejects.toEqual(refused);
    expect(world.server.requests.all.map(({ path }) => path)).toEqual(['/graphql/v2']);
  });
});

describe('what is injected', () => {
  it('takes the place of ours', async () => {
    const requests: unknown[] = [];
    class Recorder {
      async request(request: { url?: string }): Promise<unknown> {
        requests.push(request);
        if (request.url?.endsWith('.well-known')) return { publicKey: world.server.publicKeys.password };
        return { loginByEmail: { id: 'user-1', token: 'token-1' } };
      }

      setOptions(): void {
        requests.push('setOptions');
      }
    }
    class Memory {
      private user: unknown = null;
      getToken(): string | null {
        return (this.user as { token: string } | null)?.token ?? null;
      }
      setToken(token: string): void {
        this.user = { ...(this.user as object), token };
      }
      getUser(): never {
        return this.user as never;
      }
      setUser(user: unknown): void {
        this.user = user;
      }
      clearUser(): void {
        this.user = null;
      }
    }
    const client = world.createClient({ httpClient: Recorder, graphqlClient: Recorder as never, tokenProvider: Memory as never });
    await expect(client.loginByEmail(EMAIL, PASSWORD)).resolves.toMatchObject({ id: 'user-1' });
    client.setRequestFrom('test');
    expect(requests).toEqual([
      expect.objectContaining({ method: 'GET', url: `${world.server.url}/api/v2/.well-known` }),
      expect.objectContaining({ query: expect.stringContaining('loginByEmail') as string }),
      'setOptions',
      'setOptions',
    ]);
    expect(client.checkLoggedIn()).toBe('user-1');
    expect(world.stored()).toBeUndefined();
    expect(world.server.requests).toHaveLength(0);
  });
});

it('clients of one app share their session', async () => {
  const [one, two] = [world.createClient(), world.createClient()];
  const { id } = await one.loginByEmail(EMAIL, PASSWORD);
  expect(two.checkLoggedIn()).toBe(id);
  await two.logout();
  expect(() => one.checkLoggedIn()).toThrow();
});

it('a client without randomness can be made, and used for all but passwords', async () => {
  const old = await createWorld({ device: { baseLibrary: '2.10.0' } });
  const client = old.createClient();
  await expect(client.isUserExists({ email: 'nobody@example.com' })).resolves.toBe(false);
  expect(client.generateCodeChallenge()).toMatch(/^[A-Za-z0-9]{43}$/);
  await old.close();
});
