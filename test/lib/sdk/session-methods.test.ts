import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { APP_ID, createSignedInWorld, EMAIL, PASSWORD, signedOut } from './world';
import type { World } from './world';

type SignedInWorld = World & { client: AuthenticationClient; userId: string };

let world: SignedInWorld;
beforeEach(async () => {
  world = await createSignedInWorld();
});
afterEach(() => world.close());

const token = (): string => world.stored()!.token;
/** Rejects with what is not there: no connection. */
const offline = (): void => world.device.network.goOffline();

describe('getCurrentUser', () => {
  it('resolves with the user, custom data as an object, and keeps it', async () => {
    world.server.admin.defineField(APP_ID, 'age', 'NUMBER');
    await world.client.setUdfValue({ age: 36 });
    const user = await world.client.getCurrentUser();
    expect(user).toMatchObject({ id: world.userId, email: EMAIL, customData: { age: 36 }, identities: [] });
    expect(world.stored()!.user).toMatchObject({ id: world.userId, customData: { age: 36 }, identities: [] });
  });

  it('does not take "offline" for "signed out"', async () => {
    offline();
    await expect(world.client.getCurrentUser()).rejects.toMatchObject({ name: 'AuthingError', reason: 'network' });
    expect(world.client.checkLoggedIn()).toBe(world.userId);
  });

  it.each([
    ['badGateway', 'http'],
    ['nonsense', 'server'],
  ] as const)('rejects on %s', async (fault, reason) => {
    world.server.faults[fault]({ times: Infinity });
    await expect(world.client.getCurrentUser()).rejects.toMatchObject({ reason });
  });

  it.each([2020, 2206, 2207])('resolves with null when Authing says %i: nobody is signed in', async (code) => {
    world.server.faults.error(code);
    await expect(world.client.getCurrentUser()).resolves.toBeNull();
    expect(world.stored()!.user).toMatchObject({ id: world.userId });
  });

  it('resolves with null when Authing knows no such user', async () => {
    world.server.faults.edit({ operation: 'user' }, () => ({ data: { user: null } }));
    await expect(world.client.getCurrentUser()).resolves.toBeNull();
  });

  it('does not bring a user back who signed out meanwhile', async () => {
    world.server.faults.slow(100, { operation: 'user' });
    const arrived = world.arrival('user');
    const answer = world.client.getCurrentUser();
    await arrived;
    await world.client.logout();
    await expect(answer).resolves.toMatchObject({ id: world.userId });
    expect(world.stored()).toBeUndefined();
    expect(() => world.client.checkLoggedIn()).toThrow(signedOut);
  });
});

describe('logout', () => {
  const ways = [
    ['logout', '/api/v2/logout'],
    ['logoutCurrent', '/logout'],
  ] as const;
  it.each(ways)('%s signs out here and at Authing', async (method, path) => {
    const before = token();
    await world.client[method]();
    expect(world.stored()).toBeUndefined();
    expect(world.server.requests.all.map((request) => [request.method, request.path])).toEqual([['GET', path]]);
    expect(world.server.requests.last.headers.authorization).toBe(`Bearer ${before}`);
    expect(await world.client.checkLoginStatus(before)).toMatchObject({ status: false });
  });

  it('signs out here even when Authing cannot be reached, and says so', async () => {
    offline();
    await expect(world.client.logout()).rejects.toMatchObject({
      name: 'AuthingError',
      reason: 'network',
      stage: 'logout',
      retryable: false,
      data: { signedOutLocally: true },
    });
    expect(world.stored()).toBeUndefined();
    expect(() => world.client.checkLoggedIn()).toThrow(signedOut);
  });

  it('signs out here when Authing answers an error, and says so', async () => {
    world.server.faults.error(1000);
    await expect(world.client.logout()).rejects.toMatchObject({
      code: 1000,
      reason: 'server',
      stage: 'logout',
      data: { signedOutLocally: true },
    });
    expect(world.stored()).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['Authing had ended the session before', () => world.server.faults.error(2206)],
    ['the answer is where a browser should go next', () => world.server.faults.badGateway({}, 302)],
  ])('is content when %s', async (_, answer) => {
    answer();
    await expect(world.client.logoutCurrent()).resolves.toBeUndefined();
    expect(world.stored()).toBeUndefined();
  });

  it('sends nothing when nobody is signed in', async () => {
    await world.client.logout();
    world.server.requests.clear();
    await expect(world.client.logout()).resolves.toBeUndefined();
    expect(world.server.requests).toHaveLength(0);
  });

  it('leaves alone who signs in while Authing is being told', async () => {
    world.server.faults.slow(100, { path: '/api/v2/logout' });
    const leaving = world.client.logout();
    await world.client.loginByUsername('ada', PASSWORD);
    await leaving;
    expect(world.stored()!.user).toMatchObject({ id: world.userId });
  });
});

describe('the cached user', () => {
  const rich = { customData: { age: 36 }, identities: [{ provider: 'wechat' }] };
  const withMore = async (): Promise<void> => {
    world.client.setCurrentUser({ id: world.userId, ...rich } as never);
    await Promise.resolve();
  };

  it('keeps custom data and identities through updateProfile, whose answer has neither', async () => {
    await withMore();
    const updated = await world.client.updateProfile({ nickname: 'Countess' });
    expect(updated).toMatchObject({ nickname: 'Countess', ...rich });
    expect(world.stored()!.user).toMatchObject({ nickname: 'Countess', email: EMAIL, ...rich });
  });

  it('keeps its token when an answer says token: null', async () => {
    const before = token();
    world.server.faults.tokenNull();
    await world.client.updateProfile({ nickname: 'Countess' });
    expect(world.stored()).toMatchObject({ token: before, user: { token: before, nickname: 'Countess' } });
    expect(await world.client.checkLoginStatus()).toMatchObject({ status: true });
  });

  it('hears of updatePhone, bindPhone and unbindPhone', async () => {
    await withMore();
    const change = async (phone: string): Promise<string> => {
      await world.client.sendSmsCode(phone);
      return world.server.outbox.last(phone).code;
    };
    await world.client.bindPhone('10000000001', await change('10000000001'));
    expect(world.stored()!.user).toMatchObject({ phone: '10000000001', ...rich });
    await world.client.updatePhone('10000000002', await change('10000000002'), '10000000001', await change('10000000001'));
    expect(world.stored()!.user).toMatchObject({ phone: '10000000002', ...rich });
    await world.client.unbindPhone();
    expect(world.stored()!.user).toMatchObject({ phone: null, ...rich });
  });

  it('hears of updateEmail, unbindEmail and bindEmail', async () => {
    await withMore();
    const change = async (email: string): Promise<string> => {
      await world.client.sendEmail(email, 'CHANGE_EMAIL' as never);
      return world.server.outbox.last(email).code;
    };
    await world.client.updateEmail('new@example.com', await change('new@example.com'), EMAIL, await change(EMAIL));
    expect(world.stored()!.user).toMatchObject({ email: 'new@example.com', ...rich });
    await world.client.unbindEmail();
    expect(world.stored()!.user).toMatchObject({ email: null, ...rich });
    await world.client.bindEmail('newer@example.com', await change('newer@example.com'));
    expect(world.stored()!.user).toMatchObject({ email: 'newer@example.com', ...rich });
  });

  it('is replaced, not mixed, when somebody else signs in', async () => {
    await withMore();
    world.server.admin.createUser(APP_ID, { username: 'grace', password: PASSWORD });
    const grace = await world.client.loginByUsername('grace', PASSWORD);
    expect(world.stored()!.user).toMatchObject({ id: grace.id, username: 'grace', email: null });
    expect(world.stored()!.user).not.toMatchObject({ customData: rich.customData });
  });

  it('is not changed by an answer about the one before', async () => {
    world.server.admin.createUser(APP_ID, { username: 'grace', password: PASSWORD });
    world.server.faults.slow(150, { operation: 'updateUser' });
    const arrived = world.arrival('updateUser');
    const update = world.client.updateProfile({ nickname: 'Countess' });
    await arrived;
    const grace = await world.client.loginByUsername('grace', PASSWORD);
    await expect(update).resolves.toMatchObject({ id: world.userId, nickname: 'Countess' });
    expect(world.stored()!.user).toMatchObject({ id: grace.id, nickname: null });
  });

  it('is not replaced by an answer that is no user', async () => {
    const before = world.stored();
    world.server.faults.edit({ operation: 'updateUser' }, () => ({ data: { updateUser: { nickname: 'nobody' } } }));
    await expect(world.client.updateProfile({ nickname: 'Countess' })).rejects.toMatchObject({ reason: 'server' });
    expect(world.stored()).toEqual(before);
  });
});

describe('updateProfile', () => {
  it("never sends a password, and leaves the caller's object alone", async () => {
    const updates = Object.freeze({ nickname: 'Countess', password: 'secret' });
    await world.client.updateProfile(updates);
    expect(world.server.requests.last.body).toMatchObject({ variables: { input: { nickname: 'Countess' } } });
    expect(JSON.stringify(world.server.requests.last.body)).not.toContain('secret');
  });

  it('sends the tokens that prove a new phone or email', async () => {
    await world.client.updateProfile({ nickname: 'Countess' }, { emailToken: 'e', phoneToken: 'p' }).catch(() => undefined);
    expect(world.server.requests.last.body).toMatchObject({ variables: { id: world.userId, emailToken: 'e', phoneToken: 'p' } });
  });

  it('refuses what is no object, without a request', async () => {
    for (const updates of [undefined, null, 'nickname']) {
      await expect(world.client.updateProfile(updates as never)).rejects.toMatchObject({ reason: 'invalid_argument' });
    }
    expect(world.server.requests).toHaveLength(0);
  });
});

describe('checkLoggedIn', () => {
  /** A JWT that nobody signed: the phone cannot check signatures anyway. */
  const jwt = (claims: object): string => ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join('.');

  it('looks at the token, not only at the cached user', async () => {
    expect(world.client.checkLoggedIn()).toBe(world.userId);
    await world.client.logout();
    expect(() => world.client.checkLoggedIn()).toThrow(signedOut);
  });

  it('refuses a token that has expired', () => {
    world.client.setToken(jwt({ sub: world.userId, exp: Math.floor(Date.now() / 1000) - 1 }));
    expect(() => world.client.checkLoggedIn()).toThrow(expect.objectContaining({ reason: 'unauthenticated', code: 2206 }));
  });

  it.each([
    ['sub', { sub: 'user-1' }],
    ['data.id', { data: { id: 'user-1' } }],
  ])('reads the id from %s', async (_, claims) => {
    await world.client.logout();
    world.client.setToken(jwt({ ...claims, exp: Math.floor(Date.now() / 1000) + 60 }));
    expect(world.client.checkLoggedIn()).toBe('user-1');
  });

  it("takes the cached user's id when the token is opaque, and refuses when there is neither", async () => {
    world.client.setToken('opaque');
    expect(world.client.checkLoggedIn()).toBe(world.userId);
    await world.client.logout();
    world.client.setToken('opaque');
    expect(() => world.client.checkLoggedIn()).toThrow(signedOut);
  });

  it('takes an expiry that is no number for none', () => {
    world.client.setToken(jwt({ sub: world.userId, exp: '1' }));
    expect(world.client.checkLoggedIn()).toBe(world.userId);
  });

  it('makes methods about the user reject, not throw', async () => {
    await world.client.logout();
    world.server.requests.clear();
    const { client } = world;
    const calls = [() => client.updateProfile({}), () => client.listUdv(), () => client.hasRole('r'), () => client.updateAvatar('x')];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name: 'AuthingError', reason: 'unauthenticated' });
    }
    expect(world.server.requests).toHaveLength(0);
  });
});

it("setLang turns the server's and the library's messages", async () => {
  world.client.setLang('en-US');
  await expect(world.client.loginByUsername('nobody', PASSWORD)).rejects.toMatchObject({ message: 'The user does not exist' });
  offline();
  await expect(world.client.getCurrentUser()).rejects.toMatchObject({ message: expect.stringMatching(/^No connection/) as string });
  world.client.setLang('zh-CN');
  await expect(world.client.getCurrentUser()).rejects.toMatchObject({ message: expect.stringMatching(/网络/) as string });
});

it('a restarted app is still signed in', async () => {
  world.restart();
  const client = world.createClient();
  expect(client.checkLoggedIn()).toBe(world.userId);
  await expect(client.getCurrentUser()).resolves.toMatchObject({ id: world.userId });
});
