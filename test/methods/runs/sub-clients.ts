import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import { APP_ID, EMAIL, PASSWORD, PHONE } from '../stage';
import type { Stage } from '../stage';
import type { Run, Runs } from '../run';

const totpNow = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** Switches one-time passwords on for Ada. */
async function withTotp(stage: Stage): Promise<{ secret: string; recoveryCode: string }> {
  stage.signIn();
  const { secret, recovery_code: recoveryCode } = await stage.client.mfa.assosicateMfaAuthenticator();
  await stage.client.mfa.confirmAssosicateMfaAuthenticator({ authenticatorType: 'totp', totp: totpNow(secret) });
  return { secret, recoveryCode };
}

/** The token for the second step of a sign-in. */
async function mfaToken(stage: Stage): Promise<string> {
  const { code, data } = await stage.client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
  assert.equal(code, 1635);
  return data.mfaToken;
}

type Proof = (stage: Stage, totp: { secret: string; recoveryCode: string }) => Promise<unknown[]>;

/** A run that finishes a sign-in with what `prove` gives. */
const secondStep =
  (prove: Proof): Run =>
  async (stage) => {
    const proof = await prove(stage, await withTotp(stage));
    assert.equal((await stage.call(...proof)).id, stage.ada);
  };

async function picture(stage: Stage): Promise<string> {
  const { tempFiles } = await stage.device.wx.chooseMedia({ count: 1 });
  return tempFiles[0]!.tempFilePath;
}

const mfa: Runs = {
  async 'mfa.assosicateMfaAuthenticator'(stage) {
    stage.signIn();
    assert.ok((await stage.call()).secret);
  },
  async 'mfa.confirmAssosicateMfaAuthenticator'(stage) {
    stage.signIn();
    const { secret } = await stage.client.mfa.assosicateMfaAuthenticator();
    assert.equal((await stage.call({ authenticatorType: 'totp', totp: totpNow(secret) })).code, 200);
  },
  async 'mfa.getMfaAuthenticators'(stage) {
    await withTotp(stage);
    assert.equal((await stage.call()).length, 1);
    assert.equal((await stage.call({ type: 'totp', mfaToken: await mfaToken(stage) })).length, 1);
  },
  async 'mfa.deleteMfaAuthenticator'(stage) {
    await withTotp(stage);
    assert.equal((await stage.call()).code, 200);
    assert.equal(stage.server.admin.user(stage.ada).totp, null);
  },
  'mfa.verifyTotpMfa': secondStep(async (stage, { secret }) => [{ totp: totpNow(secret), mfaToken: await mfaToken(stage) }]),
  'mfa.verifyTotpRecoveryCode': secondStep(async (stage, { recoveryCode }) => [{ recoveryCode, mfaToken: await mfaToken(stage) }]),
  'mfa.verifyAppSmsMfa': secondStep(async (stage) => {
    await stage.client.sendSmsCode(PHONE, undefined, 'mfa-verify');
    return [{ phone: PHONE, code: stage.server.outbox.last(PHONE).code, mfaToken: await mfaToken(stage) }];
  }),
  'mfa.verifyAppEmailMfa': secondStep(async (stage) => {
    await stage.client.sendEmail(EMAIL, 'MFA_VERIFY');
    return [{ email: EMAIL, code: stage.server.outbox.last(EMAIL).code, mfaToken: await mfaToken(stage) }];
  }),
  async 'mfa.phoneOrEmailBindable'(stage) {
    await withTotp(stage);
    assert.equal(await stage.call({ phone: '10000000003', mfaToken: await mfaToken(stage) }), true);
  },
  async 'mfa.associateFaceByUrl'(stage) {
    stage.signIn();
    await stage.call({ baseFace: 'https://pictures.example.com/ada', compareFace: 'https://pictures.example.com/ada' });
    assert.ok(stage.server.admin.user(stage.ada).face);
  },
  async 'mfa.associateFaceByLocalFile'(stage) {
    stage.signIn();
    await stage.call();
    assert.ok(stage.server.admin.user(stage.ada).face);
  },
  async 'mfa.associateFaceByBlob'(stage) {
    stage.signIn();
    const path = await picture(stage);
    await stage.call({ baseFace: path, compareFace: path });
    assert.ok(stage.server.admin.user(stage.ada).face);
  },
  'mfa.verifyFaceMfa': secondStep(async (stage) => {
    const photo = 'https://pictures.example.com/ada';
    await stage.client.mfa.associateFaceByUrl({ baseFace: photo, compareFace: photo });
    return [photo, await mfaToken(stage)];
  }),
};

async function viaWeChat(stage: Stage): Promise<void> {
  const { code } = await new Promise<{ code: string }>((success, fail) => stage.device.wx.login({ success, fail }));
  const { token } = await stage.client.loginByCode(code);
  stage.signIn();
  await stage.client.linkAccount({ primaryUserToken: stage.client.tokenProvider.getToken(), secondaryUserToken: token });
}

const identities: Runs = {
  async 'social.getIdentities'(stage) {
    await viaWeChat(stage);
    assert.ok((await stage.call()).length);
  },
  async 'social.unlinkExtIdp'(stage) {
    await viaWeChat(stage);
    await stage.call({ extIdpId: stage.server.admin.user(stage.ada).identities[0]!.extIdpId });
    assert.deepEqual(stage.server.admin.user(stage.ada).identities, []);
  },
  async 'social.generateLinkExtIdpUrl'(stage) {
    stage.signIn();
    const { url } = await stage.call({ extIdpConnIdentifier: 'github', idToken: stage.client.tokenProvider.getToken() });
    assert.equal(new URL(url).searchParams.get('ext_idp_conn_identifier'), 'github');
  },
  async 'principal.authenticate'(stage) {
    stage.signIn();
    assert.equal(await stage.call({ type: 'P', name: 'Ada', idCard: '11010519491231002X', bankCard: '6222020000000000' }), true);
  },
  async 'principal.detail'(stage) {
    stage.signIn();
    const works = { type: 'E', enterpriseName: 'Works', enterpriseCode: '91350100M000100Y43', legalPersonName: 'Ada' };
    await stage.client.principal.authenticate(works);
    assert.equal((await stage.call()).principalName, 'Works');
  },
};

/** Ada's other device scans the code and confirms. */
async function scan(stage: Stage, random: string, ...steps: ('scanned' | 'confirm')[]): Promise<void> {
  const authorization = `Bearer ${stage.server.admin.issueToken(APP_ID, stage.ada)}`;
  const headers = { 'content-type': 'application/json', 'x-authing-app-id': APP_ID, authorization };
  for (const step of steps) {
    await stage.server.fetch(`${stage.server.url}/api/v2/qrcode/${step}`, { method: 'POST', headers, body: JSON.stringify({ random }) });
  }
}

const qrCode = (name: 'qrcode' | 'wxqrcode' | 'wechatmpqrcode'): Runs => ({
  async [`${name}.geneCode`](stage) {
    assert.equal((await fetch((await stage.call()).url)).headers.get('content-type'), 'image/gif');
  },
  async [`${name}.checkStatus`](stage) {
    const { random } = await stage.client[name].geneCode();
    assert.equal((await stage.call(random)).status, 0);
    await scan(stage, random, 'scanned');
    assert.equal((await stage.call(random)).status, 1);
  },
  async [`${name}.exchangeUserInfo`](stage) {
    const { random } = await stage.client[name].geneCode();
    await scan(stage, random, 'scanned', 'confirm');
    const { ticket } = await stage.client[name].checkStatus(random);
    assert.equal((await stage.call(ticket)).id, stage.ada);
  },
  async [`${name}.startPolling`](stage) {
    const { random } = await stage.client[name].geneCode();
    const ticket = new Promise((resolve, reject) => {
      stage.call(random, { interval: 5, onSuccess: (_user: unknown, value: string) => resolve(value), onError: reject });
    });
    await scan(stage, random, 'scanned', 'confirm');
    assert.ok(await ticket);
    stage.sent.push(stage.server.requests.to('/qrcode/check')[0]!);
  },
  async [`${name}.stopPolling`](stage) {
    const { random } = await stage.client[name].geneCode();
    let polls = 0;
    const timer = await stage.client[name].startPolling(random, {
      interval: 5,
      onResult: () => {
        polls++;
      },
    });
    await stage.call(timer);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(polls, 0);
  },
});

const rest: Runs = {
  async 'event.pub'(stage) {
    stage.signIn();
    await stage.call('greeting', 'hello');
    assert.equal(stage.server.admin.events[0]!.eventData, 'hello');
  },
  async 'event.sub'(stage) {
    stage.configure({ socketUri: stage.server.url.replace('http', 'ws') });
    stage.signIn();
    let heard: string | undefined;
    stage.call(
      'greeting',
      (event: string) => {
        heard = event;
      },
      assert.ifError,
    );
    // Published again until it is heard: a subscription does not say when it has begun.
    while (heard === undefined) await stage.client.event.pub('greeting', 'hello');
    assert.equal(JSON.parse(heard).eventData, 'hello');
  },
  async 'browserFingerprint.myDevicesList'(stage) {
    await createDevice(stage);
    assert.equal((await stage.call()).length, 1);
  },
  async 'browserFingerprint.myDevicesUnbind'(stage) {
    assert.equal(await stage.call(await createDevice(stage)), true);
    assert.equal((await stage.client.browserFingerprint.myDevicesList()).length, 0);
  },
  async 'browserFingerprint.myDevicesLogout'(stage) {
    assert.equal(await stage.call(await createDevice(stage)), true);
    assert.equal((await stage.client.browserFingerprint.myDevicesList())[0].online, false);
  },
};

/** A device that Ada signed in on elsewhere. */
async function createDevice(stage: Stage): Promise<string> {
  stage.signIn();
  const request = { method: 'POST', url: `${stage.server.url}/api/v3/create-device`, data: { deviceUniqueId: 'laptop' } };
  return (await stage.client.httpClient.request(request)).id;
}

/** The clients inside the client. */
export const subClientRuns: Runs = {
  ...mfa,
  ...identities,
  ...qrCode('qrcode'),
  ...qrCode('wxqrcode'),
  ...qrCode('wechatmpqrcode'),
  ...rest,
};
