/**
 * What the SDK's own specifications call (authing-js-sdk/src/lib/authentication/*.spec.ts), with the values they pass, on the built
 * client and the local server. What they skip, or need their authors' accounts for, is tested elsewhere in this folder.
 */
import { TOTP } from 'otpauth';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import type { AuthingError } from '../../../lib/errors/authing-error';
import { APP_ID, createWorld } from './world';
import type { World } from './world';

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const fresh = (): string => `user${++count}`;
const PASSWORD = 'Passw0rd-of-a-test';
const client = (): AuthenticationClient =>
  world.createClient({
    userPoolId: 'pool',
    secret: 'pool-secret',
    appHost: world.server.url,
    timeout: 10_000,
    publicKey: world.server.publicKeys.password,
  });

async function registered(): Promise<AuthenticationClient> {
  const authing = client();
  await authing.registerByUsername(fresh(), PASSWORD, null, { forceLogin: true });
  return authing;
}

async function signedIn(): Promise<AuthenticationClient> {
  const authing = client();
  await authing.loginByUsername(fresh(), PASSWORD, { autoRegister: true });
  return authing;
}

describe('registration', () => {
  it('by e-mail, with and without a profile, and by name', async () => {
    await expect(client().registerByEmail(`${fresh()}@test.com`, PASSWORD)).resolves.toMatchObject({ id: expect.any(String) as string });
    const profile = { nickname: 'Nick' };
    await expect(client().registerByEmail(`${fresh()}@test.com`, PASSWORD, profile)).resolves.toMatchObject(profile);
    const name = fresh();
    await expect(client().registerByUsername(name, PASSWORD)).resolves.toMatchObject({ username: name });
  });

  it('with generateToken answers a token', async () => {
    const user = await client().registerByUsername(fresh(), PASSWORD, null, { generateToken: true });
    expect(user.token).toMatch(/\S/);
  });

  it('happens on the way to a sign-in with autoRegister', async () => {
    const name = fresh();
    await expect(client().loginByUsername(name, PASSWORD, { autoRegister: true })).resolves.toMatchObject({ username: name });
    const email = `${fresh()}@QQ.com`;
    const user = await client().loginByEmail(email, PASSWORD, { autoRegister: true });
    expect(user).toMatchObject({ email: email.toLowerCase(), token: expect.any(String) as string });
  });

  it('needs no more than appId and host', async () => {
    await expect(world.createClient().registerByEmail(`${fresh()}@test.com`, PASSWORD)).resolves.toBeTruthy();
  });
});

describe('the profile', () => {
  it('is changed by who has just registered', async () => {
    const authing = await registered();
    await expect(authing.updateProfile({ nickname: 'Nick' })).resolves.toMatchObject({ nickname: 'Nick' });
  });

  const fixed = [{ phone: '10000000009' }, { email: 'other@test.com' }, { unionid: 'u' }, { openid: 'o' }];
  it.each(fixed)('does not take %p', async (updates) => {
    await expect((await registered()).updateProfile(updates as never)).rejects.toMatchObject({ name: 'AuthingError', reason: 'server' });
  });

  it('belongs to the token that a client was made with', async () => {
    const { id } = world.server.admin.createUser(APP_ID, { username: fresh() });
    const authing = world.createClient({ token: world.server.admin.issueToken(APP_ID, id) });
    await expect(authing.getCurrentUser()).resolves.toMatchObject({ id });
    await expect(authing.updateProfile({ nickname: 'nick' })).resolves.toMatchObject({ nickname: 'nick' });
    await expect(authing.checkLoginStatus()).resolves.toMatchObject({ code: 200, status: true });
  });
});

it('refreshToken after registration', async () => {
  await expect((await registered()).refreshToken()).resolves.toMatchObject({ token: expect.any(String) as string });
});

it('checkPasswordStrength', async () => {
  await expect(client().checkPasswordStrength('Passw0rd!')).resolves.toMatchObject({ valid: true });
});

describe('custom data', () => {
  it.each([
    ['STRING', '123', 'string'],
    ['NUMBER', 123, 'number'],
    ['BOOLEAN', true, 'boolean'],
    ['DATETIME', Date.now(), 'Date'],
    ['OBJECT', { ok: 'good' }, 'object'],
  ] as const)('%s comes back in its type, and is removed', async (dataType, value, type) => {
    const key = fresh();
    world.server.admin.defineField(APP_ID, key, dataType);
    const authing = await signedIn();
    await authing.setUdv(key, value);
    const [field, ...others] = await authing.listUdv();
    expect(others).toEqual([]);
    // The client runs in a context of its own, whose Date is not this one's.
    const got = field!.value as unknown;
    expect(Object.prototype.toString.call(got) === '[object Date]' ? 'Date' : typeof got).toBe(type);
    await authing.removeUdv(key);
    await expect(authing.listUdv()).resolves.toHaveLength(0);
  });

  it('of an unknown key is refused', async () => {
    await expect((await signedIn()).setUdv(fresh(), 123)).rejects.toMatchObject({ name: 'AuthingError' });
  });

  it('as one object', async () => {
    world.server.admin.defineField(APP_ID, 'school', 'STRING');
    const authing = await signedIn();
    await authing.setUdfValue({ school: '华中科技大学' });
    await expect(authing.getUdfValue()).resolves.toMatchObject({ school: '华中科技大学' });
    await authing.removeUdfValue('school');
    expect((await authing.getUdfValue()).school).toBeUndefined();
  });
});

describe('addresses', () => {
  const addresses = (protocol: 'oidc' | 'oauth' | 'saml' | 'cas'): AuthenticationClient =>
    world.createClient({
      appId: '9072248490655972',
      appHost: 'https://oidc1.authing.cn',
      secret: 'secret',
      redirectUri: 'https://baidu.com',
      tokenEndPointAuthMethod: 'client_secret_basic',
      protocol,
    });
  const common = { client_id: '9072248490655972', redirect_uri: 'https://baidu.com' };
  const oidcScope = 'openid profile email phone address';
  const pkce = { codeChallenge: 'digest', codeChallengeMethod: 'S256' } as const;

  it.each([
    [
      { responseType: 'code', responseMode: 'form_post' },
      { response_mode: 'form_post', response_type: 'code', scope: oidcScope },
    ],
    [
      { responseType: 'code', tenantId: '12' },
      { tenant_id: '12', scope: oidcScope },
    ],
    [{ responseType: 'id_token token' }, { response_type: 'id_token token', scope: oidcScope }],
    [{ scope: 'openid profile offline_access' }, { scope: 'openid profile offline_access', prompt: 'consent', response_type: 'code' }],
    [
      { ...pkce, scope: 'openid offline_access' },
      { code_challenge: 'digest', code_challenge_method: 'S256', prompt: 'consent' },
    ],
  ])('of OIDC with %p', (params, expected) => {
    const url = new URL(addresses('oidc').buildAuthorizeUrl(params as never));
    expect([url.hostname, url.pathname]).toEqual(['oidc1.authing.cn', '/oidc/auth']);
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({ ...common, ...expected, nonce: expect.any(String) as string, state: expect.any(String) as string });
    expect(query).not.toHaveProperty('code_verifier');
  });

  it('of the other protocols', () => {
    const oauth = new URL(addresses('oauth').buildAuthorizeUrl());
    expect(oauth.pathname).toBe('/oauth/auth');
    expect(Object.fromEntries(oauth.searchParams)).toMatchObject({ ...common, scope: 'user', response_type: 'code' });
    expect(new URL(addresses('saml').buildAuthorizeUrl()).pathname).toBe('/api/v2/saml-idp/9072248490655972');
    const cas = new URL(addresses('cas').buildAuthorizeUrl({ service: 'https://authing.cn' }));
    expect([cas.pathname, cas.searchParams.get('service')]).toEqual(['/cas-idp/9072248490655972', 'https://authing.cn']);
  });

  it('to sign out at', () => {
    for (const protocol of ['oidc', 'oauth', 'saml'] as const) {
      expect(new URL(addresses(protocol).buildLogoutUrl()).pathname).toBe('/login/profile/logout');
    }
    const url = new URL(addresses('oidc').buildLogoutUrl({ expert: true, idToken: '123', redirectUri: 'https://authing.cn' }));
    expect(url.pathname).toBe('/oidc/session/end');
    expect(Object.fromEntries(url.searchParams)).toEqual({ id_token_hint: '123', post_logout_redirect_uri: 'https://authing.cn' });
  });
});

describe('a second factor', () => {
  const enrolled = async (): Promise<{ authing: AuthenticationClient; email: string; secret: string; recoveryCode: string }> => {
    const authing = client();
    const email = `${fresh()}@test.com`;
    await authing.registerByEmail(email, PASSWORD);
    await authing.loginByEmail(email, PASSWORD);
    const {
      authenticator_type: type,
      secret,
      qrcode_uri: uri,
      qrcode_data_url: picture,
      recovery_code: recoveryCode,
    } = await authing.mfa.assosicateMfaAuthenticator({ authenticatorType: 'totp' });
    expect(type).toBe('totp');
    for (const text of [secret, uri, picture, recoveryCode]) expect(text).toEqual(expect.any(String));
    return { authing, email, secret, recoveryCode };
  };

  it('is none at first, and is taken off again', async () => {
    await expect((await signedIn()).mfa.getMfaAuthenticators({ type: 'totp' })).resolves.toEqual([]);
    await expect((await enrolled()).authing.mfa.deleteMfaAuthenticator()).resolves.toMatchObject({ code: 200 });
  });

  it('is asked for at the next sign-in, and verified', async () => {
    const { authing, email, secret, recoveryCode } = await enrolled();
    const totp = (): string => new TOTP({ secret }).generate();
    const confirmed = await authing.mfa.confirmAssosicateMfaAuthenticator({ authenticatorType: 'totp', totp: totp() });
    expect(confirmed.code).toBe(200);
    const asked = async (): Promise<string> => {
      const error = await authing.loginByEmail(email, PASSWORD).then(
        () => undefined,
        (refusal: AuthingError) => refusal,
      );
      expect(error).toMatchObject({ code: 1635 });
      return (error!.data as { mfaToken: string }).mfaToken;
    };
    await expect(authing.mfa.verifyTotpMfa({ totp: totp(), mfaToken: await asked() })).resolves.toMatchObject({ email });
    await expect(authing.mfa.verifyTotpRecoveryCode({ recoveryCode, mfaToken: await asked() })).resolves.toMatchObject({ email });
  });
});

describe('identities', () => {
  it('are linked at an address, and none at first', async () => {
    const authing = client();
    const email = `${fresh()}@test.com`;
    await authing.registerByEmail(email, PASSWORD);
    const { token } = await authing.loginByEmail(email, PASSWORD);
    await expect(authing.social.generateLinkExtIdpUrl({ extIdpConnIdentifier: '11', idToken: token! })).resolves.toMatchObject({
      url: expect.any(String) as string,
    });
    await expect(authing.social.getIdentities()).resolves.toEqual([]);
  });
});
