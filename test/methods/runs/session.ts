import assert from 'node:assert/strict';
import { APP_ID, EMAIL, PASSWORD } from '../stage';
import type { Stage } from '../stage';
import type { Runs } from '../run';

const endsSession = async (stage: Stage): Promise<void> => {
  stage.signIn();
  const token = stage.client.tokenProvider.getToken();
  await stage.call();
  assert.equal(stage.client.tokenProvider.getToken(), null);
  assert.equal((await stage.client.checkLoginStatus(token)).status, false);
};

const saysWhatWasSent = async (stage: Stage, header: string): Promise<string | undefined> => {
  await stage.client.isUserExists({ email: EMAIL });
  return stage.server.requests.last.headers[header];
};

/** Who is signed in, and how the client speaks. */
export const sessionRuns: Runs = {
  async checkLoggedIn(stage) {
    assert.throws(() => stage.call(), { reason: 'unauthenticated' });
    stage.signIn();
    assert.equal(stage.call(), stage.ada);
  },
  async setCurrentUser(stage) {
    stage.call(stage.server.admin.signIn(APP_ID, stage.ada));
    assert.equal((await stage.client.getCurrentUser()).id, stage.ada);
  },
  async setToken(stage) {
    stage.call(stage.server.admin.issueToken(APP_ID, stage.ada));
    assert.equal((await stage.client.getCurrentUser()).id, stage.ada);
  },
  async setRequestFrom(stage) {
    stage.call('test');
    assert.equal(await saysWhatWasSent(stage, 'x-authing-request-from'), 'test');
  },
  async setLang(stage) {
    stage.call('zh-CN');
    assert.equal(await saysWhatWasSent(stage, 'x-authing-lang'), 'zh-CN');
  },
  async getCurrentUser(stage) {
    assert.equal(await stage.call(), null);
    stage.signIn();
    assert.equal((await stage.call()).email, EMAIL);
  },
  async checkLoginStatus(stage) {
    stage.signIn();
    assert.equal((await stage.call()).status, true);
  },
  async refreshToken(stage) {
    stage.signIn();
    const { token } = await stage.call();
    assert.equal(stage.client.tokenProvider.getToken(), token);
    assert.equal((await stage.client.getCurrentUser()).id, stage.ada);
  },
  logout: endsSession,
  logoutCurrent: endsSession,
  async getSecurityLevel(stage) {
    stage.signIn();
    assert.equal((await stage.call()).email, true);
  },
  async updatePassword(stage) {
    stage.signIn();
    await stage.call('Another-Horse-9', PASSWORD);
    assert.ok((await stage.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByEmailCode(stage) {
    await stage.client.sendEmail(EMAIL, 'RESET_PASSWORD');
    await stage.call(EMAIL, stage.server.outbox.last(EMAIL).code, 'Another-Horse-9');
    assert.ok((await stage.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByPhoneCode(stage) {
    await stage.client.sendSmsCode('10000000001', undefined, 'reset');
    await stage.call('10000000001', stage.server.outbox.last('10000000001').code, 'Another-Horse-9');
    assert.ok((await stage.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByFirstLoginToken(stage) {
    stage.server.admin.user(stage.ada).mustResetPassword = 'first-login';
    const { data } = await stage.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
    await stage.call({ token: data.token, password: 'Another-Horse-9' });
    assert.ok((await stage.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
  async resetPasswordByForceResetToken(stage) {
    stage.server.admin.user(stage.ada).mustResetPassword = 'forced';
    const { data } = await stage.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
    await stage.call({ token: data.token, oldPassword: PASSWORD, newPassword: 'Another-Horse-9' });
    assert.ok((await stage.client.loginByEmail(EMAIL, 'Another-Horse-9')).token);
  },
};
