/** @jest-environment ./test/harness/environment.js */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthenticationClient } from '../../index';
import { filesIn } from '../../tools/lint/files';
import { APP_ID, createHarness, HOST, sessionKey } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { root } from './markdown';

/** A token that claims these things; nobody verifies it here. */
const tokenFor = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

/** What docs/security.md says and no other test shows. Asked of the built package. */
describe('security', () => {
  let harness: Harness;
  beforeEach(async () => {
    jest.useFakeTimers();
    harness = await createHarness('glass-easel');
  });
  afterEach(() => jest.useRealTimers());

  const client = (options: object = {}): AuthenticationClient =>
    new (harness.library().AuthenticationClient)({ appId: APP_ID, host: harness.server.url, ...options });
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => undefined);
    await harness.pass(15_000);
    return promise;
  };
  /** What a promise that may well fail rejects with; undefined when it does not. */
  const failing = (promise: Promise<unknown>): Promise<unknown> =>
    settled(promise).then(
      () => undefined,
      (error: unknown) => error,
    );
  const signedIn = (): AuthenticationClient => {
    const authing = client();
    authing.setCurrentUser(harness.server.admin.signIn(APP_ID, harness.server.admin.createUser(APP_ID, { username: 'ann' }).id) as never);
    return authing;
  };
  const built = (extension: string): string[] => {
    const dist = join(root, 'miniprogram_dist');
    return filesIn(dist)
      .filter((path) => path.endsWith(extension))
      .map((path) => readFileSync(join(dist, path), 'utf8'));
  };

  describe('no address that only looks like this machine', () => {
    it.each([
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'http://127.0.0.1@evil.example',
      'http://localhost:80@evil.example',
      'http://127.0.0.1\\.evil.example',
      'https://core.authing.cn@evil.example',
      'https://core.authing.cn\\@evil.example',
      'HTTP://authing.example',
      'http://0.0.0.0',
      'javascript:1',
      'https://',
      ' https://core.authing.cn',
      'https://core.authing.cn\n',
    ])('%j', (address) => {
      const refused = expect.objectContaining({ name: 'AuthingError', reason: 'not_configured', stage: 'configure' });
      expect(() => client({ host: address })).toThrow(refused);
      expect(() => client({ appHost: address })).toThrow(refused);
    });

    it.each(['http://127.0.0.1:3000', 'http://localhost', 'http://[::1]:8080', 'https://authing.example:8443/base'])(
      'but %s is taken',
      (address) => {
        expect(client({ host: address }).options.host).toBe(address);
      },
    );
  });

  it('the token goes to Authing alone', async () => {
    const token = signedIn().tokenProvider.getToken();
    const sent: [url: string, authorization: unknown][] = [];
    const { wx } = harness.device;
    (globalThis as unknown as { wx: object }).wx = new Proxy(wx, {
      get: (target, name) =>
        name === 'request'
          ? (option: WechatMiniprogram.RequestOption) => {
              sent.push([option.url, (option.header as Record<string, unknown>)['Authorization']]);
              return wx.request(option);
            }
          : (Reflect.get(target, name) as unknown),
    });
    const own = [`${harness.server.url}/api/v2/users/me/security-level`, 'https://app.authing.example/x'];
    const others = [
      'https://evil.example/',
      `https://evil.example/?${harness.server.url}/`,
      `${harness.server.url}.evil.example/`,
      `${harness.server.url}@evil.example/`,
      `${harness.server.url.replace('http', 'https')}/`,
      `${harness.server.url}:1234/`,
    ];
    const { httpClient, tokenProvider } = client({ appHost: 'https://app.authing.example/' });
    // Another address: another session.
    expect(tokenProvider.getToken()).toBeNull();
    tokenProvider.setToken(token as string);
    for (const url of [...own, ...others]) await failing(Promise.resolve(httpClient.request({ method: 'GET', url } as never)));
    expect(sent).toEqual([...own.map((url) => [url, `Bearer ${token}`]), ...others.map((url) => [url, undefined])]);
  });

  it('news about somebody else is dropped', async () => {
    const authing = signedIn();
    const before = harness.storage();
    authing.setCurrentUser({ id: 'mallory', username: 'mallory', token: null } as never);
    authing.tokenProvider.setUser({ id: 'mallory', username: 'mallory' } as never);
    harness.server.faults.edit({ operation: 'updateUser' }, (body) => ({
      data: { updateUser: { ...(body as { data: { updateUser: object } }).data.updateUser, id: 'mallory', token: null } },
    }));
    await settled(authing.updateProfile({ nickname: 'Anna' }));
    const noUser = expect.objectContaining({ name: 'AuthingError', reason: 'invalid_argument' }) as Error;
    for (const nobody of [null, {}, { id: '' }, { id: 7 }]) expect(() => authing.setCurrentUser(nobody as never)).toThrow(noUser);
    expect(harness.storage()).toEqual(before);
    expect(authing.tokenProvider.getUser()).toMatchObject({ username: 'ann' });
  });

  it('a hostile answer changes no prototype', async () => {
    const shared = (): string[][] => [Object.prototype, Array.prototype, Function.prototype].map((one) => Object.getOwnPropertyNames(one));
    const known = shared();
    const poison = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const authing = signedIn();
    const hostile: [answer: string, call: () => Promise<unknown>][] = [
      [`{"code":200,${poison},"data":{"id":"u","token":"t.o.k",${poison}}}`, () => authing.loginByCode('code')],
      [`{"code":2031,${poison},"message":"no","data":{${poison}}}`, () => authing.loginByCode('code')],
      [
        `{"data":{${poison},"user":{"id":"u",${poison},"customData":[{"key":"__proto__","value":"{}","dataType":"OBJECT"}]}}}`,
        () => authing.getCurrentUser(),
      ],
      [`{"errors":[{${poison},"message":{"code":2004,"message":"no",${poison}}}]}`, () => authing.getCurrentUser()],
    ];
    for (const [answer, call] of hostile) {
      harness.server.faults.nonsense({}, answer);
      await failing(call());
    }
    expect(harness.server.requests.all.map(({ fault }) => fault)).toHaveLength(hostile.length);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(shared()).toEqual(known);
  });

  it("a server's words are short, and repeat nothing that was sent", async () => {
    const phone = '10000000001';
    const code = 'Zx9'.repeat(10);
    const words = `no: ${phone}, ${code}, ${'long '.repeat(1000)}`;
    harness.server.faults.error(2031, {}, words);
    harness.server.faults.error(2031, {}, words);
    harness.server.faults.edit({ path: '/oidc/token' }, () => ({ error: 'invalid_grant', error_description: words }));
    const calls = [
      () => client().loginByCode(code),
      () => client().getCurrentUser(),
      () => client({ secret: 'app-secret', protocol: 'oidc' }).getAccessTokenByCode(code),
    ];
    for (const call of calls) {
      const { message } = (await failing(call())) as Error;
      expect(message).toMatch(/^no: /);
      expect(message.length).toBeLessThanOrEqual(200);
      expect([message.includes(phone), message.includes(code)]).toEqual([false, false]);
    }
  });

  it('texts from the server stay text', () => {
    const tags = new Set(built('.wxml').flatMap((wxml) => [...wxml.matchAll(/<([a-z][\w-]*)/g)].map(([, tag]) => tag)));
    const known = ['button', 'form', 'image', 'import', 'input', 'root-portal', 'scroll-view', 'slot', 'template', 'view'];
    const components = ['avatar-picker', 'login-button', 'nickname-input', 'phone-button'];
    expect([...tags].sort()).toEqual(['block', ...known, ...components].sort());
  });

  it('takes no global listener but the one that it takes back', () => {
    expect(built('.js').length).toBeGreaterThan(5);
    const listeners = built('.js').flatMap((code) => code.match(/\bwx\.o(n|ff)[A-Z]\w*/g) ?? []);
    expect([...new Set(listeners)].sort()).toEqual(['wx.offNetworkStatusChange', 'wx.onNetworkStatusChange']);
  });

  describe('ignores a stored value that is no session', () => {
    const key = sessionKey;
    const own = { appId: APP_ID, host: HOST, user: { id: 'u' } };
    it.each([
      ['a text', 'token'],
      ['a number', 5],
      ['a list', ['t']],
      ['nothing', null],
      ['no token', own],
      ['an empty token', { ...own, token: '' }],
      ['a token that is no text', { ...own, token: { length: 1 } }],
      ['"null"', { ...own, token: 'null' }],
      ['"undefined"', { ...own, token: 'undefined' }],
      ['two words', { ...own, token: 'two words' }],
      ['a broken header', { ...own, token: 'a\r\nX-Evil: 1' }],
      ['letters beyond ASCII', { ...own, token: 'tökén' }],
      ["another app's record", { ...own, token: 't.o.k', appId: 'another-app' }],
      ["another app's token in our record", { ...own, token: tokenFor({ aud: 'another-app' }) }],
      ["another app's old token in our record", { ...own, token: tokenFor({ data: { appId: 'another-app' } }) }],
      ['a token in a record for another', { ...own, token: tokenFor({ aud: APP_ID }), issuedTo: 'https://api.example' }],
    ])('%s', async (_what, value) => {
      harness.device.wx.setStorageSync(key, value);
      const authing = client();
      expect([authing.tokenProvider.getToken(), authing.tokenProvider.getUser()]).toEqual([null, null]);
      await failing(authing.getSecurityLevel());
      expect(harness.server.requests.all.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
    });

    it.each([
      ['an access token for an API', { aud: 'https://api.example' }],
      ['one for several', { aud: [APP_ID, 'https://api.example'] }],
      ['one for this app', { aud: APP_ID }],
      ['one that does not say', {}],
    ])('but keeps what the app signed in with: %s', (_what, claims) => {
      const token = tokenFor(claims);
      client().setToken(token);
      harness.restart();
      expect(client().tokenProvider.getToken()).toBe(token);
    });

    it('and keeps a token whose user is none', () => {
      harness.device.wx.setStorageSync(key, { appId: APP_ID, host: HOST, token: 't.o.k', user: 'ann' });
      expect([client().tokenProvider.getToken(), client().tokenProvider.getUser()]).toEqual(['t.o.k', null]);
    });
  });

  it('no secret in an error or on the console', async () => {
    const printed: unknown[] = [];
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const spies = methods.map((method) => jest.spyOn(console, method).mockImplementation((...values) => void printed.push(...values)));
    const authing = signedIn();
    const token = authing.tokenProvider.getToken()!;
    const button = harness.mount('phone-button');
    const picker = harness.mount('avatar-picker');
    const errors: unknown[] = [];
    const { faults } = harness.server;
    const troubles = [
      () => faults.badGateway(),
      () => faults.nonsense(),
      () => faults.truncated(),
      () => faults.error(2031),
      () => faults.drop(),
      () => faults.hang(),
      () => harness.device.faults.next('request', { kind: 'offline' }),
      () => harness.device.faults.next('request', { kind: 'timeout' }),
      () => harness.wechat.cloud.faults.next('exchangeCode', { kind: 'refuse', errcode: 40163 }),
      () => harness.device.wx.login({}),
      () => harness.device.faults.next('storage.write', { kind: 'full' }),
      () => harness.device.faults.next('login', { kind: 'fail' }),
    ];
    for (const trouble of troubles) {
      await harness.pass(2000);
      trouble();
      harness.press(button);
      await harness.pass(15_000);
      trouble();
      harness.press(picker);
      await harness.pass(15_000);
      trouble();
      errors.push(await failing(authing.updateProfile({ nickname: 'Anna' })));
      trouble();
      errors.push(await failing(authing.loginByUsername('ann', 'a secret password')));
      faults.clear();
    }
    spies.forEach((spy) => spy.mockRestore());
    const told = [button, picker].flatMap(({ events }) => events.filter(({ name }) => name === 'error' || name === 'cancel'));
    expect(told.length + errors.filter(Boolean).length).toBeGreaterThan(2 * troubles.length);

    const phoneNumber = harness.wechat.cloud.users[0]!.phone!.purePhoneNumber;
    const codes = harness.wechat.timeline.of('code.issued').map(({ detail }) => detail.code);
    const sealed = harness.requestsTo('/auth-by-phone').flatMap(({ body }) => Object.values(body as Record<string, string>));
    const tokens = [token, authing.tokenProvider.getToken()!, harness.library().getAuthing().tokenProvider.getToken()!];
    const secrets = [...new Set([phoneNumber, 'a secret password', ...codes, ...sealed, ...tokens])];
    expect(secrets.length).toBeGreaterThan(30);
    const text = [...told, ...errors, ...printed].map(everything).join('\n');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('depends on nothing', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>;
    const kinds = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'];
    expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
    // Types, for who wants them: neither npm nor WeChat installs an optional peer.
    const optional = Object.keys(manifest.peerDependencies ?? {}).map((name) => [name, { optional: true }]);
    expect(manifest.peerDependenciesMeta ?? {}).toEqual(Object.fromEntries(optional));
    const required = built('.js').flatMap((code) =>
      [...code.matchAll(/\brequire\(\s*(["'])([^"']+)\1\s*\)/g)].map(([, , module]) => module!),
    );
    expect(required.length).toBeGreaterThan(20);
    expect(required.filter((module) => !module.startsWith('.'))).toEqual([]);
  });
});

/** A value with all that is in it, also what JSON leaves out of an Error. */
function everything(value: unknown): string {
  if (value instanceof Error || (typeof value === 'object' && value !== null)) {
    return Object.getOwnPropertyNames(value)
      .map((name) => `${name}: ${everything((value as Record<string, unknown>)[name])}`)
      .join('\n');
  }
  return String(value);
}
