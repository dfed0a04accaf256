import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import { APP_ID, EMAIL, PASSWORD, PHONE } from '../fixture';
import type { Case, Cases, Fixture } from '../fixture';

const totpNow = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** Switches one-time passwords on for Ada. */
async function withTotp(fixture: Fixture): Promise<{ secret: string; recoveryCode: string }> {
  fixture.signIn();
  const { secret, recovery_code: recoveryCode } = await fixture.client.mfa.assosicateMfaAuthenticator();
  await fixture.client.mfa.confirmAssosicateMfaAuthenticator({ authenticatorType: 'totp', totp: totpNow(secret) });
  return { secret, recoveryCode };
}

/** The token for the second step of a sign-in. */
async function mfaToken(fixture: Fixture): Promise<string> {
  const { code, data } = await fixture.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
  assert.equal(code, 1635);
  return data.mfaToken;
}

type Proof = (fixture: Fixture, totp: { secret: string; recoveryCode: string }) => Promise<unknown[]>;

/** A case that finishes a sign-in with what `prove` gives. */
const secondStep =
  (prove: Proof): Case =>
  async (fixture) => {
    const proof = await prove(fixture, await withTotp(fixture));
    assert.equal((await fixture.call(...proof)).id, fixture.ada);
  };

async function picture(fixture: Fixture): Promise<string> {
  const { tempFiles } = await fixture.device.wx.chooseMedia({ count: 1 });
  return tempFiles[0]!.tempFilePath;
}

const mfa: Cases = {
  async 'mfa.assosicateMfaAuthenticator'(fixture) {
    fixture.signIn();
    assert.ok((await fixture.call()).secret);
  },
  async 'mfa.confirmAssosicateMfaAuthenticator'(fixture) {
    fixture.signIn();
    const { secret } = await fixture.client.mfa.assosicateMfaAuthenticator();
    assert.equal((await fixture.call({ authenticatorType: 'totp', totp: totpNow(secret) })).code, 200);
  },
  async 'mfa.getMfaAuthenticators'(fixture) {
    await withTotp(fixture);
    assert.equal((await fixture.call()).length, 1);
    assert.equal((await fixture.call({ type: 'totp', mfaToken: await mfaToken(fixture) })).length, 1);
  },
  async 'mfa.deleteMfaAuthenticator'(fixture) {
    await withTotp(fixture);
    assert.equal((await fixture.call()).code, 200);
    assert.equal(fixture.server.admin.user(fixture.ada).totp, null);
  },
  'mfa.verifyTotpMfa': secondStep(async (fixture, { secret }) => [{ totp: totpNow(secret), mfaToken: await mfaToken(fixture) }]),
  'mfa.verifyTotpRecoveryCode': secondStep(async (fixture, { recoveryCode }) => [{ recoveryCode, mfaToken: await mfaToken(fixture) }]),
  'mfa.verifyAppSmsMfa': secondStep(async (fixture) => {
    await fixture.client.sendSmsCode(PHONE, undefined, 'mfa-verify');
    return [{ phone: PHONE, code: fixture.server.outbox.last(PHONE).code, mfaToken: await mfaToken(fixture) }];
  }),
  'mfa.verifyAppEmailMfa': secondStep(async (fixture) => {
    await fixture.client.sendEmail(EMAIL, 'MFA_VERIFY');
    return [{ email: EMAIL, code: fixture.server.outbox.last(EMAIL).code, mfaToken: await mfaToken(fixture) }];
  }),
  async 'mfa.phoneOrEmailBindable'(fixture) {
    await withTotp(fixture);
    assert.equal(await fixture.call({ phone: '10000000003', mfaToken: await mfaToken(fixture) }), true);
  },
  async 'mfa.associateFaceByUrl'(fixture) {
    fixture.signIn();
    await fixture.call({ baseFace: 'https://pictures.example.com/ada', compareFace: 'https://pictures.example.com/ada' });
    assert.ok(fixture.server.admin.user(fixture.ada).face);
  },
  async 'mfa.associateFaceByLocalFile'(fixture) {
    fixture.signIn();
    await fixture.call();
    assert.ok(fixture.server.admin.user(fixture.ada).face);
  },
  async 'mfa.associateFaceByBlob'(fixture) {
    fixture.signIn();
    const path = await picture(fixture);
    await fixture.call({ baseFace: path, compareFace: path });
    assert.ok(fixture.server.admin.user(fixture.ada).face);
  },
  'mfa.verifyFaceMfa': secondStep(async (fixture) => {
    const photo = 'https://pictures.example.com/ada';
    await fixture.client.mfa.associateFaceByUrl({ baseFace: photo, compareFace: photo });
    return [photo, await mfaToken(fixture)];
  }),
};

async function viaWeChat(fixture: Fixture): Promise<void> {
  const { code } = await new Promise<{ code: string }>((success, fail) => fixture.device.wx.login({ success, fail }));
  const { id } = await fixture.client.loginByCode(code);
  const { admin } = fixture.server;
  admin.user(fixture.ada).identities.push(...admin.user(id).identities.splice(0));
  fixture.signIn();
}

const identities: Cases = {
  async 'social.getIdentities'(fixture) {
    await viaWeChat(fixture);
    assert.ok((await fixture.call()).length);
  },
  async 'social.unlinkExtIdp'(fixture) {
    await viaWeChat(fixture);
    await fixture.call({ extIdpId: fixture.server.admin.user(fixture.ada).identities[0]!.extIdpId });
    assert.deepEqual(fixture.server.admin.user(fixture.ada).identities, []);
  },
  async 'social.generateLinkExtIdpUrl'(fixture) {
    fixture.signIn();
    const { url } = await fixture.call({ extIdpConnIdentifier: 'github', idToken: fixture.client.tokenProvider.getToken() });
    assert.equal(new URL(url).searchParams.get('ext_idp_conn_identifier'), 'github');
  },
  async 'principal.authenticate'(fixture) {
    fixture.signIn();
    assert.equal(await fixture.call({ type: 'P', name: 'Ada', idCard: '11010519491231002X', bankCard: '6222020000000000' }), true);
  },
  async 'principal.detail'(fixture) {
    fixture.signIn();
    const works = { type: 'E', enterpriseName: 'Works', enterpriseCode: '91350100M000100Y43', legalPersonName: 'Ada' };
    await fixture.client.principal.authenticate(works);
    assert.equal((await fixture.call()).principalName, 'Works');
  },
};

/** Ada's other device scans the code and confirms. */
async function scan(fixture: Fixture, random: string, ...steps: ('scanned' | 'confirm')[]): Promise<void> {
  const authorization = `Bearer ${fixture.server.admin.issueToken(APP_ID, fixture.ada)}`;
  const headers = { 'content-type': 'application/json', 'x-authing-app-id': APP_ID, authorization };
  for (const step of steps) {
    await fixture.server.fetch(`${fixture.server.url}/api/v2/qrcode/${step}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ random }),
    });
  }
}

const qrCode = (name: 'qrcode' | 'wxqrcode' | 'wechatmpqrcode'): Cases => ({
  async [`${name}.geneCode`](fixture) {
    assert.equal((await fetch((await fixture.call()).url)).headers.get('content-type'), 'image/gif');
  },
  async [`${name}.checkStatus`](fixture) {
    const { random } = await fixture.client[name].geneCode();
    assert.equal((await fixture.call(random)).status, 0);
    await scan(fixture, random, 'scanned');
    assert.equal((await fixture.call(random)).status, 1);
  },
  async [`${name}.exchangeUserInfo`](fixture) {
    const { random } = await fixture.client[name].geneCode();
    await scan(fixture, random, 'scanned', 'confirm');
    const { ticket } = await fixture.client[name].checkStatus(random);
    assert.equal((await fixture.call(ticket)).id, fixture.ada);
  },
  async [`${name}.startPolling`](fixture) {
    const { random } = await fixture.client[name].geneCode();
    const ticket = new Promise((resolve, reject) => {
      fixture.call(random, { interval: 5, onSuccess: (_user: unknown, value: string) => resolve(value), onError: reject });
    });
    await scan(fixture, random, 'scanned', 'confirm');
    assert.ok(await ticket);
    fixture.sent.push(fixture.server.requests.to('/qrcode/check')[0]!);
  },
  async [`${name}.stopPolling`](fixture) {
    const { random } = await fixture.client[name].geneCode();
    let polls = 0;
    const timer = await fixture.client[name].startPolling(random, {
      interval: 5,
      onResult: () => {
        polls++;
      },
    });
    await fixture.call(timer);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(polls, 0);
  },
});

const rest: Cases = {
  async 'event.pub'(fixture) {
    fixture.signIn();
    await fixture.call('greeting', 'hello');
    assert.equal(fixture.server.admin.events[0]!.eventData, 'hello');
  },
  async 'event.sub'(fixture) {
    fixture.configure({ socketUri: fixture.server.url.replace('http', 'ws') });
    fixture.signIn();
    let heard: string | undefined;
    fixture.call(
      'greeting',
      (event: string) => {
        heard = event;
      },
      assert.ifError,
    );
    // Published again until it is heard: a subscription does not say when it has begun.
    while (heard === undefined) await fixture.client.event.pub('greeting', 'hello');
    assert.equal(JSON.parse(heard).eventData, 'hello');
  },
  async 'browserFingerprint.myDevicesList'(fixture) {
    await createDevice(fixture);
    assert.equal((await fixture.call()).length, 1);
  },
  async 'browserFingerprint.myDevicesUnbind'(fixture) {
    assert.equal(await fixture.call(await createDevice(fixture)), true);
    assert.equal((await fixture.client.browserFingerprint.myDevicesList()).length, 0);
  },
  async 'browserFingerprint.myDevicesLogout'(fixture) {
    assert.equal(await fixture.call(await createDevice(fixture)), true);
    assert.equal((await fixture.client.browserFingerprint.myDevicesList())[0].online, false);
  },
};

/** A device that Ada signed in on elsewhere. */
async function createDevice(fixture: Fixture): Promise<string> {
  fixture.signIn();
  const request = { method: 'POST', url: `${fixture.server.url}/api/v3/create-device`, data: { deviceUniqueId: 'laptop' } };
  return (await fixture.client.httpClient.request(request)).id;
}

/** The clients inside the client. */
export const subClientCases: Cases = {
  ...mfa,
  ...identities,
  ...qrCode('qrcode'),
  ...qrCode('wxqrcode'),
  ...qrCode('wechatmpqrcode'),
  ...rest,
};
