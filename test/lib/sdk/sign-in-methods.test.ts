import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import { createServerKeys } from 'authing-miniapp-emulator/authing';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { APP_ID, createSignedInWorld, createWorld, EMAIL, PASSWORD, signedOut } from './world';
import type { World } from './world';

let world: World;
let client: AuthenticationClient;
afterEach(() => world.close());

const start = async (...options: Parameters<typeof createWorld>): Promise<void> => {
  world = await createWorld(...options);
  client = world.createClient();
  world.server.admin.createUser(APP_ID, { email: EMAIL, username: 'ada', phone: '10000000001', password: PASSWORD });
};

/** The `input` of the first GraphQL call of a name. */
const sentInput = (operation = 'loginByEmail'): Record<string, unknown> =>
  (world.server.requests.to(operation)[0]!.body as { variables: { input: Record<string, unknown> } }).variables.input;

describe('a password', () => {
  const keys = createServerKeys();

  it("travels RSA-encrypted under Authing's key", async () => {
    await start({ server: { keys } });
    await client.loginByEmail(EMAIL, PASSWORD);
    expect(JSON.stringify(world.server.requests.to('loginByEmail')[0]!.body)).not.toContain(PASSWORD);
    const key = { key: createPrivateKey(keys.password), padding: constants.RSA_NO_PADDING };
    const block = privateDecrypt(key, Buffer.from(sentInput().password as string, 'base64'));
    expect(block.subarray(block.indexOf(0, 2) + 1).toString()).toBe(PASSWORD);
  });

  it('travels SM2-encrypted where the client is given an SM2 key', async () => {
    await start({ server: { keys } });
    client = world.createClient({ encryption: { type: 'sm2', publicKey: keys.sm2.publicKey } });
    await client.loginByEmail(EMAIL, PASSWORD);
    expect(sm2.doDecrypt((sentInput().password as string).replace('sm2:', ''), keys.sm2.privateKey, 1)).toBe(PASSWORD);
  });

  it("is encrypted by the app's own function where it has one", async () => {
    await start({ server: { keys } });
    const encryptFunction = jest.fn(() => Promise.resolve('nonsense'));
    client = world.createClient({ encryptFunction });
    await expect(client.loginByEmail(EMAIL, PASSWORD)).rejects.toMatchObject({ reason: 'server' });
    expect(encryptFunction).toHaveBeenCalledWith(PASSWORD, world.server.publicKeys.password, undefined);
  });

  it('is not sent at all where WeChat has no secure randomness', async () => {
    await start({ server: { keys }, device: { baseLibrary: '2.10.0' } });
    await expect(client.loginByEmail(EMAIL, PASSWORD)).rejects.toMatchObject({ name: 'AuthingError', reason: 'unsupported' });
    expect(world.server.requests.to('loginByEmail')).toHaveLength(0);
  });

  it("is encrypted with the user crypto manager's randomness below base library 2.19.0", async () => {
    await start({ server: { keys }, device: { baseLibrary: '2.18.0' } });
    await expect(client.loginByEmail(EMAIL, PASSWORD)).resolves.toMatchObject({ email: EMAIL });
  });

  it.each([undefined, null, 12345678])('must be a text, not %p', async (password) => {
    await start({ server: { keys } });
    for (const call of [
      () => client.loginByEmail(EMAIL, password as never),
      () => client.registerByEmail('new@example.com', password as never),
      () => client.updatePassword(password as never),
      () => client.resetPasswordByEmailCode(EMAIL, '1', password as never),
    ])
      await expect(call()).rejects.toMatchObject({ name: 'AuthingError', reason: 'invalid_argument' });
    expect(world.server.requests.all.filter(({ path }) => path === '/graphql/v2')).toHaveLength(0);
  });
});

describe('signing in', () => {
  beforeEach(() => start());

  it.each([
    ['an unknown address', 2004, () => client.loginByEmail('nobody@example.com', PASSWORD)],
    ['a wrong password', 2006, () => client.loginByEmail(EMAIL, 'wrong')],
    ['a wrong code', 2001, () => client.loginByPhoneCode('10000000001', '000000')],
    ['an unknown directory entry', 2004, () => client.loginByLdap('nobody', PASSWORD)],
  ] as const)('with %s rejects with code %i and signs nobody in', async (_, code, call) => {
    await expect(call()).rejects.toMatchObject({ name: 'AuthingError', reason: 'server', code });
    expect(world.stored()).toBeUndefined();
  });

  it('sends no token of whoever was signed in before', async () => {
    await client.loginByEmail(EMAIL, PASSWORD);
    world.server.requests.clear();
    await client.sendEmail(EMAIL, 'LOGIN_VERIFY_CODE' as never);
    const { code } = world.server.outbox.last(EMAIL);
    const attempts = [
      client.loginByUsername('ada', PASSWORD),
      client.loginByPhonePassword('10000000001', PASSWORD),
      client.loginByEmailCode(EMAIL, code),
      client.loginByLdap('ada', PASSWORD),
      client.registerByEmail('new@example.com', PASSWORD),
      client.registerByEmailCode(EMAIL, '1'),
      client.loginBySubAccount('clerk', PASSWORD),
    ];
    await Promise.allSettled(attempts);
    const sent = world.server.requests.all.filter(({ operations, path }) => /login|register|verify-user/.test(`${operations[0]}${path}`));
    expect(sent).toHaveLength(attempts.length);
    for (const { headers } of sent) expect(headers).not.toHaveProperty('authorization');
  });

  it('sends params, customData and context as the JSON texts that Authing takes', async () => {
    world.server.admin.defineField(APP_ID, 'age', 'NUMBER');
    const options = { customData: { age: 36 }, context: { from: 'poster' }, clientIp: '10.0.0.1' };
    const user = await client.loginByUsername('ada', PASSWORD, options);
    expect(sentInput('loginByUsername')).toMatchObject({
      username: 'ada',
      autoRegister: false,
      clientIp: '10.0.0.1',
      params: '[{"key":"age","value":36}]',
      context: '{"from":"poster"}',
    });
    expect(user.customData).toEqual({ age: 36 });
    expect(world.stored()!.user).toMatchObject({ customData: { age: 36 } });
    world.server.requests.clear();
    await client.loginByUsername('ada', PASSWORD, { params: [{ key: 'age', value: 37 }] });
    expect(sentInput('loginByUsername')).toMatchObject({ params: '[{"key":"age","value":37}]', context: null });
  });

  it.each([
    ['loginByEmail', () => client.loginByEmail(EMAIL, PASSWORD)],
    [
      'loginByEmailCode',
      async () => {
        await client.sendEmail(EMAIL, 'LOGIN_VERIFY_CODE' as never);
        return client.loginByEmailCode(EMAIL, world.server.outbox.last(EMAIL).code);
      },
    ],
  ] as const)('%s takes only a whole user with a token for a sign-in', async (name, call) => {
    const where = name === 'loginByEmail' ? { operation: name } : { path: '/api/v2/login/email-code' };
    const answers = [null, {}, { id: 'user-1' }, { id: 'user-1', token: null }, { token: 'token' }, 'text'];
    for (const answer of answers) {
      const data = name === 'loginByEmail' ? { loginByEmail: answer } : answer;
      world.server.faults.edit(where, () => ({ code: 200, message: 'ok', data }));
      await expect(call()).rejects.toMatchObject({ name: 'AuthingError', reason: 'server' });
      expect(world.stored()).toBeUndefined();
    }
    await expect(call()).resolves.toMatchObject({ email: EMAIL });
  });

  it('keeps who is signed in when a second sign-in fails', async () => {
    await client.loginByEmail(EMAIL, PASSWORD);
    const before = world.stored();
    await expect(client.loginByEmail(EMAIL, 'wrong')).rejects.toMatchObject({ code: 2006 });
    expect(world.stored()).toEqual(before);
  });
});

describe('registering', () => {
  beforeEach(() => start());

  it('signs in when a token is asked for, and does not otherwise', async () => {
    await expect(client.registerByEmail('one@example.com', PASSWORD)).resolves.toMatchObject({ email: 'one@example.com' });
    expect(world.stored()).toBeUndefined();
    const { id } = await client.registerByEmail('two@example.com', PASSWORD, { nickname: 'Two' }, { generateToken: true });
    expect(client.checkLoggedIn()).toBe(id);
    expect(world.stored()!.user).toMatchObject({ id, nickname: 'Two' });
  });

  it('without a token leaves alone who is signed in', async () => {
    await client.loginByEmail(EMAIL, PASSWORD);
    const before = world.stored();
    await client.registerByUsername('grace', PASSWORD);
    expect(world.stored()).toEqual(before);
  });

  it('by phone code needs no password, but takes one', async () => {
    for (const [phone, password] of [
      ['10000000008', undefined],
      ['10000000009', PASSWORD],
    ] as const) {
      await client.sendSmsCode(phone);
      await client.registerByPhoneCode(phone, world.server.outbox.last(phone).code, password);
      const attempt = client.loginByPhonePassword(phone, PASSWORD);
      await (password ? expect(attempt).resolves.toMatchObject({ phone }) : expect(attempt).rejects.toMatchObject({ code: 2027 }));
    }
  });

  it('refuses an address that is taken', async () => {
    await expect(client.registerByEmail(EMAIL, PASSWORD)).rejects.toMatchObject({ code: 2026 });
  });
});

describe('directories', () => {
  it('loginByAd goes to the websocket host, and takes no token there', async () => {
    await start({ server: { ad: [{ username: 'clerk', password: PASSWORD }] } });
    await client.loginByEmail(EMAIL, PASSWORD);
    client = world.createClient({ websocketHost: world.server.url });
    await expect(client.loginByAd('clerk', PASSWORD, { withCustomData: true })).resolves.toMatchObject({ username: 'clerk' });
    expect(world.server.requests.last).toMatchObject({ path: '/api/v2/ad/verify-user', body: { username: 'clerk', withCustomData: true } });
    expect(world.server.requests.last.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['https://core.authing.cn', 'https://ws.authing.cn'],
    ['https://app.tenant.authing.cn/', 'https://ws.tenant.authing.cn'],
  ])('of the public cloud, %s, asks %s', async (appHost, expected) => {
    const asked: string[] = [];
    await start({
      device: {
        transport: ({ url }) => {
          asked.push(url);
          return { response: Promise.reject(new Error('no route')), cancel: () => undefined };
        },
      },
    });
    client = world.createClient({ appHost });
    await expect(client.loginByAd('clerk', PASSWORD)).rejects.toMatchObject({ reason: 'network' });
    expect(asked).toEqual([`${expected}/api/v2/ad/verify-user`]);
  });

  it.each([
    'https://app.example.com:8443',
    'https://core.authing.cn.example.com',
    'https://notauthing.cn',
    'https://example.com/core.authing.cn',
    'http://127.0.0.1:1',
  ])('of a private deployment, %s, are asked nothing before websocketHost says where', async (appHost) => {
    const asked: string[] = [];
    await start({
      device: {
        transport: ({ url }) => {
          asked.push(url);
          return { response: Promise.reject(new Error('no route')), cancel: () => undefined };
        },
      },
    });
    await expect(world.createClient({ appHost }).loginByAd('clerk', PASSWORD)).rejects.toMatchObject({
      name: 'AuthingError',
      reason: 'not_configured',
      message: expect.stringContaining('websocketHost') as string,
    });
    expect(asked).toEqual([]);
    await expect(
      world.createClient({ appHost, websocketHost: 'https://ad.example.com' }).loginByAd('clerk', PASSWORD),
    ).rejects.toMatchObject({ reason: 'network' });
    expect(asked).toEqual(['https://ad.example.com/api/v2/ad/verify-user']);
  });
});

it('the four WeChat methods, by way of the client', async () => {
  world = await createSignedInWorld();
  client = world.createClient();
  await client.logout();
  expect(() => client.checkLoggedIn()).toThrow(signedOut);
  const code = (): Promise<string> =>
    new Promise((resolve, reject) => {
      world.device.wx.login({ success: (answer) => resolve(answer.code), fail: reject });
    });
  const user = await client.loginByCode(await code());
  expect(client.checkLoggedIn()).toBe(user.id);
  const phoneCode = await code();
  const data = await new Promise<{ iv: string; encryptedData: string }>((resolve) => {
    world.device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { iv: string; encryptedData: string }));
  });
  const { phone } = await client.loginByPhone(phoneCode, data.iv, data.encryptedData);
  expect(phone).toEqual(expect.stringMatching(/^\d+$/));
  const album = world.device.album.length;
  expect(album).toBeGreaterThan(0);
  const { photo } = await client.updateAvatar();
  expect((await fetch(photo!)).status).toBe(200);
  const again = await client.uploadAvatar({ accept: 'image/*' });
  expect(again.photo).not.toBe(photo);
});
