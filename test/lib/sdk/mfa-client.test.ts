import { Secret, TOTP } from 'otpauth';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { createSignedInWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

let world: World & { client: AuthenticationClient; userId: string };
beforeEach(async () => {
  world = await createSignedInWorld();
});
afterEach(() => world.close());

const now = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

it('confirming sends the token of the second step, not that of the signed-in user', async () => {
  const sign = world.stored()!.token;
  const { mfa } = world.client;
  const totp = { authenticatorType: 'totp', totp: '1' };
  const confirmed = mfa.confirmAssosicateMfaAuthenticator({ ...totp, mfaToken: 'second-step' });
  await expect(confirmed).rejects.toMatchObject({ reason: 'unauthenticated' });
  expect(world.server.requests.last).toMatchObject({
    path: '/api/v2/mfa/totp/associate/confirm',
    headers: { authorization: 'Bearer second-step' },
    body: { authenticator_type: 'totp', totp: '1' },
  });
  await expect(mfa.confirmAssosicateMfaAuthenticator()).rejects.toMatchObject({ reason: 'server' });
  expect(world.server.requests.last).toMatchObject({
    headers: { authorization: `Bearer ${sign}` },
    body: { authenticator_type: 'totp', source: 'SELF' },
  });
});

it('a second step is asked for, taken, and refused when wrong', async () => {
  const {
    client,
    client: { mfa },
  } = world;
  const { secret, recovery_code: recoveryCode } = await mfa.assosicateMfaAuthenticator();
  const confirmation = { authenticatorType: 'totp', totp: now(secret) };
  await expect(mfa.confirmAssosicateMfaAuthenticator(confirmation)).resolves.toMatchObject({ code: 200 });
  await client.logout();
  const refusal: unknown = await client.loginByEmail(EMAIL, PASSWORD).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 1635 });
  const { mfaToken } = (refusal as { data: { mfaToken: string } }).data;
  await expect(mfa.verifyTotpMfa({ totp: '000000', mfaToken })).rejects.toMatchObject({ code: 6001 });
  const user = await mfa.verifyTotpMfa({ totp: now(secret), mfaToken });
  expect(user).toMatchObject({ id: world.userId, token: expect.any(String) as string });
  await expect(mfa.verifyTotpRecoveryCode({ recoveryCode, mfaToken })).resolves.toMatchObject({ id: world.userId });
});

describe('a face', () => {
  it('is a picture the user chooses, uploaded with their token', async () => {
    const sign = world.stored()!.token;
    await expect(world.client.mfa.associateFaceByLocalFile()).resolves.toMatchObject({ id: world.userId });
    const [upload, associate] = world.server.requests.all;
    expect(upload).toMatchObject({
      path: '/api/v2/upload',
      query: { folder: 'face-photo', private: 'true' },
      headers: { authorization: `Bearer ${sign}` },
    });
    const { photoA, photoB } = associate!.body as { photoA: string; photoB: string };
    expect(photoA).toBe(photoB);
    expect(world.server.requests).toHaveLength(2);
  });

  it('may be compared with another file', async () => {
    const { tempFiles } = await world.device.wx.chooseMedia({ count: 1 });
    const path = tempFiles[0]!.tempFilePath;
    await world.client.mfa.associateFaceByBlob({ baseFace: path, compareFace: path } as never);
    expect(world.server.requests.to('/api/v2/upload')).toHaveLength(2);
  });

  it('is a file path, not a Blob', async () => {
    await expect(world.client.mfa.associateFaceByBlob({ baseFace: {} } as never)).rejects.toMatchObject({
      reason: 'invalid_argument',
      message: 'baseFace, compareFace: file path',
    });
    expect(world.server.requests).toHaveLength(0);
  });

  it('is not uploaded when the user closes the chooser', async () => {
    world.device.person.next('media', { answer: 'cancel' });
    await expect(world.client.mfa.associateFaceByLocalFile()).rejects.toMatchObject({ reason: 'cancelled', stage: 'choose' });
    expect(world.server.requests).toHaveLength(0);
  });

  it('whose upload Authing refuses is not associated', async () => {
    const onError = jest.fn();
    const client = world.createClient({ onError });
    world.server.faults.badGateway({ path: '/api/v2/upload' });
    await expect(client.mfa.associateFaceByLocalFile()).rejects.toMatchObject({ reason: 'http', data: { status: 502 } });
    world.server.faults.edit({ path: '/api/v2/upload' }, () => ({ code: 200, message: 'ok', data: {} }));
    await expect(client.mfa.associateFaceByLocalFile()).rejects.toMatchObject({ reason: 'server' });
    expect(world.server.requests.to('/face/associate')).toHaveLength(0);
    expect(onError).toHaveBeenCalledTimes(2);
  });
});
