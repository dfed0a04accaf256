import type { AuthingServer } from '../../src/authing';
import { get, graphql, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';

const start = startedServers();
const VERIFY = '/api/v3/verify-delete-account-request';
const DELETE = '/api/v3/delete-account';
const PHONE = '10012340001';
type Sent = Parameters<typeof post>[3];

/** Somebody signed in by password, with the token as v3 sends it. */
async function signedIn(server: AuthingServer, account: Parameters<AuthingServer['admin']['createUser']>[1]): Promise<Sent> {
  server.admin.createUser(APP_ID, { username: 'lin', password: 'secret-1', ...account });
  const payload = { connection: 'PASSWORD', passwordPayload: { username: 'lin', password: 'secret-1' } };
  const { body } = await post(server, '/api/v3/signin', payload);
  return { headers: { authorization: body.data.access_token } };
}
const codeTo = (server: AuthingServer, channel: string) =>
  post(server, '/api/v3/send-sms', { phoneNumber: PHONE, phoneCountryCode: '+86', channel });
const byPhone = (passCode: string, phoneNumber = PHONE) => ({
  verifyMethod: 'PHONE_PASSCODE',
  phonePassCodePayload: { phoneNumber, passCode },
});

test('by SMS code: the account is closed, its tokens are dead, its number is free', async () => {
  const server = await start();
  const lin = await signedIn(server, { phone: PHONE });
  expect((await codeTo(server, 'CHANNEL_DELETE_ACCOUNT')).body.statusCode).toBe(200);
  const { code } = server.outbox.last(PHONE);
  const verified = await post(server, VERIFY, byPhone(code), lin);
  expect(verified.body.data).toEqual({ deleteAccountToken: expect.any(String), tokenExpiresIn: 600 });
  expect((await get(server, '/api/v3/get-profile', lin)).body.data.phone).toBe(PHONE);
  const { deleteAccountToken } = verified.body.data;
  expect((await post(server, DELETE, { deleteAccountToken }, lin)).body).toMatchObject({ statusCode: 200, data: { success: true } });
  expect((await get(server, '/api/v3/get-profile', lin)).body.statusCode).not.toBe(200);
  expect((await post(server, DELETE, { deleteAccountToken }, lin)).body.statusCode).not.toBe(200);
  expect(() => server.admin.createUser(APP_ID, { phone: PHONE })).not.toThrow();
});

test('a code for something else, a wrong one, a used one and another number prove nothing', async () => {
  const server = await start({ codes: { interval: 0 } });
  const lin = await signedIn(server, { phone: PHONE });
  await codeTo(server, 'CHANNEL_LOGIN');
  const login = server.outbox.last(PHONE).code;
  expect((await post(server, VERIFY, byPhone(login), lin)).body.apiCode).toBe(2001);
  await codeTo(server, 'CHANNEL_DELETE_ACCOUNT');
  const { code } = server.outbox.last(PHONE);
  expect((await post(server, VERIFY, byPhone(code, '10012340002'), lin)).body.apiCode).toBe(2038);
  expect((await post(server, VERIFY, byPhone('000000x'), lin)).body.apiCode).toBe(2001);
  expect((await post(server, VERIFY, byPhone(code), lin)).body.statusCode).toBe(200);
  expect((await post(server, VERIFY, byPhone(code), lin)).body.apiCode).toBe(2001);
  expect((await post(server, VERIFY, byPhone(code))).body.apiCode).toBe(2020);
  expect((await codeTo(server, 'CHANNEL_OF_NOBODY')).body.apiCode).toBe(400);
});

test('by password, only where there is neither phone nor email', async () => {
  const byPassword = (password: string) => ({ verifyMethod: 'PASSWORD', passwordPayload: { password } });
  const server = await start();
  const lin = await signedIn(server, {});
  expect((await post(server, VERIFY, byPassword('wrong'), lin)).body.apiCode).toBe(2006);
  const { body } = await post(server, VERIFY, byPassword('secret-1'), lin);
  // A token of another purpose, or another's, deletes nobody.
  expect((await post(server, DELETE, { deleteAccountToken: lin?.headers?.['authorization'] }, lin)).body.apiCode).toBe(2207);
  expect((await post(server, DELETE, body.data, lin)).body.statusCode).toBe(200);

  const other = await start();
  const mei = await signedIn(other, { phone: PHONE });
  expect((await post(other, VERIFY, byPassword('secret-1'), mei)).body.apiCode).toBe(400);
});

test("v3's SMS codes sign in, too", async () => {
  const server = await start();
  server.admin.createUser(APP_ID, { phone: PHONE });
  await codeTo(server, 'CHANNEL_LOGIN');
  const input = { phone: PHONE, code: server.outbox.last(PHONE).code };
  const query = 'mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { phone } }';
  expect((await graphql(server, query, { input })).body.data.loginByPhoneCode.phone).toBe(PHONE);
});
