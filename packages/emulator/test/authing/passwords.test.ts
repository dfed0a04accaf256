import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import type { AuthingServer } from '../../src/authing';
import { createServerKeys } from '../../src/authing';
import { firstError, get, graphql } from './protocol-client';
import { startedServers } from './started-server';

const start = startedServers();
const EMAIL = 'lin@example.test';

const pkcs1 = (server: AuthingServer, text: string, padding = constants.RSA_PKCS1_PADDING): string =>
  publicEncrypt({ key: createPublicKey(server.publicKeys.password), padding }, Buffer.from(text)).toString('base64');

const register = (server: AuthingServer, password: string) =>
  graphql(server, 'mutation($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id } }', {
    input: { email: EMAIL, password },
  });

const login = (server: AuthingServer, password: string) =>
  graphql(server, 'mutation($input: LoginByEmailInput!) { loginByEmail(input: $input) { email } }', { input: { email: EMAIL, password } });

test('the public key is published', async () => {
  const server = await start();
  const { body } = await get(server, '/api/v2/.well-known');
  expect(body).toMatchObject({ code: 200, data: { publicKey: server.publicKeys.password, sm2: { publicKey: server.publicKeys.sm2 } } });
  expect(createPublicKey(body.data.publicKey).asymmetricKeyDetails?.modulusLength).toBe(1024);
});

test('an RSA-encrypted password, whatever its characters, is stored as a hash and checked', async () => {
  const server = await start();
  const password = '密码 pass"\\\u0000word';
  expect((await register(server, pkcs1(server, password))).body.data.registerByEmail.id).toMatch(/^[0-9a-f]{24}$/);
  expect((await login(server, pkcs1(server, password))).body).toEqual({ data: { loginByEmail: { email: EMAIL } } });
  expect(firstError(await login(server, pkcs1(server, `${password} `))).code).toBe(2006);
  expect(server.admin.users[0]?.passwordHash).toMatch(/^scrypt\$16\$/);
  expect(JSON.stringify(server.admin.users)).not.toContain('password"\\\\');
});

test('an SM2-encrypted password works on both sides of an RSA one', async () => {
  const server = await start();
  const sealed = (text: string): string => `sm2:${sm2.doEncrypt(text, server.publicKeys.sm2)}`;
  await register(server, sealed('passw0rd'));
  expect((await login(server, pkcs1(server, 'passw0rd'))).body.data.loginByEmail.email).toBe(EMAIL);
  expect((await login(server, sealed('passw0rd'))).body.data.loginByEmail.email).toBe(EMAIL);
  expect(firstError(await login(server, sealed('Passw0rd'))).code).toBe(2006);
});

test('a ciphertext that lost its leading zero byte, as the SDK sends one in 256, is opened', async () => {
  const server = await start();
  let sealed: Buffer;
  do sealed = Buffer.from(pkcs1(server, 'passw0rd'), 'base64');
  while (sealed[0] !== 0);
  await register(server, sealed.subarray(1).toString('base64'));
  expect((await login(server, pkcs1(server, 'passw0rd'))).body.data.loginByEmail.email).toBe(EMAIL);
});

describe('what cannot be decrypted is refused with 2016 and never stored', () => {
  const foreign = createPublicKey(createServerKeys().password);
  const cases: [string, (server: AuthingServer) => string][] = [
    ['plain text', () => 'passw0rd'],
    [
      'another key',
      () => publicEncrypt({ key: foreign, padding: constants.RSA_PKCS1_PADDING }, Buffer.from('passw0rd')).toString('base64'),
    ],
    ['no padding', (server) => pkcs1(server, 'passw0rd'.padStart(128, '\0'), constants.RSA_NO_PADDING)],
    [
      'too few padding bytes',
      (server) =>
        publicEncrypt(
          { key: createPublicKey(server.publicKeys.password), padding: constants.RSA_NO_PADDING },
          Buffer.concat([Buffer.from([0, 2, 1, 2, 3, 4, 5, 6, 7, 0]), Buffer.alloc(118, 'x')]),
        ).toString('base64'),
    ],
    ['a number above the modulus', () => Buffer.alloc(128, 0xff).toString('base64')],
    ['half a ciphertext', (server) => pkcs1(server, 'passw0rd').slice(0, 80)],
    [
      'a ciphertext with a byte too many',
      (server) => Buffer.concat([Buffer.from(pkcs1(server, 'passw0rd'), 'base64'), Buffer.alloc(1)]).toString('base64'),
    ],
    ['hex', (server) => Buffer.from(pkcs1(server, 'passw0rd'), 'base64').toString('hex')],
    ['an empty password', (server) => pkcs1(server, '')],
    ['SM2 under another key', () => `sm2:${sm2.doEncrypt('passw0rd', sm2.generateKeyPairHex().publicKey)}`],
    [
      'SM2 with a changed byte',
      (server) => {
        const hex = sm2.doEncrypt('passw0rd', server.publicKeys.sm2);
        return `sm2:${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;
      },
    ],
    ['SM2 that is no hex', () => 'sm2:passw0rd'],
    ['nothing', () => ''],
  ];
  test.each(cases)('%s', async (_name, make) => {
    const server = await start();
    expect(firstError(await register(server, make(server)))).toMatchObject({ code: 2016 });
    expect(server.admin.users).toHaveLength(0);
  });
});

test('a short password is refused with 2029', async () => {
  const server = await start();
  expect(firstError(await register(server, pkcs1(server, '12345'))).code).toBe(2029);
  expect(server.admin.users).toHaveLength(0);
});
