import type { AuthingServer } from '../../src/authing';
import { WECHAT_FAILURES } from '../../src/authing';
import { graphql, post } from './protocol-client';
import { APP_ID, MINI_PROGRAM } from './started-server';
import { AUTH, BY_PHONE, GET_PHONE, phoneData, startedWithWeChat } from './wechat-back-end';

const startWithWeChat = startedWithWeChat();

const accounts = (server: AuthingServer) => server.admin.users.filter((user) => !user.isDeleted);

describe('signing in by code', () => {
  test('creates an account at first, with an empty profile, and returns the same one afterwards', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin', 'union-lin');
    const first = await post(server, AUTH, { code: wechat.login(lin) });
    const second = await post(server, AUTH, { code: wechat.login(lin) });
    expect(first.body).toMatchObject({
      code: 200,
      data: { openid: 'open-lin', unionid: 'union-lin', nickname: null, photo: null, newlyCreated: true },
    });
    expect(second.body.data).toMatchObject({ id: first.body.data.id, newlyCreated: false, loginsCount: 2 });
    expect(accounts(server)).toHaveLength(1);
  });

  test('the token is good for the profile, and the password never leaves', async () => {
    const { wechat, server } = await startWithWeChat();
    const { body } = await post(server, AUTH, { code: wechat.login(wechat.user('open-1')) });
    const me = await graphql(server, '{ user { id openid token password } }', {}, { token: body.data.token });
    expect(me.body).toEqual({ data: { user: { id: body.data.id, openid: 'open-1', token: body.data.token, password: null } } });
  });

  test('knows a WeChat subject by its unionid, whatever the openid, and by the openid where there is no unionid', async () => {
    const { wechat, server } = await startWithWeChat();
    const phone = await post(server, AUTH, { code: wechat.login(wechat.user('open-a', 'union-x')) });
    const otherApp = await post(server, AUTH, { code: wechat.login(wechat.user('open-b', 'union-x')) });
    const openidOnly = await post(server, AUTH, { code: wechat.login(wechat.user('open-c')) });
    const unionidLater = await post(server, AUTH, { code: wechat.login(wechat.user('open-c', 'union-y')) });
    expect(otherApp.body.data.id).toBe(phone.body.data.id);
    expect(openidOnly.body.data.id).not.toBe(phone.body.data.id);
    expect(unionidLater.body.data).toMatchObject({ id: openidOnly.body.data.id, unionid: 'union-y' });
  });

  test('takes the profile from decrypted data, and leaves what the user has set', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const profile = { openId: 'open-lin', nickName: 'Lin', gender: 2, avatarUrl: 'https://img.test/1.png', city: 'Wuhan' };
    const first = await post(server, AUTH, { code: wechat.login(lin), ...wechat.encrypt(lin, profile) });
    expect(first.body.data).toMatchObject({ nickname: 'Lin', gender: 'F', photo: 'https://img.test/1.png', city: 'Wuhan' });
    const changed = wechat.encrypt(lin, { ...profile, nickName: 'New', country: 'CN' });
    const again = await post(server, AUTH, { code: wechat.login(lin), ...changed });
    expect(again.body.data).toMatchObject({ nickname: 'Lin', country: 'CN' });
  });

  test('takes rawData as the profile without verifying it', async () => {
    const { wechat, server } = await startWithWeChat();
    const code = wechat.login(wechat.user('open-lin'));
    const { body } = await post(server, AUTH, {
      code,
      rawData: JSON.stringify({ nickName: 'Whoever', avatarUrl: 'https://img.test/2.png' }),
    });
    expect(body.data).toMatchObject({ nickname: 'Whoever', photo: 'https://img.test/2.png' });
  });

  test.each([{ iv: 'AAAA' }, { encryptedData: 'AAAA' }])('refuses %p alone, before the code is spent', async (half) => {
    const { wechat, server } = await startWithWeChat();
    const code = wechat.login(wechat.user('open-lin'));
    expect((await post(server, AUTH, { code, ...half })).body).toMatchObject({ code: 2231, data: null });
    expect((await post(server, AUTH, { code })).body.code).toBe(200);
  });

  test('refuses rawData that is no JSON object', async () => {
    const { wechat, server } = await startWithWeChat();
    const code = wechat.login(wechat.user('open-lin'));
    expect((await post(server, AUTH, { code, rawData: 'Lin' })).body.code).toBe(400);
    expect(accounts(server)).toHaveLength(0);
  });

  test('refuses a missing code, an unknown app, an app without a mini program, and a closed registration', async () => {
    const { wechat, server } = await startWithWeChat({
      apps: [{ appId: APP_ID }, { appId: 'closed', wechat: { appId: MINI_PROGRAM }, registrationDisabled: true }],
    });
    const code = wechat.login(wechat.user('open-lin'));
    expect((await post(server, AUTH, { code })).body.code).toBe(404);
    expect((await post(server, AUTH, {}, { appId: 'closed' })).body.code).toBe(2231);
    expect((await post(server, AUTH, { code }, { appId: 'nobody' })).body.code).toBe(2011);
    expect((await post(server, AUTH, { code }, { appId: null })).body.code).toBe(2011);
    expect((await post(server, AUTH, { code }, { appId: 'closed' })).body.code).toBe(2031);
    expect(accounts(server)).toHaveLength(0);
  });
});

describe('what WeChat refuses', () => {
  test("a code is good once: afterwards and for unknown codes the answer names WeChat's number", async () => {
    const { wechat, server } = await startWithWeChat();
    const code = wechat.login(wechat.user('open-lin'));
    await post(server, AUTH, { code });
    expect(await post(server, AUTH, { code })).toEqual({
      status: 200,
      body: { code: 500, message: 'code2Session failed: 40163 code been used, rid: 0000-0000', data: null },
    });
    expect((await post(server, AUTH, { code: 'no-code' })).body.message).toMatch(/40029/);
  });

  test('data under a rotated key does not open, spends the code, and creates no account', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const data = wechat.encrypt(lin, phoneData('10012340001'));
    wechat.rotate(lin);
    const code = wechat.login(lin);
    const { body } = await post(server, BY_PHONE, { code, ...data });
    expect(body.code).toBe(500);
    expect(body.message).toMatch(/^decrypt encryptedData failed/);
    expect(accounts(server)).toHaveLength(0);
    expect((await post(server, AUTH, { code })).body.message).toMatch(/40163/);
  });

  test('data of another mini program, of another user, or with a broken iv does not count', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const foreign = wechat.encrypt(lin, phoneData('10012340001'), 'wx-other');
    expect((await post(server, GET_PHONE, { code: wechat.login(lin), ...foreign })).body.message).toMatch(/belongs to wx-other/);
    const other = wechat.encrypt(lin, { openId: 'open-someone' });
    expect((await post(server, AUTH, { code: wechat.login(lin), ...other })).body.message).toMatch(/another user/);
    const good = wechat.encrypt(lin, phoneData('10012340001'));
    expect((await post(server, GET_PHONE, { code: wechat.login(lin), ...good, iv: 'AAAA' })).body.message).toMatch(/illegal iv/);
    expect((await post(server, GET_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, { a: 1 }) })).body.message).toMatch(
      /no phone number/,
    );
  });

  test.each(Object.entries(WECHAT_FAILURES))('envelope %s', async (_name, wechatFailure) => {
    const { wechat, server } = await startWithWeChat({ wechatFailure });
    const lin = wechat.user('open-lin');
    const code = wechat.login(lin);
    await post(server, AUTH, { code });
    const failure = { kind: 'code' as const, errcode: 40163, errmsg: 'code been used, rid: 0000-0000' };
    const { status, ...envelope } = wechatFailure(failure);
    expect(await post(server, AUTH, { code })).toEqual({ status, body: envelope });
  });

  test('an unreachable WeChat is a fault of the server, not of the code', async () => {
    const { server } = await startWithWeChat({ exchangeCode: () => Promise.reject(new Error('ECONNREFUSED')) });
    expect(await post(server, AUTH, { code: 'any' })).toMatchObject({ status: 500, body: { code: 500 } });
  });
});

describe('signing in by phone', () => {
  test('an unknown number is bound to this WeChat account, which is created if need be', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const first = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    expect(first.body.data).toMatchObject({
      phone: '10012340001',
      phoneCountryCode: '+86',
      phoneVerified: true,
      openid: 'open-lin',
      newlyCreated: true,
    });
    expect((await post(server, AUTH, { code: wechat.login(lin) })).body.data.id).toBe(first.body.data.id);
  });

  test('after signing in by code, the number goes to that same account', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const silent = await post(server, AUTH, { code: wechat.login(lin) });
    const byPhone = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    expect(byPhone.body.data).toMatchObject({ id: silent.body.data.id, phone: '10012340001', newlyCreated: false });
    expect(accounts(server)).toHaveLength(1);
  });

  test('a known number returns its account and binds this WeChat account to it', async () => {
    const { wechat, server } = await startWithWeChat();
    const { id } = server.admin.createUser(APP_ID, { phone: '10012340001', username: 'lin' });
    const lin = wechat.user('open-lin', 'union-lin');
    const byPhone = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    expect(byPhone.body.data).toMatchObject({ id, openid: 'open-lin', unionid: 'union-lin' });
    expect((await post(server, AUTH, { code: wechat.login(lin) })).body.data.id).toBe(id);
  });

  test("the account that only the code made is merged into the number's: its token ends", async () => {
    const { wechat, server } = await startWithWeChat();
    const { id } = server.admin.createUser(APP_ID, { phone: '10012340001', username: 'lin' });
    const lin = wechat.user('open-lin');
    const silent = await post(server, AUTH, { code: wechat.login(lin), rawData: '{"nickName":"Lin"}' });
    const byPhone = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    expect(silent.body.data.id).not.toBe(id);
    expect(byPhone.body.data).toMatchObject({ id, openid: 'open-lin', nickname: 'Lin' });
    expect(accounts(server).map((user) => user.id)).toEqual([id]);
    const status = await graphql(server, '{ checkLoginStatus { code status } }', {}, { token: silent.body.data.token });
    expect(status.body.data.checkLoginStatus).toEqual({ code: 2206, status: false });
  });

  test('the number of an account that belongs to another WeChat user is refused: 2213', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const wu = wechat.user('open-wu');
    await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    const refused = { code: wechat.login(wu), ...wechat.encrypt(wu, phoneData('10012340001')) };
    expect((await post(server, BY_PHONE, refused)).body).toMatchObject({ code: 2213, data: null });
    expect(accounts(server)).toHaveLength(1);
    await post(server, AUTH, { code: wechat.login(wu) });
    const afterSilent = { code: wechat.login(wu), ...wechat.encrypt(wu, phoneData('10012340001')) };
    expect((await post(server, BY_PHONE, afterSilent)).body.code).toBe(2213);
    expect(accounts(server)).toHaveLength(2);
  });

  test('a WeChat user with a full account of their own does not move to another: 2215', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    const other = server.admin.createUser(APP_ID, { phone: '10012340002' });
    const { body } = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340002')) });
    expect(body).toMatchObject({ code: 2215, data: null });
    expect(other.identities).toEqual([]);
  });

  test('a new unknown number replaces the one of the account', async () => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const first = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    const second = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('2025550100', '1')) });
    expect(second.body.data).toMatchObject({ id: first.body.data.id, phone: '2025550100', phoneCountryCode: '+1' });
    expect(accounts(server)).toHaveLength(1);
  });

  test('a locked account is not signed in: 2005', async () => {
    const { wechat, server } = await startWithWeChat();
    const { id } = server.admin.createUser(APP_ID, { phone: '10012340001' });
    server.admin.block(id);
    const lin = wechat.user('open-lin');
    const { body } = await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
    expect(body).toMatchObject({ code: 2005, data: null });
  });

  test('needs iv and encryptedData: 2231', async () => {
    const { wechat, server } = await startWithWeChat();
    expect((await post(server, BY_PHONE, { code: wechat.login(wechat.user('open-lin')) })).body.code).toBe(2231);
  });
});

test('getPhone answers the number and binds, registers and signs in nobody', async () => {
  const { wechat, server } = await startWithWeChat();
  const lin = wechat.user('open-lin', 'union-lin');
  const { body } = await post(server, GET_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
  expect(body).toEqual({
    code: 200,
    message: 'ok',
    data: { countryCode: '86', phoneNumber: '10012340001', purePhoneNumber: '10012340001', openid: 'open-lin', unionid: 'union-lin' },
  });
  expect(server.admin.users).toHaveLength(0);
});

test('the record of a request shows what was inside, without the session key', async () => {
  const { wechat, server } = await startWithWeChat();
  const lin = wechat.user('open-lin');
  await post(server, BY_PHONE, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
  const { notes } = server.requests.last;
  expect(notes).toMatchObject({
    wechat: { openid: 'open-lin' },
    decrypted: { purePhoneNumber: '10012340001', watermark: { appid: MINI_PROGRAM } },
    signedIn: { newlyCreated: true },
  });
  expect(JSON.stringify(server.requests.all)).not.toContain(lin.session_key);
});
