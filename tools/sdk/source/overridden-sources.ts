import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { removedMethods } from './overridden-methods';
import { readSdkModule } from './sources';

/** What the SDK's methods looked like when ours were written: a hash of each one's code. Written by `acceptOverridden`. */
const lockFile = join(__dirname, 'overridden-sources.json');

/** The SDK modules whose methods ours replace. */
const modules = ['AuthenticationClient', 'MfaAuthenticationClient', 'EventAuthenticationClient'];

const printer = ts.createPrinter({ removeComments: true });

/** Name -> hash of the SDK's methods that ours override, comments and layout aside. */
function overriddenSources(): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const name of modules) {
    const file = ts.createSourceFile(name, readSdkModule(`lib/authentication/${name}`), ts.ScriptTarget.ESNext, true);
    const type = file.statements.filter(ts.isClassDeclaration).find((statement) => statement.name?.text === name);
    for (const member of type?.members ?? []) {
      const method = member.name?.getText() ?? '';
      if (!removedMethods[name]?.overridden.includes(method)) continue;
      const code = printer.printNode(ts.EmitHint.Unspecified, member, file);
      hashes[`${name}.${method}`] = createHash('sha256').update(code).digest('hex').slice(0, 16);
    }
  }
  return hashes;
}

/** Records the SDK's methods as they are now: after ours have been compared with them. */
export function acceptOverridden(): void {
  writeFileSync(lockFile, `${JSON.stringify(overriddenSources(), null, 2)}\n`);
}

/** Throws when the SDK changed a method that ours replaces: a newer SDK must not be overridden unread. */
export function checkOverridden(): void {
  const accepted = existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, 'utf8')) as Record<string, string>) : {};
  const changed = Object.entries(overriddenSources())
    .filter(([name, hash]) => accepted[name] !== hash)
    .map(([name]) => name);
  if (changed.length === 0) return;
  throw new Error(`The SDK changed methods that lib/sdk overrides: ${changed.join(', ')}.
Compare them with ours, then: npx tsx tools/sdk/accept-overridden.ts`);
}
