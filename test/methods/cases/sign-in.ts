import assert from 'node:assert/strict';
import { EMAIL, PASSWORD, PHONE } from '../fixture';
import type { Cases, Fixture } from '../fixture';

const signedIn = (fixture: Fixture, user: { id: string; token: string }): void => {
  assert.ok(user.token);
  assert.equal(fixture.client.checkLoggedIn(), user.id);
};

async function registers(fixture: Fixture, user: Promise<{ id: string; email: string | null }>): Promise<void> {
  const { id } = await user;
  assert.ok(fixture.server.admin.user(id));
}

/** Signing in and up, with and without WeChat. */
export const signInCases: Cases = {
  registerByEmail: (fixture) => registers(fixture, fixture.call('new@example.com', PASSWORD, { nickname: 'New' }, { generateToken: true })),
  registerByUsername: (fixture) => registers(fixture, fixture.call('new', PASSWORD)),
  async registerByPhoneCode(fixture) {
    await fixture.client.sendSmsCode('10000000009');
    await registers(fixture, fixture.call('10000000009', fixture.server.outbox.last('10000000009').code, PASSWORD));
  },
  async registerByEmailCode(fixture) {
    await fixture.client.sendEmail('new@example.com', 'REGISTER_VERIFY_CODE');
    await registers(fixture, fixture.call('new@example.com', fixture.server.outbox.last('new@example.com').code));
  },
  loginByEmail: async (fixture) => signedIn(fixture, await fixture.call(EMAIL, PASSWORD)),
  loginByUsername: async (fixture) => signedIn(fixture, await fixture.call('ada', PASSWORD)),
  loginByPhonePassword: async (fixture) => signedIn(fixture, await fixture.call(PHONE, PASSWORD)),
  async loginByPhoneCode(fixture) {
    await fixture.client.sendSmsCode(PHONE);
    signedIn(fixture, await fixture.call(PHONE, fixture.server.outbox.last(PHONE).code));
  },
  async loginByEmailCode(fixture) {
    await fixture.client.sendEmail(EMAIL, 'LOGIN_VERIFY_CODE');
    signedIn(fixture, await fixture.call(EMAIL, fixture.server.outbox.last(EMAIL).code));
  },
  async loginBySubAccount(fixture) {
    fixture.server.admin.createUser('app-1', { subAccount: 'clerk', password: PASSWORD });
    signedIn(fixture, await fixture.call('clerk', PASSWORD));
  },
  loginByLdap: async (fixture) => signedIn(fixture, await fixture.call('clerk', PASSWORD)),
  async loginByAd(fixture) {
    fixture.configure({ websocketHost: fixture.server.url });
    signedIn(fixture, await fixture.call('clerk', PASSWORD));
  },
  async signinByCredentials(fixture) {
    const passwordPayload = { email: EMAIL, password: PASSWORD };
    const tokens = await fixture.call({ connection: 'PASSWORD', passwordPayload, options: { scope: 'openid' } });
    assert.ok(tokens.access_token);
    assert.ok(tokens.state);
  },
  async isUserExists(fixture) {
    assert.equal(await fixture.call({ email: EMAIL }), true);
    assert.equal(await fixture.call({ email: 'nobody@example.com' }), false);
  },
  async checkPasswordStrength(fixture) {
    assert.equal((await fixture.call(PASSWORD)).valid, true);
    assert.equal((await fixture.call('1')).valid, false);
  },
  async computedPasswordSecurityLevel(fixture) {
    assert.deepEqual(
      ['a', 'abcdefg1', 'Abcdefghijk1'].map((password) => fixture.call(password)),
      [1, 2, 3],
    );
  },
  async sendSmsCode(fixture) {
    await fixture.call(PHONE, '+86', 'login');
    assert.equal(fixture.server.outbox.last(PHONE).scene, 'login');
  },
  async sendEmail(fixture) {
    await fixture.call(EMAIL, 'RESET_PASSWORD');
    assert.equal(fixture.server.outbox.last(EMAIL).scene, 'RESET_PASSWORD');
  },
};
