import { EmailScene } from 'authing-js-sdk/build/main';
import { SceneType } from 'authing-js-sdk/build/main/lib/authentication/types';
import type { AuthingServer } from '../../src/authing';
import { firstError, graphql } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';

const start = startedServers();
const [PHONE, OTHER_PHONE] = ['10012340001', '10012340002'];
const [EMAIL, OTHER_EMAIL] = ['lin@example.test', 'wu@example.test'];

async function smsCode(server: AuthingServer, phone: string, scene?: SceneType): Promise<string> {
  await sdk(server).sendSmsCode(phone, undefined, scene);
  return server.outbox.last(phone).code;
}

async function emailCode(server: AuthingServer, email: string, scene: EmailScene): Promise<string> {
  await sdk(server).sendEmail(email, scene);
  return server.outbox.last(email).code;
}

describe('updateProfile', () => {
  test('changes what belongs to the user, and keeps the rest', async () => {
    const server = await start();
    const { client } = await signedInSdk(server);
    await client.updateProfile({ nickname: 'Lin', city: 'Wuhan', gender: 'F' });
    expect(await client.updateProfile({ nickname: 'Lin Lin', city: null })).toMatchObject({ nickname: 'Lin Lin', city: null, gender: 'F' });
    expect((await client.updateProfile({ username: 'linlin' })).username).toBe('linlin');
  });

  test.each([
    ['email', { email: EMAIL }, 2225],
    ['phone', { phone: PHONE }, 2226],
    ['unionid', { unionid: 'u' }, 2018],
    ['openid', { openid: 'o' }, 2018],
    ['blocked', { blocked: false }, 2018],
    ['emailVerified', { emailVerified: true }, 2018],
    ['loginsCount', { loginsCount: 7 }, 2018],
    ['a taken username', { username: 'wu' }, 2034],
  ])('%s cannot be changed this way, nor anything sent along with it', async (_name, updates, code) => {
    const server = await start();
    server.admin.createUser(APP_ID, { username: 'wu' });
    const { client, id } = await signedInSdk(server);
    expect(await codeOf(client.updateProfile({ nickname: 'Lin', ...updates }))).toBe(code);
    expect(server.admin.user(id).profile).toEqual({});
  });

  test('email and phone with a proof', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { email: OTHER_EMAIL });
    const { client } = await signedInSdk(server);
    const proof = (email: string): string => server.admin.issueContactProof(APP_ID, { email });
    expect(await client.updateProfile({ email: EMAIL }, { emailToken: proof(EMAIL) })).toMatchObject({ email: EMAIL, emailVerified: true });
    expect(await codeOf(client.updateProfile({ email: 'x@example.test' }, { emailToken: proof(EMAIL) }))).toBe(2225);
    expect(await codeOf(client.updateProfile({ email: OTHER_EMAIL }, { emailToken: proof(OTHER_EMAIL) }))).toBe(2200);
    const phoneToken = server.admin.issueContactProof(APP_ID, { phone: { phone: PHONE, countryCode: '+86' } });
    expect(await client.updateProfile({ phone: PHONE }, { phoneToken })).toMatchObject({ phone: PHONE, phoneVerified: true });
  });
});

describe('the phone number', () => {
  test('bound with a code; bound numbers are not free for others', async () => {
    const server = await start();
    const { client } = await signedInSdk(server);
    const { client: wu } = await signedInSdk(server, 'wu');
    const code = await smsCode(server, PHONE, SceneType.SCENE_TYPE_BIND);
    expect(await codeOf(client.bindPhone(PHONE, '0'))).toBe(2001);
    expect(await client.bindPhone(PHONE, code)).toMatchObject({ phone: PHONE, phoneVerified: true });
    expect(await codeOf(client.bindPhone(OTHER_PHONE, await smsCode(server, OTHER_PHONE)))).toBe(2035);
    expect(await codeOf(wu.bindPhone(PHONE, code))).toBe(2035);
  });

  test('changed: the old one must be proved, too', async () => {
    const server = await start({ codes: { interval: 0 } });
    const { client } = await signedInSdk(server);
    await client.bindPhone(PHONE, await smsCode(server, PHONE));
    const next = await smsCode(server, OTHER_PHONE);
    expect(await codeOf(client.updatePhone(OTHER_PHONE, next))).toBe(2231);
    expect(await codeOf(client.updatePhone(OTHER_PHONE, next, '10012340003', '0'))).toBe(2038);
    expect(await codeOf(client.updatePhone(OTHER_PHONE, next, PHONE, 'x'))).toBe(2001);
    expect(await codeOf(client.updatePhone(PHONE, next))).toBe(2230);
    const current = await smsCode(server, PHONE);
    expect((await client.updatePhone(OTHER_PHONE, next, PHONE, current)).phone).toBe(OTHER_PHONE);
  });

  test('unbound, unless it is the last way in', async () => {
    const server = await start();
    const { client } = await signedInSdk(server);
    expect(await codeOf(client.unbindPhone())).toBe(2028);
    await client.bindPhone(PHONE, await smsCode(server, PHONE));
    expect((await client.unbindPhone()).phone).toBeNull();
    const { id } = server.admin.createUser(APP_ID, { phone: OTHER_PHONE });
    expect(await codeOf(sdk(server, { token: server.admin.issueToken(APP_ID, id) }).unbindPhone())).toBe(2217);
  });
});

describe('the email address', () => {
  test('bound, changed and unbound', async () => {
    const server = await start({ codes: { interval: 0 } });
    const { client } = await signedInSdk(server);
    const code = await emailCode(server, EMAIL, EmailScene.EMAIL_BIND_VERIFY_CODE);
    expect(await client.bindEmail(EMAIL, code)).toMatchObject({ email: EMAIL, emailVerified: true });
    expect(await codeOf(client.bindEmail(OTHER_EMAIL, '0'))).toBe(2200);
    const next = await emailCode(server, OTHER_EMAIL, EmailScene.ChangeEmail);
    expect(await codeOf(client.updateEmail(OTHER_EMAIL, next))).toBe(2227);
    expect(await codeOf(client.updateEmail(OTHER_EMAIL, next, EMAIL))).toBe(2227);
    expect(await codeOf(client.updateEmail('LIN@example.test', next, EMAIL, '0'))).toBe(2229);
    expect(await codeOf(client.updateEmail(OTHER_EMAIL, next, 'x@example.test', '0'))).toBe(2037);
    const current = await emailCode(server, EMAIL, EmailScene.ChangeEmail);
    expect((await client.updateEmail(OTHER_EMAIL, next, EMAIL, current)).email).toBe(OTHER_EMAIL);
    expect((await client.unbindEmail()).email).toBeNull();
    expect(await codeOf(client.unbindEmail())).toBe(2219);
  });

  test('a code for resetting the password binds nothing', async () => {
    const server = await start();
    const { client } = await signedInSdk(server);
    expect(await codeOf(client.bindEmail(EMAIL, await emailCode(server, EMAIL, EmailScene.ResetPassword)))).toBe(2001);
  });
});

describe('the password', () => {
  test('changed with the old one, set without where there was none', async () => {
    const server = await start();
    const { client } = await signedInSdk(server);
    expect(await codeOf(client.updatePassword('new-passw0rd'))).toBe(2201);
    expect(await codeOf(client.updatePassword('new-passw0rd', 'wrong'))).toBe(2203);
    await client.updatePassword('new-passw0rd', 'passw0rd');
    expect(await codeOf(sdk(server).loginByUsername('lin', 'passw0rd'))).toBe(2006);
    expect((await sdk(server).loginByUsername('lin', 'new-passw0rd')).username).toBe('lin');
    const { id } = server.admin.createUser(APP_ID, { email: EMAIL });
    await sdk(server, { token: server.admin.issueToken(APP_ID, id) }).updatePassword('passw0rd');
    expect((await sdk(server).loginByEmail(EMAIL, 'passw0rd')).email).toBe(EMAIL);
  });

  test('reset by phone and by email', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { phone: PHONE, email: EMAIL, password: 'forgotten' });
    const client = sdk(server);
    const sms = await smsCode(server, PHONE, SceneType.SCENE_TYPE_RESET);
    expect(await codeOf(client.resetPasswordByPhoneCode(PHONE, 'x', 'passw0rd'))).toBe(2001);
    expect(await client.resetPasswordByPhoneCode(PHONE, sms, 'passw0rd')).toMatchObject({ code: 200 });
    expect((await client.loginByPhonePassword(PHONE, 'passw0rd')).phone).toBe(PHONE);
    const mail = await emailCode(server, EMAIL, EmailScene.ResetPassword);
    expect(await client.resetPasswordByEmailCode(EMAIL, mail, 'passw0rd-2')).toMatchObject({ code: 200 });
    expect((await client.loginByEmail(EMAIL, 'passw0rd-2')).email).toBe(EMAIL);
    expect(await codeOf(client.resetPasswordByEmailCode(OTHER_EMAIL, '0', 'passw0rd'))).toBe(2004);
  });

  test('at the first sign-in, and when an operator demands it: the sign-in answers the token that the reset takes', async () => {
    const server = await start();
    server.admin.createUser(APP_ID, { username: 'new', password: 'initial', mustResetPassword: 'first-login' });
    server.admin.createUser(APP_ID, { username: 'old', password: 'outdated', mustResetPassword: 'forced' });
    const client = sdk(server);
    const refusal = (call: Promise<unknown>) => call.catch((error: unknown) => error) as Promise<{ code: number; data: { token: string } }>;
    const first = await refusal(client.loginByUsername('new', 'initial'));
    const forced = await refusal(client.loginByUsername('old', 'outdated'));
    expect([first.code, forced.code]).toEqual([1639, 2058]);
    expect(await codeOf(client.resetPasswordByFirstLoginToken({ token: forced.data.token, password: 'passw0rd' }))).toBe(2207);
    await client.resetPasswordByFirstLoginToken({ token: first.data.token, password: 'passw0rd' });
    const reset = { token: forced.data.token, newPassword: 'passw0rd' };
    expect(await codeOf(client.resetPasswordByForceResetToken({ ...reset, oldPassword: 'wrong' }))).toBe(2203);
    await client.resetPasswordByForceResetToken({ ...reset, oldPassword: 'outdated' });
    expect((await client.loginByUsername('new', 'passw0rd')).username).toBe('new');
    expect((await client.loginByUsername('old', 'passw0rd')).username).toBe('old');
  });
});

describe('user-defined fields', () => {
  const values = { text: 'hello', number: 123, flag: true, when: 1_700_000_000_000, thing: { ok: 'good' }, size: 'M' };

  async function withFields() {
    const server = await start();
    const types = { text: 'STRING', number: 'NUMBER', flag: 'BOOLEAN', when: 'DATETIME', thing: 'OBJECT' } as const;
    for (const [key, type] of Object.entries(types)) {
      server.admin.defineField(APP_ID, key, type, `label of ${key}`);
    }
    server.admin.defineField(APP_ID, 'size', 'SELECT', null, ['S', 'M']);
    return { server, ...(await signedInSdk(server)) };
  }

  test('each type comes back as it was set', async () => {
    const { client } = await withFields();
    for (const [key, value] of Object.entries(values)) await client.setUdv(key, value);
    const list = await client.listUdv();
    expect(Object.fromEntries(list.map(({ key, value }) => [key, value]))).toEqual({ ...values, when: new Date(values.when) });
    expect(list.find(({ key }) => key === 'text')).toEqual({ key: 'text', dataType: 'STRING', value: 'hello', label: 'label of text' });
    expect(await client.removeUdv('text')).toHaveLength(5);
  });

  test('set at once, read as an object, also from the login answer', async () => {
    const { server, client } = await withFields();
    await client.setUdfValue({ text: 'a', number: 1 });
    expect(await client.getUdfValue()).toEqual({ text: 'a', number: 1 });
    await client.removeUdfValue('text');
    expect((await sdk(server).loginByUsername('lin', 'passw0rd')).customData).toEqual({ number: 1 });
  });

  test('of another user, or of anything but a user, cannot be reached', async () => {
    const { server, token, id } = await withFields();
    const other = server.admin.createUser(APP_ID, { username: 'wu' });
    const set =
      'mutation($type: UDFTargetType!, $id: String!) {' + ' setUdv(targetType: $type, targetId: $id, key: "text", value: "1") { key } }';
    for (const target of [
      { type: 'USER', id: other.id },
      { type: 'ROLE', id },
    ]) {
      expect(firstError(await graphql(server, set, target, { token })).code).toBe(1001);
    }
    expect(firstError(await graphql(server, set, { type: 'USER', id })).code).toBe(2020);
    expect([other.customData, server.admin.user(id).customData]).toEqual([{}, {}]);
  });

  test.each([
    ['an unknown field', 'nothing', 'x', 404],
    ['a number as text', 'text', 1, 400],
    ['text as a number', 'number', '1', 400],
    ['no date', 'when', 'x', 400],
    ['text as a flag', 'flag', 'true', 400],
    ['null as a thing', 'thing', null, 400],
    ['an option that is none', 'size', 'L', 400],
  ])('%s is refused', async (_name, key, value, code) => {
    const { client } = await withFields();
    expect(await codeOf(client.setUdv(key, value))).toBe(code);
    expect(await codeOf(client.setUdfValue({ text: 'fine', [key]: value }))).toBe(code);
    expect(await client.listUdv()).toEqual([]);
  });
});
