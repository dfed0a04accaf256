import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { sdkDeclarations } from '../../../tools/sdk/declarations';

let folder: string;
let declarations: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'declarations-test-'));
  declarations = await sdkDeclarations();
  writeFileSync(join(folder, 'authing-js-sdk.d.ts'), declarations);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What TypeScript says of a user's file, where nothing else is installed: no DOM, no Node.js, no axios. */
function complaints(source: string): string[] {
  const file = join(folder, 'user.ts');
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    lib: ['lib.es2018.d.ts'],
    target: ts.ScriptTarget.ES2018,
    moduleResolution: ts.ModuleResolutionKind.Node10,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('need nothing that is not in them', () => {
  expect(declarations).not.toMatch(/^import\b|^\/\/\/|authing-js-sdk|: Axios/m);
  expect(complaints("import type { User } from './authing-js-sdk'; export type X = User;")).toEqual([]);
});

it('type what the client does', () => {
  expect(
    complaints(`
    import type { SdkAuthenticationClient, User } from './authing-js-sdk';
    export async function use(client: SdkAuthenticationClient): Promise<User> {
      await client.sendEmail('user@example.com', 'RESET_PASSWORD');
      const level: 1 | 2 | 3 = client.computedPasswordSecurityLevel('password');
      const { totalCount } = await client.listAuthorizedResources('default', { resourceType: 'DATA' });
      const token: string | null = client.tokenProvider.getToken();
      if (level && totalCount && token) return client.loginByEmail('a', 'b', { autoRegister: true });
      return client.updateProfile({ nickname: 'x' });
    }`),
  ).toEqual([]);
});

it('refuse what the client does not take', () => {
  const about = (call: string): string[] =>
    complaints(`
    import type { SdkAuthenticationClient } from './authing-js-sdk';
    export const use = (client: SdkAuthenticationClient) => client.${call};`);
  expect(about("sendEmail('user@example.com', 'NONSENSE')")).toEqual([expect.stringContaining('NONSENSE')]);
  expect(about('_generateBasicAuthToken()')).toEqual([expect.stringContaining('_generateBasicAuthToken')]);
});
