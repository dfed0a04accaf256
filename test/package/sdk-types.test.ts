import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaints as complaintsOf } from './type-check';

const root = join(__dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-types-'));
  mkdirSync(join(folder, 'node_modules/authing-miniapp'), { recursive: true });
  for (const path of ['package.json', 'miniprogram_dist'])
    cpSync(join(root, path), join(folder, 'node_modules/authing-miniapp', path), { recursive: true });
  cpSync(join(root, 'node_modules/miniprogram-api-typings'), join(folder, 'node_modules/miniprogram-api-typings'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What TypeScript says of a page and the built package. The SDK's own declarations, where a page uses them, are not judged. */
function complaints(source: string): string[] {
  const page = join(folder, 'page.ts');
  writeFileSync(page, source);
  return complaintsOf('typescript', { page, resolution: 'node', typings: true });
}

it('the built package brings all its types', () => {
  expect(
    complaints(`
    import { AuthenticationClient, getAuthing } from 'authing-miniapp';
    import type { User } from 'authing-miniapp';
    export async function use(): Promise<User | null> {
      const client = new AuthenticationClient({ appId: 'app', timeout: 5000, protocol: 'oidc', secret: 'secret', accessToken: 'token' });
      await client.sendEmail('user@example.com', 'RESET_PASSWORD');
      const { access_token: token } = await client.getAccessTokenByCode('code', { codeVerifier: client.generateCodeChallenge() });
      const { photo } = await client.updateAvatar('path');
      const { purePhoneNumber } = await client.getPhone('code', 'iv', 'data');
      client.event.sub('event', (data: string) => data, () => undefined);
      return token && photo && purePhoneNumber ? getAuthing().getCurrentUser() : client.mfa.verifyTotpMfa({ totp: '1', mfaToken: token });
    }`),
  ).toEqual([]);
});

/** What users of the SDK write, with their own types where the SDK has `any`. */
const writtenForTheSdk = (from: string): string => `
  import { AuthenticationClient } from '${from}';
  interface Tokens { access_token: string; id_token: string; refresh_token: string; expires_in: number; expires_at: string }
  interface Profile { sub: string; nickname: string; email: string }
  class Store { tokens?: Tokens; profile?: Profile; token = ''; failed: { code: number; hint: string }[] = []; }
  export async function use(store: Store): Promise<string> {
    const onError = (code: number, message: string, data: any) => { store.failed.push({ code, hint: data.hint || message }); };
    const typed = (code: number, message: string, data: { mfaToken: string }): void => { store.token = data.mfaToken; };
    let authing = new AuthenticationClient({ appId: 'app', appHost: 'https://app.example.com', onError });
    authing = new AuthenticationClient({ appId: 'app', onError: typed });
    authing = new AuthenticationClient({ appId: 'app', onError: (code, message, data) => { store.token = data.mfaToken.trim(); } });
    authing = new AuthenticationClient({ appId: 'app', onError() { throw new Error('failed'); } });
    const { access_token, id_token } = await authing.getAccessTokenByCode('code');
    const res = await authing.getAccessTokenByCode(access_token, { codeVerifier: authing.generateCodeChallenge() });
    store.tokens = res;
    store.token = res.refresh_token;
    store.token = res.data.foo;
    parseInt(res.expires_in, 10);
    store.tokens = await authing.getNewAccessTokenByRefreshToken(res.refresh_token);
    authing.getAccessTokenByIdToken({ redirectUri: 'https://app.example.com', idToken: id_token }).then((tokens: Tokens) => tokens.id_token);
    store.tokens = await authing.getAccessTokenByClientCredentials('scope', { accessKey: 'key', accessSecret: 'secret' });
    const profile: Profile = await authing.getUserInfoByAccessToken(access_token, { method: 'POST', tokenPlace: 'body' });
    store.profile = await authing.getUserInfoByAccessToken(access_token);
    const { exp, active } = await authing.introspectToken(access_token);
    if (active && exp * 1000 < Date.now() && (await authing.revokeToken(access_token)) === true) return profile.nickname.trim();
    const valid = await authing.validateToken({ accessToken: access_token });
    const user = await authing.registerByUsername('name', 'password', {}, { forceLogin: true, customData: { a: 1 } });
    const updated = await authing.updateProfile({ nickname: 'name' });
    authing.setCurrentUser(user);
    authing.setToken(updated.token!);
    const { list } = await authing.listApplications({ page: 1, limit: 10 });
    return valid.sub + list.length + (await authing.getUdfValue()).school.name;
  }`;

it('code that was written for the SDK compiles as it stands, under strict', () => {
  expect(complaints(writtenForTheSdk(join(root, 'node_modules/authing-js-sdk')))).toEqual([]);
  expect(complaints(writtenForTheSdk('authing-miniapp'))).toEqual([]);
});

it('what the SDK answers as any, so does the package; what it takes as any, likewise', () => {
  expect(
    complaints(
      `
    import { AuthenticationClient as Ours } from 'authing-miniapp';
    import { AuthenticationClient as Sdk } from '${join(root, 'node_modules/authing-js-sdk')}';
    type IsAny<T> = 0 extends 1 & T ? true : false;
    type Takes<M> = M extends (...args: infer P) => unknown ? Required<P>[number] : never;
    type Answer<M> = M extends (...args: any[]) => infer R ? Awaited<R> : never;
    type Stricter<A, B> = { [K in keyof A & keyof B]:
      IsAny<Answer<B[K]>> extends true ? (IsAny<Answer<A[K]>> extends true ? never : K)
        : IsAny<Takes<B[K]>> extends true ? (IsAny<Takes<A[K]>> extends true ? never : K) : never }[keyof A & keyof B];
    export const none: [Stricter<Ours, Sdk>, Stricter<Ours['mfa'], Sdk['mfa']>, Stricter<Ours['social'], Sdk['social']>,
      Stricter<Ours['qrcode'], Sdk['qrcode']>, Stricter<Ours['principal'], Sdk['principal']>] extends [never, never, never, never, never]
      ? true : never = true;`,
    ),
  ).toEqual([]);
});

it('answers can be checked all the same', () => {
  expect(
    complaints(`
    import { getAuthing } from 'authing-miniapp';
    import type { TokenSet, UserInfo } from 'authing-miniapp';
    export async function use() {
      const tokens: TokenSet = await getAuthing().getAccessTokenByCode('code');
      const user: UserInfo = await getAuthing().getUserInfoByAccessToken(tokens.access_token);
      return tokens.acess_token + user.sub;
    }`),
  ).toEqual([expect.stringContaining('acess_token')]);
});

it('and they say no to what is wrong', () => {
  const source = "import { AuthenticationClient } from 'authing-miniapp'; new AuthenticationClient({});";
  expect(complaints(source)).toEqual([expect.stringContaining('appId')]);
});
