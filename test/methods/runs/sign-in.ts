import assert from 'node:assert/strict';
import { EMAIL, PASSWORD, PHONE } from '../stage';
import type { Stage } from '../stage';
import type { Runs } from '../run';

const signedIn = (stage: Stage, user: { id: string; token: string }): void => {
  assert.ok(user.token);
  assert.equal(stage.client.checkLoggedIn(), user.id);
};

async function registers(stage: Stage, user: Promise<{ id: string; email: string | null }>): Promise<void> {
  const { id } = await user;
  assert.ok(stage.server.admin.user(id));
}

/** Signing in and up, with and without WeChat. */
export const signInRuns: Runs = {
  registerByEmail: (stage) => registers(stage, stage.call('new@example.com', PASSWORD, { nickname: 'New' }, { generateToken: true })),
  registerByUsername: (stage) => registers(stage, stage.call('new', PASSWORD)),
  async registerByPhoneCode(stage) {
    await stage.client.sendSmsCode('10000000009');
    await registers(stage, stage.call('10000000009', stage.server.outbox.last('10000000009').code, PASSWORD));
  },
  async registerByEmailCode(stage) {
    await stage.client.sendEmail('new@example.com', 'REGISTER_VERIFY_CODE');
    await registers(stage, stage.call('new@example.com', stage.server.outbox.last('new@example.com').code));
  },
  loginByEmail: async (stage) => signedIn(stage, await stage.call(EMAIL, PASSWORD)),
  loginByUsername: async (stage) => signedIn(stage, await stage.call('ada', PASSWORD)),
  loginByPhonePassword: async (stage) => signedIn(stage, await stage.call(PHONE, PASSWORD)),
  async loginByPhoneCode(stage) {
    await stage.client.sendSmsCode(PHONE);
    signedIn(stage, await stage.call(PHONE, stage.server.outbox.last(PHONE).code));
  },
  async loginByEmailCode(stage) {
    await stage.client.sendEmail(EMAIL, 'LOGIN_VERIFY_CODE');
    signedIn(stage, await stage.call(EMAIL, stage.server.outbox.last(EMAIL).code));
  },
  async loginBySubAccount(stage) {
    stage.server.admin.createUser('app-1', { subAccount: 'clerk', password: PASSWORD });
    signedIn(stage, await stage.call('clerk', PASSWORD));
  },
  loginByLdap: async (stage) => signedIn(stage, await stage.call('clerk', PASSWORD)),
  async loginByAd(stage) {
    stage.configure({ websocketHost: stage.server.url });
    signedIn(stage, await stage.call('clerk', PASSWORD));
  },
  async signinByCredentials(stage) {
    const passwordPayload = { email: EMAIL, password: PASSWORD };
    const tokens = await stage.call({ connection: 'PASSWORD', passwordPayload, options: { scope: 'openid' } });
    assert.ok(tokens.access_token);
    assert.ok(tokens.state);
  },
  async isUserExists(stage) {
    assert.equal(await stage.call({ email: EMAIL }), true);
    assert.equal(await stage.call({ email: 'nobody@example.com' }), false);
  },
  async checkPasswordStrength(stage) {
    assert.equal((await stage.call(PASSWORD)).valid, true);
    assert.equal((await stage.call('1')).valid, false);
  },
  async computedPasswordSecurityLevel(stage) {
    assert.deepEqual(
      ['a', 'abcdefg1', 'Abcdefghijk1'].map((password) => stage.call(password)),
      [1, 2, 3],
    );
  },
  async sendSmsCode(stage) {
    await stage.call(PHONE, '+86', 'login');
    assert.equal(stage.server.outbox.last(PHONE).scene, 'login');
  },
  async sendEmail(stage) {
    await stage.call(EMAIL, 'RESET_PASSWORD');
    assert.equal(stage.server.outbox.last(EMAIL).scene, 'RESET_PASSWORD');
  },
};
