import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sdkRoot } from '../../tools/sdk/sdk-source';

/** The SDK's clients by the name under which a user reaches them; '' is AuthenticationClient itself. */
export const clients: Readonly<Record<string, { file: string; className: string }>> = {
  '': { file: 'AuthenticationClient', className: 'AuthenticationClient' },
  mfa: { file: 'MfaAuthenticationClient', className: 'MfaAuthenticationClient' },
  social: { file: 'SocialAuthenticationClient', className: 'SocialAuthenticationClient' },
  enterprise: { file: 'EnterpriseAuthenticationClient', className: 'EnterpriseAuthenticationClient' },
  principal: { file: 'PrincipalAuthentication', className: 'PrincipalAuthenticationClient' },
  qrcode: { file: 'QrCodeAuthenticationClient', className: 'QrCodeAuthenticationClient' },
  wxqrcode: { file: 'QrCodeAuthenticationClient', className: 'QrCodeAuthenticationClient' },
  wechatmpqrcode: { file: 'QrCodeAuthenticationClient', className: 'QrCodeAuthenticationClient' },
  event: { file: 'EventAuthenticationClient', className: 'EventAuthenticationClient' },
  browserFingerprint: { file: 'BrowserFingerprintClient', className: 'BrowserFingerprintClient' },
};

/** Names of the public methods of a class in the SDK's declarations; a leading underscore means "not public" there. */
function methodsOf(file: string, className: string): string[] {
  const path = join(sdkRoot, 'build/main/lib/authentication', `${file}.d.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
  const type = source.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className);
  if (!type) throw new Error(`The SDK's ${file}.d.ts declares no class ${className}.`);
  return type.members
    .filter(ts.isMethodDeclaration)
    .filter(({ modifiers }) => !modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword))
    .map((member) => member.name.getText())
    .filter((name) => !name.startsWith('_'));
}

/** `loginByEmail`, `mfa.verifyTotpMfa` …: every public method of the SDK's client and of the clients in it. */
export function publicMethods(): string[] {
  return Object.entries(clients).flatMap(([name, { file, className }]) =>
    methodsOf(file, className).map((method) => (name ? `${name}.${method}` : method)),
  );
}
