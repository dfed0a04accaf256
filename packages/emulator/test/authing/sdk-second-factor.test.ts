import { install } from '@sinonjs/fake-timers';
import { EmailScene } from 'authing-js-sdk/build/main';
import type { AuthenticationClient } from 'authing-js-sdk/build/main';
import { Secret, TOTP } from 'otpauth';
import { isTotp } from '../../src/authing/crypto/totp';
import type { AuthingServer } from '../../src/authing';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';

const start = startedServers();
const now = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** A user with one-time passwords switched on. */
async function withTotp(server: AuthingServer) {
  const { client, id } = await signedInSdk(server);
  const association = await client.mfa.assosicateMfaAuthenticator();
  await client.mfa.confirmAssosicateMfaAuthenticator({ authenticatorType: 'totp', totp: now(association.secret) });
  return { client, id, association };
}

/** The mfaToken that a sign-in asks to be finished with. */
async function halfSignedIn(client: AuthenticationClient): Promise<string> {
  const error = await client.loginByUsername('lin', 'passw0rd').catch((thrown: unknown) => thrown);
  const { code, data } = error as { code: number; data: { mfaToken: string } };
  expect(code).toBe(1635);
  return data.mfaToken;
}

test('setting up: a secret, an address for authenticator apps, a QR code; only on once confirmed', async () => {
  const server = await start();
  const { client, id } = await signedInSdk(server);
  expect(await client.mfa.getMfaAuthenticators()).toEqual([]);
  const association = await client.mfa.assosicateMfaAuthenticator();
  expect(association).toMatchObject({
    authenticator_type: 'totp',
    secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
    recovery_code: expect.any(String),
  });
  expect(association.qrcode_uri).toBe(
    `otpauth://totp/Authing:lin?issuer=Authing&secret=${association.secret}&algorithm=SHA1&digits=6&period=30`,
  );
  expect(association.qrcode_data_url).toMatch(/^data:image\/gif;base64,/);
  expect(await client.mfa.getMfaAuthenticators()).toEqual([]);
  expect((await client.loginByUsername('lin', 'passw0rd')).id).toBe(id);
  const confirm = (totp: string) => client.mfa.confirmAssosicateMfaAuthenticator({ authenticatorType: 'totp', totp });
  expect(await codeOf(confirm('000000x'))).toBe(6001);
  expect(await confirm(now(association.secret))).toMatchObject({ code: 200 });
  expect(await client.mfa.getMfaAuthenticators()).toMatchObject([{ userId: id, enable: true, secret: association.secret }]);
  expect(await codeOf(client.mfa.assosicateMfaAuthenticator())).toBe(400);
  expect(await client.mfa.deleteMfaAuthenticator()).toMatchObject({ code: 200 });
  expect((await client.loginByUsername('lin', 'passw0rd')).id).toBe(id);
});

test('the second step with a one-time password', async () => {
  const server = await start();
  const { client, id, association } = await withTotp(server);
  const mfaToken = await halfSignedIn(client);
  expect(await codeOf(client.mfa.verifyTotpMfa({ totp: 'wrong', mfaToken }))).toBe(6001);
  expect(await codeOf(client.mfa.verifyTotpMfa({ totp: '', mfaToken }))).toBe(6003);
  const user = await client.mfa.verifyTotpMfa({ totp: now(association.secret), mfaToken });
  expect(user).toMatchObject({ id, token: expect.any(String) });
  expect(await sdk(server, { token: user.token ?? '' }).checkLoginStatus()).toMatchObject({ code: 200 });
});

test('the mfaToken is no sign-in, and a sign-in is no mfaToken', async () => {
  const server = await start();
  const { client, association } = await withTotp(server);
  const { token } = await signedInSdk(server, 'wu');
  const mfaToken = await halfSignedIn(client);
  expect(await sdk(server, { token: mfaToken }).checkLoginStatus()).toMatchObject({ code: 2207, status: false });
  expect(await codeOf(client.mfa.verifyTotpMfa({ totp: now(association.secret), mfaToken: token }))).toBe(2207);
});

test('a recovery code is good once', async () => {
  const server = await start();
  const { client, id, association } = await withTotp(server);
  const recover = async () =>
    client.mfa.verifyTotpRecoveryCode({
      recoveryCode: association.recovery_code,
      mfaToken: await halfSignedIn(sdk(server)),
    });
  expect((await recover()).id).toBe(id);
  expect(await codeOf(recover())).toBe(6002);
  expect(await codeOf(client.mfa.verifyTotpRecoveryCode({ recoveryCode: '', mfaToken: await halfSignedIn(client) }))).toBe(6004);
});

test('the second step with a code by SMS or email binds what the account lacks', async () => {
  const server = await start();
  await withTotp(server);
  server.admin.createUser(APP_ID, { phone: '10012340002' });
  const client = sdk(server);
  const mfaToken = await halfSignedIn(client);
  expect(await client.mfa.phoneOrEmailBindable({ phone: '10012340001', mfaToken })).toBe(true);
  expect(await client.mfa.phoneOrEmailBindable({ phone: '10012340002', mfaToken })).toBe(false);
  expect(await client.mfa.phoneOrEmailBindable({ email: 'lin@example.test', mfaToken })).toBe(true);
  await client.sendSmsCode('10012340001');
  const sms = { phone: '10012340001', code: server.outbox.last('10012340001').code, mfaToken };
  expect(await codeOf(client.mfa.verifyAppSmsMfa({ ...sms, phone: '10012340002' }))).toBe(2035);
  expect(await client.mfa.verifyAppSmsMfa(sms)).toMatchObject({ phone: '10012340001', phoneVerified: true });
  expect(await codeOf(client.mfa.verifyAppSmsMfa({ ...sms, phone: '10012340003' }))).toBe(2038);
  await client.sendEmail('lin@example.test', EmailScene.MfaVerify);
  const mail = { email: 'lin@example.test', code: server.outbox.last('lin@example.test').code, mfaToken };
  expect(await client.mfa.verifyAppEmailMfa(mail)).toMatchObject({ email: 'lin@example.test', emailVerified: true });
});

test('the second step with a face', async () => {
  const server = await start();
  const { client } = await withTotp(server);
  const [face, other] = ['https://img.test/lin.png', 'https://img.test/wu.png'];
  expect(await codeOf(client.mfa.associateFaceByUrl({ baseFace: face, compareFace: other }))).toBe(1707);
  await client.mfa.associateFaceByUrl({ baseFace: face, compareFace: face });
  const mfaToken = await halfSignedIn(sdk(server));
  expect(await codeOf(client.mfa.verifyFaceMfa(other, mfaToken))).toBe(1702);
  expect((await client.mfa.verifyFaceMfa(face, mfaToken)).token).toEqual(expect.any(String));
});

test('one-time passwords are those of RFC 6238, one step early or late', () => {
  // Appendix B, SHA-1, the last six digits.
  const secret = Secret.fromUTF8('12345678901234567890').base32;
  const clock = install({ toFake: ['Date'] });
  try {
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [2_000_000_000, '279037'],
    ] as const) {
      const rightAt = [-60, -30, 0, 30, 60].map((shift) => {
        clock.setSystemTime((seconds + shift) * 1000);
        return isTotp(secret, code);
      });
      expect(rightAt).toEqual([false, true, true, true, false]);
    }
  } finally {
    clock.uninstall();
  }
});
