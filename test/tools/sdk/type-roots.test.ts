import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../../tools/build/files';
import { sdkRoot } from '../../../tools/sdk/sdk-source';

it("Node.js's typings, which the SDK asks for, are not those of Node.js for what runs on phones", () => {
  const { options } = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.phone.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  })!;
  const asking = join(sdkRoot, 'build/main/lib/authentication/QrCodeAuthenticationClient.d.ts');
  expect(ts.sys.readFile(asking)).toContain('/// <reference types="node" />');
  const found = (name: string): string | undefined =>
    ts.resolveTypeReferenceDirective(name, asking, options, ts.sys).resolvedTypeReferenceDirective?.resolvedFileName;
  expect(found('node')).toBe(join(root, 'tools/sdk/type-roots/node/index.d.ts'));
  expect(found('miniprogram-api-typings')).toBe(join(root, 'node_modules/miniprogram-api-typings/index.d.ts'));
});
