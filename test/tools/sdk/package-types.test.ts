import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../../..');
const dist = join(root, 'miniprogram_dist');
let folder: string;
beforeAll(() => {
  if (!existsSync(dist)) throw new Error('There is no built package. Next: npm run build.');
  folder = mkdtempSync(join(tmpdir(), 'package-types-'));
  symlinkSync(dist, join(folder, 'package'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What TypeScript says of a mini program that has WeChat's typings and the built package, and nothing else. The SDK's own
 * declarations name the browser and Node.js as well: where a page uses those, only the page is judged.
 */
function complaints(source: string, of: 'all' | 'the page' = 'all'): string[] {
  const file = join(folder, 'page.ts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    preserveSymlinks: true,
    lib: ['lib.es2018.d.ts'],
    target: ts.ScriptTarget.ES2018,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    typeRoots: [join(root, 'node_modules')],
    types: ['miniprogram-api-typings'],
  });
  const judged = of === 'all' ? undefined : program.getSourceFile(file);
  return ts.getPreEmitDiagnostics(program, judged).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('the built package brings all its types', () => {
  expect(
    complaints(`
    import { AuthenticationClient, getAuthing } from './package/index';
    import type { User } from './package/index';
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
  expect(complaints(writtenForTheSdk(join(root, 'node_modules/authing-js-sdk')), 'the page')).toEqual([]);
  expect(complaints(writtenForTheSdk('./package/index'))).toEqual([]);
});

it('what the SDK answers as any, so does the package; what it takes as any, likewise', () => {
  expect(
    complaints(
      `
    import { AuthenticationClient as Ours } from './package/index';
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
      'the page',
    ),
  ).toEqual([]);
});

it('answers can be checked all the same', () => {
  expect(
    complaints(`
    import { getAuthing } from './package/index';
    import type { TokenSet, UserInfo } from './package/index';
    export async function use() {
      const tokens: TokenSet = await getAuthing().getAccessTokenByCode('code');
      const user: UserInfo = await getAuthing().getUserInfoByAccessToken(tokens.access_token);
      return tokens.acess_token + user.sub;
    }`),
  ).toEqual([expect.stringContaining('acess_token')]);
});

it('and they say no to what is wrong', () => {
  const source = "import { AuthenticationClient } from './package/index'; new AuthenticationClient({});";
  expect(complaints(source)).toEqual([expect.stringContaining('appId')]);
});
