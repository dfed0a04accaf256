import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { createSignedInWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

const NEXT = 'Another-Horse-9';
let world: World & { client: AuthenticationClient; userId: string };
beforeEach(async () => {
  world = await createSignedInWorld();
});
afterEach(() => world.close());

const opens = (password: string): Promise<unknown> => world.createClient().loginByEmail(EMAIL, password);

it('updatePassword needs the right old one', async () => {
  await expect(world.client.updatePassword(NEXT, 'wrong')).rejects.toMatchObject({ code: 2203 });
  await expect(opens(NEXT)).rejects.toMatchObject({ code: 2006 });
  await world.client.updatePassword(NEXT, PASSWORD);
  await expect(opens(NEXT)).resolves.toMatchObject({ id: world.userId });
});

it('updatePassword sends no old one when there is none', async () => {
  await world.client.updatePassword(NEXT).catch(() => undefined);
  expect(world.server.requests.to('updatePassword')[0]!.body).toMatchObject({ variables: { newPassword: expect.any(String) as string } });
  expect((world.server.requests.to('updatePassword')[0]!.body as { variables: object }).variables).not.toHaveProperty('oldPassword');
});

it('resetPasswordByEmailCode and resetPasswordByPhoneCode take the code that was sent', async () => {
  world.server.admin.user(world.userId).phone = '10000000001';
  world.server.admin.user(world.userId).phoneCountryCode = '+86';
  await world.client.sendEmail(EMAIL, 'RESET_PASSWORD' as never);
  await expect(world.client.resetPasswordByEmailCode(EMAIL, '000000', NEXT)).rejects.toMatchObject({ code: 2001 });
  const { code } = world.server.outbox.last(EMAIL);
  await expect(world.client.resetPasswordByEmailCode(EMAIL, code, NEXT)).resolves.toMatchObject({ code: 200 });
  await expect(opens(NEXT)).resolves.toMatchObject({ id: world.userId });
  await world.client.sendSmsCode('10000000001', undefined, 'reset' as never);
  await world.client.resetPasswordByPhoneCode('10000000001', world.server.outbox.last('10000000001').code, PASSWORD);
  await expect(opens(PASSWORD)).resolves.toMatchObject({ id: world.userId });
});

it.each([
  ['first-login', 1639],
  ['forced', 2058],
] as const)('a %s reset takes the token of the refused sign-in', async (kind, code) => {
  world.server.admin.user(world.userId).mustResetPassword = kind;
  const refusal = (await opens(PASSWORD).catch((error: unknown) => error)) as { code: number; data: { token: string } };
  expect(refusal.code).toBe(code);
  const { token } = refusal.data;
  await (kind === 'forced'
    ? world.client.resetPasswordByForceResetToken({ token, oldPassword: PASSWORD, newPassword: NEXT })
    : world.client.resetPasswordByFirstLoginToken({ token, password: NEXT }));
  await expect(opens(NEXT)).resolves.toMatchObject({ id: world.userId });
});

it('asks for the public key once', async () => {
  const client = world.createClient();
  await client.loginByEmail(EMAIL, PASSWORD);
  await client.updatePassword(NEXT, PASSWORD);
  expect(world.server.requests.to('.well-known')).toHaveLength(1);
});

it('uses the public key it was given, and asks for none', async () => {
  const client = world.createClient({ publicKey: world.server.publicKeys.password });
  await client.loginByEmail(EMAIL, PASSWORD);
  expect(world.server.requests.to('.well-known')).toHaveLength(0);
});

it.each([[null], [{}], [{ publicKey: 'no key' }]])('rejects when Authing answers %p for a key, and sends no password', async (data) => {
  const client = world.createClient();
  world.server.faults.edit({ path: '.well-known' }, () => ({ code: 200, message: 'ok', data }));
  await expect(client.loginByEmail(EMAIL, PASSWORD)).rejects.toMatchObject({ name: 'AuthingError' });
  expect(world.server.requests.to('loginByEmail')).toHaveLength(0);
});
