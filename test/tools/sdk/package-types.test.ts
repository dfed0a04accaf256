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

/** What TypeScript says of a mini program that has WeChat's typings and the built package, and nothing else. */
function complaints(source: string): string[] {
  const file = join(folder, 'page.ts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true, noEmit: true, skipLibCheck: false, preserveSymlinks: true, lib: ['lib.es2018.d.ts'], target: ts.ScriptTarget.ES2018,
    moduleResolution: ts.ModuleResolutionKind.Node10, typeRoots: [join(root, 'node_modules')], types: ['miniprogram-api-typings'],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('the built package brings all its types', () => {
  expect(complaints(`
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
    }`)).toEqual([]);
});

it('and they say no to what is wrong', () => {
  const source = "import { AuthenticationClient } from './package/index'; new AuthenticationClient({});";
  expect(complaints(source)).toEqual([expect.stringContaining('appId')]);
});
