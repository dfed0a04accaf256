import { sm2 } from 'sm-crypto';
import { EmailScene } from 'authing-js-sdk/build/main';
import { SceneType } from 'authing-js-sdk/build/main/lib/authentication/types';
import { post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';

const start = startedServers();
const PHONE = '10012340001';

describe('registration', () => {
  test('by email: lower case, unverified, with the profile, and no token unless asked for', async () => {
    const server = await start();
    const user = await sdk(server).registerByEmail('Lin@Example.test', 'passw0rd', { nickname: 'Lin', company: 'Lin & Co' });
    expect(user).toMatchObject({
      email: 'lin@example.test',
      emailVerified: false,
      nickname: 'Lin',
      company: 'Lin & Co',
      token: null,
      loginsCount: 0,
    });
    expect(await codeOf(sdk(server).registerByEmail('LIN@example.test', 'passw0rd'))).toBe(2026);
    expect(await codeOf(sdk(server).registerByEmail('no address', 'passw0rd'))).toBe(2003);
  });

  test('by username, with a token: generateToken does not count as a login, forceLogin does', async () => {
    const server = await start();
    const generated = await sdk(server).registerByUsername('lin', 'passw0rd', {}, { generateToken: true });
    const forced = await sdk(server).registerByUsername('wu', 'passw0rd', {}, { forceLogin: true });
    expect([generated.loginsCount, forced.loginsCount]).toEqual([0, 1]);
    for (const { token } of [generated, forced]) {
      expect(await sdk(server, { token: token ?? '' }).checkLoginStatus()).toMatchObject({ code: 200, status: true });
    }
    expect(await codeOf(sdk(server).registerByUsername('lin', 'passw0rd'))).toBe(2026);
    expect(await codeOf(sdk(server).registerByUsername(' ', 'passw0rd'))).toBe(2231);
  });

  test('by phone code, with and without password; a code is good once and only for what it was sent for', async () => {
    const server = await start();
    const client = sdk(server);
    await client.sendSmsCode(PHONE, undefined, SceneType.SCENE_TYPE_REGISTER);
    const { code } = server.outbox.last(PHONE);
    expect(await codeOf(client.loginByPhoneCode(PHONE, code))).toBe(2004);
    expect(await client.registerByPhoneCode(PHONE, code, 'passw0rd', {}, { forceLogin: true })).toMatchObject({
      phone: PHONE,
      phoneVerified: true,
      phoneCountryCode: '+86',
    });
    expect(await codeOf(client.registerByPhoneCode('10012340002', code))).toBe(2001);
    expect((await client.loginByPhonePassword(PHONE, 'passw0rd')).phone).toBe(PHONE);
    await client.sendSmsCode('2025550100', '+1', SceneType.SCENE_TYPE_BIND);
    const abroad = server.outbox.last('2025550100').code;
    expect(await codeOf(client.registerByPhoneCode('2025550100', abroad, undefined, {}, { phoneCountryCode: '+1' }))).toBe(2001);
  });

  test('by email code, with custom data', async () => {
    const server = await start();
    server.admin.defineField(APP_ID, 'source', 'STRING');
    const client = sdk(server);
    await client.sendEmail('lin@example.test', EmailScene.REGISTER_VERIFY_CODE);
    const user = await client.registerByEmailCode(
      'lin@example.test',
      server.outbox.last('lin@example.test').code,
      { nickname: 'Lin' },
      {
        forceLogin: true,
        customData: { source: 'friend' },
      },
    );
    expect(user).toMatchObject({ email: 'lin@example.test', emailVerified: true, nickname: 'Lin' });
    const again = sdk(server, { token: user.token ?? '' });
    await again.getCurrentUser();
    expect(await again.getUdfValue()).toEqual({ source: 'friend' });
  });

  test('custom data of fields the pool lacks is left out; values of the wrong type are refused', async () => {
    const server = await start();
    server.admin.defineField(APP_ID, 'age', 'NUMBER');
    const client = sdk(server);
    await client.registerByUsername('lin', 'passw0rd', {}, { forceLogin: true, customData: { age: 30, shoe: 44 } });
    expect(await client.getUdfValue()).toEqual({ age: 30 });
    expect(await codeOf(client.registerByUsername('wu', 'passw0rd', {}, { customData: { age: 'thirty' } }))).toBe(400);
  });

  test('a phone token of another step proves the phone number', async () => {
    const server = await start();
    const phoneToken = server.admin.issueContactProof(APP_ID, { phone: { phone: PHONE, countryCode: '+86' } });
    const user = await sdk(server).registerByEmail('lin@example.test', 'passw0rd', {}, { phoneToken });
    expect(user).toMatchObject({ phone: PHONE, phoneVerified: true });
    expect(await codeOf(sdk(server).registerByEmail('wu@example.test', 'passw0rd', {}, { phoneToken: 'x' }))).toBe(2207);
  });

  test('closed: 2031', async () => {
    const server = await start({ apps: [{ appId: APP_ID, registrationDisabled: true }] });
    expect(await codeOf(sdk(server).registerByUsername('lin', 'passw0rd'))).toBe(2031);
    expect(await codeOf(sdk(server).loginByUsername('lin', 'passw0rd', { autoRegister: true }))).toBe(2031);
  });
});

describe('signing in', () => {
  test('the documented example: an unknown email is 2004, a wrong password 2006', async () => {
    const server = await start();
    const client = sdk(server, { lang: 'en-US' });
    await expect(client.loginByEmail('test@example.com', 'passw0rd')).rejects.toEqual({
      code: 2004,
      message: 'The user does not exist',
      data: null,
    });
    await client.registerByEmail('test@example.com', 'passw0rd');
    await expect(client.loginByEmail('test@example.com', 'Passw0rd')).rejects.toMatchObject({ code: 2006 });
    expect(await client.loginByEmail('TEST@example.com', 'passw0rd')).toMatchObject({ email: 'test@example.com', loginsCount: 1 });
  });

  test('autoRegister makes the account that is missing, and signs in to the one that is there', async () => {
    const server = await start();
    const first = await sdk(server).loginByEmail('lin@example.test', 'passw0rd', { autoRegister: true });
    const second = await sdk(server).loginByEmail('lin@example.test', 'passw0rd', { autoRegister: true });
    expect([first.newlyCreated, second.newlyCreated]).toEqual([true, false]);
    expect(second.id).toBe(first.id);
    expect((await sdk(server).loginByPhonePassword(PHONE, 'passw0rd', { autoRegister: true })).phone).toBe(PHONE);
    expect(await codeOf(sdk(server).loginByUsername('lin', '12345', { autoRegister: true }))).toBe(2029);
  });

  test('by phone code: wrong, used, too old, after too many guesses', async () => {
    const server = await start({ codes: { interval: 0, lifetime: 1 } });
    server.admin.createUser(APP_ID, { phone: PHONE });
    const client = sdk(server);
    await client.sendSmsCode(PHONE);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await codeOf(client.loginByPhoneCode(PHONE, server.outbox.last(PHONE).code))).toBe(2300);

    const patient = await start({ codes: { interval: 0, attempts: 2 } });
    patient.admin.createUser(APP_ID, { phone: PHONE });
    const other = sdk(patient);
    await other.sendSmsCode(PHONE);
    const { code } = patient.outbox.last(PHONE);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await codeOf(other.loginByPhoneCode(PHONE, wrong))).toBe(2001);
    expect((await other.loginByPhoneCode(PHONE, code)).phone).toBe(PHONE);
    expect(await codeOf(other.loginByPhoneCode(PHONE, code))).toBe(2001);
    await other.sendSmsCode(PHONE);
    await codeOf(other.loginByPhoneCode(PHONE, 'x'));
    await codeOf(other.loginByPhoneCode(PHONE, 'x'));
    expect(await codeOf(other.loginByPhoneCode(PHONE, patient.outbox.last(PHONE).code))).toBe(2001);
  });

  test('a newer code replaces the older one; another within a minute is refused', async () => {
    const server = await start();
    const client = sdk(server);
    await client.sendSmsCode(PHONE);
    const error = await client.sendSmsCode(PHONE).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 2100 });
    expect(server.outbox.messages).toHaveLength(1);
    expect(() => server.outbox.last('nobody')).toThrow('nothing was sent');
    expect(await codeOf(client.sendSmsCode('12'))).toBe(2028);
  });

  test('by email code', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { email: 'lin@example.test' });
    const client = sdk(server, { appHost: server.url });
    await client.sendEmail('lin@example.test', EmailScene.LOGIN_VERIFY_CODE);
    const user = await client.loginByEmailCode('lin@example.test', server.outbox.last('LIN@example.test').code);
    expect(user).toMatchObject({ email: 'lin@example.test', emailVerified: true });
    expect(await codeOf(client.loginByEmailCode('wu@example.test', '123456'))).toBe(2004);
  });

  test('as a sub-account: by that name only', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { subAccount: 'shop-1', password: 'passw0rd' });
    expect((await sdk(server).loginBySubAccount('shop-1', 'passw0rd')).token).toEqual(expect.any(String));
    expect(await codeOf(sdk(server).loginBySubAccount('shop-1', 'wrong-pw'))).toBe(2006);
    expect(await codeOf(sdk(server).loginByUsername('shop-1', 'passw0rd'))).toBe(2004);
  });

  test('with a company directory, LDAP and AD: the account is made once', async () => {
    const entry = { username: 'lin', password: 'directory-pw', profile: { nickname: 'Lin' } };
    const server = await start({ ldap: [entry], ad: [{ ...entry, username: 'wu' }] });
    const first = await sdk(server).loginByLdap('lin', 'directory-pw');
    expect(first).toMatchObject({ username: 'lin', nickname: 'Lin', newlyCreated: true, token: expect.any(String) });
    expect((await sdk(server).loginByLdap('lin', 'directory-pw')).id).toBe(first.id);
    expect((await sdk(server, { websocketHost: server.url }).loginByAd('wu', 'directory-pw')).username).toBe('wu');
    expect(await codeOf(sdk(server).loginByLdap('lin', 'x'))).toBe(2006);
    expect(await codeOf(sdk(server).loginByLdap('wu', 'directory-pw'))).toBe(2004);
  });

  test('the number of a wrong password can be the newer 2333, in every way to sign in by one', async () => {
    const entry = { username: 'dora', password: 'directory-pw' };
    const server = await start({ wrongPassword: 2333, ldap: [entry] });
    const { client } = await signedInSdk(server);
    await expect(client.loginByUsername('lin', 'wrong-pw')).rejects.toEqual({ code: 2333, message: '用户名或密码不正确', data: null });
    expect(await codeOf(client.loginByLdap('dora', 'wrong-pw'))).toBe(2333);
    await post(server, '/api/v3/signin', { connection: 'PASSWORD', passwordPayload: { username: 'lin', password: 'wrong-pw' } });
    expect(server.requests.last.response).toMatchObject({ apiCode: 2333 });
    expect(await codeOf(client.loginByUsername('wu', 'passw0rd'))).toBe(2004);
  });

  test('an account without a password, as a social sign-in makes one, is 2027', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test' });
    expect(await codeOf(sdk(server).loginByUsername('lin', 'passw0rd'))).toBe(2027);
    expect(await codeOf(sdk(server).loginByEmail('lin@example.test', 'passw0rd'))).toBe(2027);
    await post(server, '/api/v3/signin', { connection: 'PASSWORD', passwordPayload: { username: 'lin', password: 'passw0rd' } });
    expect(server.requests.last.response).toMatchObject({ apiCode: 2027 });
  });

  test('a locked account: 2005, whatever the password', async () => {
    const server = await start();
    const { client, id } = await signedInSdk(server);
    server.admin.block(id);
    expect(await codeOf(client.loginByUsername('lin', 'passw0rd'))).toBe(2005);
    expect(await codeOf(client.loginByUsername('lin', 'x'))).toBe(2005);
  });

  test('a password under SM2', async () => {
    const server = await start();
    const encryption = { type: 'sm2', publicKey: server.publicKeys.sm2 };
    await sdk(server, { encryption }).registerByUsername('lin', '密码passw0rd');
    expect((await sdk(server).loginByUsername('lin', '密码passw0rd')).username).toBe('lin');
    const foreign = { type: 'sm2', publicKey: sm2.generateKeyPairHex().publicKey };
    expect(await codeOf(sdk(server, { encryption: foreign }).loginByUsername('lin', '密码passw0rd'))).toBe(2016);
  });
});

describe('the session', () => {
  test('getCurrentUser, refreshToken, logout', async () => {
    const server = await start();
    const { client, id, token } = await signedInSdk(server);
    expect((await client.getCurrentUser())?.id).toBe(id);
    const fresh = await client.refreshToken();
    expect(fresh).toEqual({ token: expect.any(String), iat: expect.any(Number), exp: (fresh.iat ?? 0) + 1_209_600 });
    expect(fresh.token).not.toBe(token);
    await client.logout();
    expect(await sdk(server).checkLoginStatus(fresh.token ?? '')).toMatchObject({ code: 2206, status: false });
    expect(await client.checkLoginStatus()).toMatchObject({ code: 2020, status: false, exp: null, iat: null });
  });

  test('logoutCurrent ends the session of this token', async () => {
    const server = await start();
    const { client, token } = await signedInSdk(server);
    await client.logoutCurrent();
    expect((await sdk(server).checkLoginStatus(token)).code).toBe(2206);
  });

  test('a token given to the constructor is as good as a login', async () => {
    const server = await start();
    const { id, token } = await signedInSdk(server);
    const client = sdk(server, { token });
    expect((await client.updateProfile({ nickname: 'Lin' })).nickname).toBe('Lin');
    expect((await client.getCurrentUser())?.id).toBe(id);
  });

  test('trackSession: a browser knows who is signed in by its cookie', async () => {
    const server = await start();
    const { id } = await signedInSdk(server);
    const login = server.requests.to('loginByUsername').at(-1);
    const cookie = /^authing_session=[^;]+/.exec(login?.responseHeaders['set-cookie'] ?? '')?.[0] ?? '';
    const track = (headers: Record<string, string>) => fetch(`${server.url}/cas/session`, { headers }).then((response) => response.json());
    expect(await track({ cookie })).toMatchObject({ session: { cookie: { appId: APP_ID, userId: id } }, userInfo: { id } });
    expect(await sdk(server).trackSession()).toEqual({ session: null });
    server.admin.signOut(id);
    expect(await track({ cookie })).toEqual({ session: null });
  });
});

test('isUserExists and checkPasswordStrength', async () => {
  const server = await start();
  server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test', phone: PHONE, externalId: 'x-1' });
  const client = sdk(server);
  for (const known of [{ username: 'lin' }, { email: 'LIN@example.test' }, { phone: PHONE }, { externalId: 'x-1' }]) {
    expect(await client.isUserExists(known)).toBe(true);
  }
  for (const unknown of [{ username: 'Lin' }, { email: 'wu@example.test' }, { phone: '10012340009' }, { externalId: 'x-2' }]) {
    expect(await client.isUserExists(unknown)).toBe(false);
  }
  expect(await codeOf(client.isUserExists({}))).toBe(2231);
  expect((await client.checkPasswordStrength('Passw0rd!')).valid).toBe(true);
  expect(await client.checkPasswordStrength('12345')).toEqual({ valid: false, message: '密码长度不能少于 6 位' });
});
