import assert from 'node:assert/strict';
import { APP_ID, EMAIL, PASSWORD } from '../fixture';
import type { Cases, Fixture } from '../fixture';

const endsSession = async (fixture: Fixture): Promise<void> => {
  fixture.signIn();
  const token = fixture.client.tokenProvider.getToken();
  const { oidc } = fixture.client.tokenProvider.session;
  await fixture.call();
  assert.equal(fixture.client.tokenProvider.getToken(), null);
  // Nothing but time ends an id_token.
  if (!oidc) assert.equal((await fixture.client.checkLoginStatus(token)).status, false);
};

const saysWhatWasSent = async (fixture: Fixture, header: string): Promise<string | undefined> => {
  await fixture.client.isUserExists({ email: EMAIL });
  return fixture.server.requests.last.headers[header];
};

/** Who is signed in, and how the client speaks. */
export const sessionCases: Cases = {
  async checkLoggedIn(fixture) {
    assert.throws(() => fixture.call(), { reason: 'unauthenticated' });
    fixture.signIn();
    assert.equal(fixture.call(), fixture.ada);
  },
  async setCurrentUser(fixture) {
    fixture.call(fixture.server.admin.signIn(APP_ID, fixture.ada));
    assert.equal((await fixture.client.getCurrentUser()).id, fixture.ada);
  },
  async setToken(fixture) {
    fixture.call(fixture.server.admin.issueToken(APP_ID, fixture.ada));
    assert.equal((await fixture.client.getCurrentUser()).id, fixture.ada);
  },
  async setRequestFrom(fixture) {
    fixture.call('test');
    assert.equal(await saysWhatWasSent(fixture, 'x-authing-request-from'), 'test');
  },
  async setLang(fixture) {
    fixture.call('zh-CN');
    assert.equal(await saysWhatWasSent(fixture, 'x-authing-lang'), 'zh-CN');
  },
  async getCurrentUser(fixture) {
    assert.equal(await fixture.call(), null);
    fixture.signIn();
    assert.equal((await fixture.call()).email, EMAIL);
  },
  async checkLoginStatus(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call()).status, true);
  },
  async refreshToken(fixture) {
    fixture.signIn();
    const { token } = await fixture.call();
    assert.equal(fixture.client.tokenProvider.getToken(), token);
    assert.equal((await fixture.client.getCurrentUser()).id, fixture.ada);
  },
  logout: endsSession,
  logoutCurrent: endsSession,
  async getSecurityLevel(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call()).email, true);
  },
  async updatePassword(fixture) {
    fixture.signIn();
    await fixture.call('Another-Horse-9', PASSWORD);
    assert.ok((await fixture.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByEmailCode(fixture) {
    await fixture.client.sendEmail(EMAIL, 'RESET_PASSWORD');
    await fixture.call(EMAIL, fixture.server.outbox.last(EMAIL).code, 'Another-Horse-9');
    assert.ok((await fixture.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByPhoneCode(fixture) {
    await fixture.client.sendSmsCode('10000000001', undefined, 'reset');
    await fixture.call('10000000001', fixture.server.outbox.last('10000000001').code, 'Another-Horse-9');
    assert.ok((await fixture.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByFirstLoginToken(fixture) {
    fixture.server.admin.user(fixture.ada).mustResetPassword = 'first-login';
    const { data } = await fixture.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
    await fixture.call({ token: data.token, password: 'Another-Horse-9' });
    assert.ok((await fixture.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByForceResetToken(fixture) {
    fixture.server.admin.user(fixture.ada).mustResetPassword = 'forced';
    const { data } = await fixture.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
    await fixture.call({ token: data.token, oldPassword: PASSWORD, newPassword: 'Another-Horse-9' });
    assert.ok((await fixture.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
};
