import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

interface OwnClass {
  readonly parent: string | undefined;
  readonly methods: ReadonlySet<string>;
}

/** The classes of `lib/sdk`, by name. */
function ownClasses(folder: string): Map<string, OwnClass> {
  const classes = new Map<string, OwnClass>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts'))) {
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ESNext, true);
    for (const statement of file.statements.filter(ts.isClassDeclaration)) {
      const parent = statement.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression.getText();
      const methods = statement.members.filter(ts.isMethodDeclaration).map((member) => member.name.getText());
      if (statement.name) classes.set(statement.name.text, { parent, methods: new Set(methods) });
    }
  }
  return classes;
}

/** Names of all methods of a class of `lib/sdk`, its own and those of its ancestors in `lib/sdk`. */
export function ownMethods(folder: string, className: string): Set<string> {
  const classes = ownClasses(folder);
  const names = new Set<string>();
  for (let current = classes.get(className); current; current = current.parent === undefined ? undefined : classes.get(current.parent)) {
    current.methods.forEach((name) => names.add(name));
  }
  return names;
}
