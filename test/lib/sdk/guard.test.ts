import type { AuthingError } from '../../../lib/errors/authing-error';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { createSignedInWorld, createWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

let world: World & { client: AuthenticationClient; userId: string };
beforeEach(async () => {
  world = await createSignedInWorld();
});
afterEach(() => world.close());

/** Every method of a client and of the clients in it, bound, by its path. */
function methods(client: AuthenticationClient): Map<string, (...args: unknown[]) => unknown> {
  const found = new Map<string, (...args: unknown[]) => unknown>();
  const collect = (owner: object, path: string): void => {
    for (let type = Object.getPrototypeOf(owner) as object; Object.getPrototypeOf(type); type = Object.getPrototypeOf(type) as object) {
      for (const name of Object.getOwnPropertyNames(type)) {
        const method = Object.getOwnPropertyDescriptor(type, name)!.value as unknown;
        if (name !== 'constructor' && typeof method === 'function') {
          found.set(path + name, (...args) => (owner as Record<string, (...all: unknown[]) => unknown>)[name]!(...args));
        }
      }
    }
  };
  collect(client, '');
  for (const name of ['mfa', 'social', 'enterprise', 'principal', 'qrcode', 'event', 'browserFingerprint'] as const) {
    collect(client[name], `${name}.`);
  }
  return found;
}

/** What a call ends in: a value, or what it threw or rejected with. */
async function outcome(call: () => unknown): Promise<{ value?: unknown; error?: unknown }> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

const junk: [string, unknown[]][] = [
  ['nothing', []],
  ['null', [null, null, null]],
  ['numbers', [1, 2, 3]],
  ['objects', [{}, {}, {}]],
  ['functions', [() => 1, () => 2]],
];

it.each(junk)('whatever is called with %s fails with an AuthingError, if it fails', async (_, args) => {
  let calls = 0;
  for (const [path, method] of methods(world.client)) {
    // Polling goes on until somebody stops it; the others are covered by their own tests.
    if (/startPolling|^event\.(sub|connect)|^set|^clearUser/.test(path)) continue;
    const { error } = await outcome(() => method(...args));
    calls++;
    if (error !== undefined) expect([path, (error as Error).name]).toEqual([path, 'AuthingError']);
  }
  expect(calls).toBeGreaterThan(100);
});

it.each([
  ['arrays', []],
  ['null', null],
  ['texts', 'text'],
  ['numbers', 7],
  ['empty objects', {}],
])('answers that are %s leave the session as it was, and fail with an AuthingError, if they fail', async (_, data) => {
  const before = world.stored();
  world.server.faults.edit({ times: Infinity }, () => ({ code: 200, message: 'ok', data }));
  const args = [EMAIL, 'code', 'Other-Password-1', { a: 1 }];
  for (const [path, method] of methods(world.client)) {
    if (/startPolling|^event\.(sub|connect)|^set|logout|signOut|endSession|^register$|^login$/.test(path)) continue;
    const { error } = await outcome(() => method(...args));
    if (error !== undefined) expect([path, (error as Error).name]).toEqual([path, 'AuthingError']);
  }
  expect(world.stored()).toEqual(before);
});

describe('an error', () => {
  it("about an argument keeps the SDK's words", async () => {
    await expect(world.client.event.pub(1 as never, 'data')).rejects.toMatchObject({
      reason: 'invalid_argument',
      message: expect.stringContaining('string') as string,
    });
    const expected = { reason: 'invalid_argument', message: 'password must be a `string`' };
    expect(() => world.client.computedPasswordSecurityLevel(1 as never)).toThrow(expect.objectContaining(expected) as Error);
    await expect(world.client.setUdfValue({})).rejects.toMatchObject({ reason: 'invalid_argument', message: 'empty udf value list' });
  });

  it('that the engine throws says nothing of the engine, and has it as its cause', async () => {
    await expect(world.client.setUdfValue(null as never)).rejects.toMatchObject({
      reason: 'invalid_argument',
      message: expect.not.stringMatching(/undefined|null|convert/) as string,
      cause: expect.objectContaining({ name: 'TypeError' }) as Error,
    });
  });

  it("over an answer is the server's", async () => {
    world.server.faults.edit({ operation: 'udv' }, () => ({ data: { udv: null } }));
    await expect(world.client.listUdv()).rejects.toMatchObject({ reason: 'server' });
    world.server.faults.edit({ operation: 'user' }, () => ({ data: { user: null } }));
    await expect(world.client.listAuthorizedResources('default')).rejects.toMatchObject({ reason: 'server', message: '用户不存在' });
  });
});

it('a bad argument gives the same error at every call, whatever else is under way', async () => {
  const endless: Record<string, unknown> = {};
  endless.self = endless;
  const bad: (() => Promise<unknown>)[] = [
    () => world.client.isUserExists(null as never),
    () => world.client.setUdfValue(null as never),
    () => world.client.setUdv('key', endless),
    () => world.client.loginByEmail(EMAIL, PASSWORD, { context: endless }),
    () => world.client.registerByEmail(EMAIL, PASSWORD, null, { context: endless }),
    () => world.client.principal.authenticate(null as never),
    () => world.client.social.unlinkExtIdp(null as never),
    () => world.client.linkAccount(null as never),
  ];
  const reasons = new Set<string>();
  const good: Promise<unknown>[] = [];
  for (let round = 0; round < 4; round++) {
    for (const call of bad) {
      good.push(world.client.getCurrentUser());
      await call().catch((error: AuthingError) => reasons.add(`${error.name} ${error.reason}`));
      good.push(world.client.isUserExists({ email: EMAIL }), world.client.listUdv());
      await Promise.all(bad.map((other) => other().catch((error: AuthingError) => reasons.add(`${error.name} ${error.reason}`))));
    }
  }
  await Promise.all(good);
  expect([...reasons]).toEqual(['AuthingError invalid_argument']);
});

it('a bad answer gives the same error at every call, whatever else is under way', async () => {
  const reasons = new Set<string>();
  const note = (error: AuthingError): unknown => reasons.add(`${error.name} ${error.reason}`);
  for (let round = 0; round < 4; round++) {
    world.server.faults.edit({ operation: 'udv', times: 2 }, () => ({ data: { udv: [null] } }));
    world.server.faults.edit({ operation: 'setUdv' }, () => ({ data: { setUdv: null } }));
    world.server.faults.edit({ operation: 'user' }, () => ({ data: { user: null } }));
    await Promise.all([
      world.client.listUdv().catch(note),
      world.client.getUdfValue().catch(note),
      world.client.setUdv('key', 1).catch(note),
      world.client.listDepartments().catch(note),
      world.client.isUserExists(null as never).catch(() => undefined),
    ]);
  }
  expect([...reasons]).toEqual(['AuthingError server']);
});

describe('an own key __proto__', () => {
  const evil = (): Record<string, unknown> => JSON.parse('{"__proto__":{"evil":1},"good":2}') as Record<string, unknown>;

  it('in what is copied stops before anything is sent', async () => {
    const { client } = world;
    for (const call of [
      () => client.registerByEmail('new@example.com', PASSWORD, null, { customData: evil() }),
      () => client.registerByEmail('new@example.com', PASSWORD, evil()),
      () => client.registerByEmailCode('new@example.com', '1', null, evil()),
      () => client.loginByEmail(EMAIL, PASSWORD, { context: evil() }),
      () => client.loginByPhoneCode('10000000001', '1', { customData: evil() }),
      () => client.updateProfile(evil()),
      () => client.setUdfValue(evil()),
      () => client.signinByCredentials({ connection: 'PASSWORD', passwordPayload: evil() } as never),
    ])
      await expect(call()).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument', message: '__proto__' });
    expect(world.server.requests).toHaveLength(0);
  });

  it('among the fields of a user pool is left out', async () => {
    const fields = [
      { key: '__proto__', dataType: 'OBJECT', value: '{"evil":1}' },
      { key: 'good', dataType: 'NUMBER', value: '2' },
    ];
    world.server.faults.edit({ operation: 'udv' }, () => ({ data: { udv: fields } }));
    const values = await world.client.getUdfValue();
    expect(values).toEqual({ good: 2 });
    expect((values as { evil?: unknown }).evil).toBeUndefined();
  });
});

describe('onError', () => {
  it.each([
    ["an error of Authing's", (client: AuthenticationClient) => client.loginByEmail('nobody@example.com', PASSWORD), 2004],
    ['a REST error', (client: AuthenticationClient) => client.loginByEmailCode(EMAIL, '000000'), 2001],
    ['a lost connection', (client: AuthenticationClient) => (world.server.faults.drop({ times: 3 }), client.getCurrentUser()), 9002],
  ])('hears of %s exactly once', async (_, call, code) => {
    const onError = jest.fn();
    await expect(call(world.createClient({ onError }))).rejects.toMatchObject({ code });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toBe(code);
  });

  it('does not hear of a call that never left the phone', async () => {
    const onError = jest.fn();
    const client = world.createClient({ onError });
    await client.updateProfile(null as never).catch(() => undefined);
    await client.social.authorize('github').catch(() => undefined);
    expect(onError).not.toHaveBeenCalled();
  });

  it('may throw without changing what the caller gets', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const client = world.createClient({
      onError: () => {
        throw new Error('app');
      },
    });
    await expect(client.loginByEmail('nobody@example.com', PASSWORD)).rejects.toMatchObject({ name: 'AuthingError', code: 2004 });
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
  });
});

it.each([
  ['social.authorize', (client: AuthenticationClient) => client.social.authorize('github')],
  ['enterprise.authorize', (client: AuthenticationClient) => client.enterprise.authorize('oidc' as never, 'x')],
  ['qrcode.startScanning', (client: AuthenticationClient) => client.qrcode.startScanning('x')],
  ['browserFingerprint.createDevice', (client: AuthenticationClient) => client.browserFingerprint.createDevice()],
])('%s, which needs a browser, rejects at once and says what to use instead', async (_, call) => {
  const bare = await createWorld();
  await expect(call(bare.createClient({ lang: 'en-US' }))).rejects.toMatchObject({
    name: 'AuthingError',
    reason: 'unsupported',
    retryable: false,
    message: expect.stringMatching(/\w+\(\)/) as string,
  });
  expect(bare.server.requests).toHaveLength(0);
  await bare.close();
});

describe('a client that a framework observes', () => {
  it('is not changed by a call that asks what is known', async () => {
    await world.client.isUserExists({ email: EMAIL });
    const changed: PropertyKey[] = [];
    const observed = <T extends object>(target: T): T =>
      new Proxy(target, {
        get: (of, name, receiver) => {
          const value: unknown = Reflect.get(of, name, receiver);
          return typeof value === 'object' && value !== null ? observed(value) : value;
        },
        set: (of, name, value) => changed.push(name) > 0 && Reflect.set(of, name, value),
      });
    await observed(world.client).isUserExists({ email: EMAIL });
    expect(changed).toEqual([]);
  });

  it('may be frozen', async () => {
    Object.freeze(world.client.httpClient);
    expect(world.client.checkLoggedIn()).toBe(world.userId);
    await expect(world.client.getCurrentUser()).resolves.toMatchObject({ id: world.userId });
  });
});
