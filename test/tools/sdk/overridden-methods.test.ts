import { createHash } from 'node:crypto';
import ts from 'typescript';
import { removedMethods } from '../../../tools/sdk/removed-methods';
import { readSdkModule } from '../../../tools/sdk/sdk-source';

const printer = ts.createPrinter({ removeComments: true });

/** A hash of the code of each method of an SDK class that ours override, comments and layout aside. */
function overridden(className: string): Record<string, string> {
  const file = ts.createSourceFile(className, readSdkModule(`lib/authentication/${className}`), ts.ScriptTarget.ESNext, true);
  const type = file.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className);
  const members = (type?.members ?? []).filter((member) => removedMethods[className]?.overridden.includes(member.name?.getText() ?? ''));
  return Object.fromEntries(
    members.map((member) => {
      const code = printer.printNode(ts.EmitHint.Unspecified, member, file);
      return [member.name?.getText(), createHash('sha256').update(code).digest('hex').slice(0, 16)];
    }),
  );
}

/**
 * Fails when a newer SDK changed a method that lib/sdk replaces: it must not be overridden unread. Compare the methods named with ours,
 * then: `npx jest test/tools/sdk/overridden-methods.test.ts -u`.
 */
it.each(Object.keys(removedMethods).filter((name) => removedMethods[name]!.overridden.length > 0))(
  'the methods of %s that ours override are the ones that were read',
  (name) => {
    const methods = overridden(name);
    expect(Object.keys(methods).length).toBeGreaterThan(0);
    expect(methods).toMatchSnapshot();
  },
);
