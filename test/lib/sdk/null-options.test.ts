/**
 * Where the SDK makes do without options, in Node.js as on a phone, so does this client: the same requests, the same kind of end.
 * Each call goes to the SDK itself and to ours, with null, with undefined and without the argument.
 */
import { AuthenticationClient as SdkAuthenticationClient } from 'authing-js-sdk';
import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { APP_ID, createWorld, EMAIL, PASSWORD } from './world';
import type { World } from './world';

const PHONE = '10000000001';

type Call = (client: AuthenticationClient, ...nothing: never[]) => unknown;

/** Methods, each with the place where options may be missing. `nothing` is spread: one null, one undefined, or not there. */
const calls: Record<string, Call> = {
  'registerByEmail (profile)': (client, ...nothing) => client.registerByEmail('new@example.com', PASSWORD, ...nothing),
  'registerByEmail (options)': (client, ...nothing) => client.registerByEmail('new@example.com', PASSWORD, {}, ...nothing),
  'registerByUsername (profile)': (client, ...nothing) => client.registerByUsername('new', PASSWORD, ...nothing),
  'registerByUsername (options)': (client, ...nothing) => client.registerByUsername('new', PASSWORD, {}, ...nothing),
  'registerByPhoneCode (password)': (client, ...nothing) => client.registerByPhoneCode(PHONE, '0', ...nothing),
  'registerByPhoneCode (profile)': (client, ...nothing) => client.registerByPhoneCode(PHONE, '0', PASSWORD, ...nothing),
  'registerByPhoneCode (options)': (client, ...nothing) => client.registerByPhoneCode(PHONE, '0', PASSWORD, {}, ...nothing),
  'registerByEmailCode (profile)': (client, ...nothing) => client.registerByEmailCode(EMAIL, '0', ...nothing),
  'registerByEmailCode (options)': (client, ...nothing) => client.registerByEmailCode(EMAIL, '0', {}, ...nothing),
  loginByEmail: (client, ...nothing) => client.loginByEmail(EMAIL, PASSWORD, ...nothing),
  loginByUsername: (client, ...nothing) => client.loginByUsername('ada', PASSWORD, ...nothing),
  loginByPhonePassword: (client, ...nothing) => client.loginByPhonePassword(PHONE, PASSWORD, ...nothing),
  loginByPhoneCode: (client, ...nothing) => client.loginByPhoneCode(PHONE, '0', ...nothing),
  loginByEmailCode: (client, ...nothing) => client.loginByEmailCode(EMAIL, '0', ...nothing),
  loginBySubAccount: (client, ...nothing) => client.loginBySubAccount('clerk', PASSWORD, ...nothing),
  loginByLdap: (client, ...nothing) => client.loginByLdap('clerk', PASSWORD, ...nothing),
  loginByAd: (client, ...nothing) => client.loginByAd('clerk', PASSWORD, ...nothing),
  sendSmsCode: (client, ...nothing) => client.sendSmsCode(PHONE, ...nothing),
  'sendSmsCode (scene)': (client, ...nothing) => client.sendSmsCode(PHONE, '+86', ...nothing),
  checkLoginStatus: (client, ...nothing) => client.checkLoginStatus(...nothing),
  updateProfile: (client, ...nothing) => client.updateProfile({ nickname: 'A' }, ...nothing),
  updatePassword: (client, ...nothing) => client.updatePassword(PASSWORD, ...nothing),
  updatePhone: (client, ...nothing) => client.updatePhone(PHONE, '0', ...nothing),
  updateEmail: (client, ...nothing) => client.updateEmail(EMAIL, '0', ...nothing),
  bindPhone: (client, ...nothing) => client.bindPhone(PHONE, '0', ...nothing),
  resetPasswordByPhoneCode: (client, ...nothing) => client.resetPasswordByPhoneCode(PHONE, '0', PASSWORD, ...nothing),
  setUdv: (client, ...nothing) => client.setUdv('key', ...(nothing as [never])),
  hasRole: (client, ...nothing) => client.hasRole('role', ...nothing),
  listAuthorizedResources: (client, ...nothing) => client.listAuthorizedResources('default', ...nothing),
  listApplications: (client, ...nothing) => client.listApplications(...nothing),
  getAccessTokenByCode: (client, ...nothing) => client.getAccessTokenByCode('code', ...nothing),
  getAccessTokenByClientCredentials: (client, ...nothing) => client.getAccessTokenByClientCredentials('scope', ...nothing),
  getUserInfoByAccessToken: (client, ...nothing) => client.getUserInfoByAccessToken('token', ...nothing),
  validateToken: (client, ...nothing) => client.validateToken(...(nothing as [never])),
  getCodeChallengeDigest: (client, ...nothing) => client.getCodeChallengeDigest(...(nothing as [never])),
  buildAuthorizeUrl: (client, ...nothing) => void client.buildAuthorizeUrl(...nothing),
  buildLogoutUrl: (client, ...nothing) => client.buildLogoutUrl(...nothing),
  isUserExists: (client, ...nothing) => client.isUserExists(...(nothing as [never])),
  linkAccount: (client, ...nothing) => client.linkAccount(...(nothing as [never])),
  setUdfValue: (client, ...nothing) => client.setUdfValue(...(nothing as [never])),
  'mfa.getMfaAuthenticators': (client, ...nothing) => client.mfa.getMfaAuthenticators(...nothing),
  'mfa.assosicateMfaAuthenticator': (client, ...nothing) => client.mfa.assosicateMfaAuthenticator(...nothing),
  'mfa.confirmAssosicateMfaAuthenticator': (client, ...nothing) => client.mfa.confirmAssosicateMfaAuthenticator(...nothing),
  'mfa.verifyTotpMfa': (client, ...nothing) => client.mfa.verifyTotpMfa(...(nothing as [never])),
  'principal.authenticate': (client, ...nothing) => client.principal.authenticate(...(nothing as [never])),
  'social.generateLinkExtIdpUrl': (client, ...nothing) => client.social.generateLinkExtIdpUrl(...(nothing as [never])),
  'social.unlinkExtIdp': (client, ...nothing) => client.social.unlinkExtIdp(...(nothing as [never])),
  'qrcode.geneCode': (client, ...nothing) => client.qrcode.geneCode(...nothing),
  'event.pub': (client, ...nothing) => client.event.pub('event', ...(nothing as [never])),
};

let world: World;
let token: string;
beforeAll(async () => {
  const directory = [{ username: 'clerk', password: PASSWORD }];
  world = await createWorld({ server: { ldap: directory, ad: directory } });
  const { admin } = world.server;
  token = admin.issueToken(APP_ID, admin.createUser(APP_ID, { email: EMAIL, username: 'ada', phone: PHONE, password: PASSWORD }).id);
});
afterAll(() => world.close());

/** Encrypted twice, a password is not the same text; null and what is not there are the same to Authing. */
function comparable(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body ?? null, (name, value: unknown) =>
      value === null || name === 'query' ? undefined : /password/i.test(name) && typeof value === 'string' ? '…' : value,
    ) ?? 'null',
  );
}

async function runs(call: Call, client: AuthenticationClient, nothing: never[]): Promise<{ ends: string; asks: unknown[] }> {
  world.server.requests.clear();
  client.setToken(token);
  let ends = 'well';
  try {
    await call(client, ...nothing);
  } catch {
    ends = world.server.requests.to(/(?<!well-known)$/).length > 0 ? 'refused by Authing' : 'refused';
  }
  for (const { id, email, username } of world.server.admin.users) {
    if (email === 'new@example.com' || username === 'new') world.server.admin.deleteUser(id);
  }
  const asks = [...world.server.requests]
    .filter(({ path }) => !path.endsWith('.well-known'))
    .map(({ path, operations, query, body }) => ({ path, operations, query, body: comparable(body) }));
  return { ends, asks };
}

const shared = (): { appId: string; [option: string]: string } => ({
  appId: APP_ID,
  appHost: world.server.url,
  websocketHost: world.server.url,
  secret: 'app-secret',
  redirectUri: 'https://app.example.com/back',
});

const nothings: [string, never[]][] = [
  ['null', [null as never]],
  ['undefined', [undefined as never]],
  ['no argument', []],
];

describe.each(Object.keys(calls))('%s', (name) => {
  it.each(nothings)('with %s', async (_, nothing) => {
    const theirs = new SdkAuthenticationClient({ ...shared(), onError: () => undefined });
    const expected = await runs(calls[name]!, theirs as unknown as AuthenticationClient, nothing);
    expect(await runs(calls[name]!, world.createClient(shared()), nothing)).toEqual(expected);
  });
});

it('loginByCode(code, null) signs in', async () => {
  const code = await new Promise<string>((resolve, reject) => {
    world.device.wx.login({ success: (answer) => resolve(answer.code), fail: reject });
  });
  await expect(world.createClient().loginByCode(code, null)).resolves.toMatchObject({ token: expect.any(String) as string });
});

it('getUserInfoByAccessToken takes fields that are null', async () => {
  await world
    .createClient()
    .getUserInfoByAccessToken('opaque', { method: null, tokenPlace: null } as never)
    .catch(() => undefined);
  expect(world.server.requests.last).toMatchObject({ method: 'GET', path: '/oidc/me', query: { access_token: 'opaque' } });
});
