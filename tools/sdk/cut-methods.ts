import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { unsupportedMethods } from '../../lib/sdk/unsupported';
import { removedMethods } from './removed-methods';

/** Where the classes live that override. */
const ownFolder = join(__dirname, '../../lib/sdk');

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

/** The names to remove from a class. Throws when one that is listed as overridden is not. */
function removedFrom(className: string): { names: string[]; unreachable: readonly string[] } {
  const { by, overridden, unreachable } = removedMethods[className] ?? { by: '', overridden: [], unreachable: [] };
  const provided = ownMethods(ownFolder, by);
  for (const name of overridden) {
    if (!provided.has(name)) throw new Error(`${className}.${name} is listed as overridden, but ${by} in lib/sdk has no such method.`);
  }
  return { names: [...overridden, ...unreachable, ...Object.keys(unsupportedMethods[className] ?? {})], unreachable };
}

/** The source of a module without methods: `names` says which, for each of its classes. Throws when one does not exist. */
export function cutMethods(source: string, fileName: string, names: (className: string) => readonly string[]): string {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ESNext, true);
  const cuts: { start: number; end: number }[] = [];
  for (const statement of file.statements) {
    if (!ts.isClassDeclaration(statement) || !statement.name) continue;
    for (const name of names(statement.name.text)) {
      const members = statement.members.filter((member) => member.name?.getText() === name);
      if (members.length === 0) throw new Error(`${statement.name.text}.${name} is listed as removed, but ${fileName} has no such method.`);
      cuts.push(...members.map((member) => ({ start: member.getFullStart(), end: member.end })));
    }
  }
  return cuts.sort((a, b) => b.start - a.start).reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), source);
}

/**
 * The source of an SDK module without the methods that ours replace, and without those that only they call.
 * Throws when a listed method does not exist, or when one called unreachable is still named by what stays.
 */
export function removeMethods(source: string, fileName: string): string {
  const gone: string[] = [];
  const kept = cutMethods(source, fileName, (className) => {
    const { names, unreachable } = removedFrom(className);
    gone.push(...unreachable);
    return names;
  });
  for (const name of gone) {
    if (new RegExp(`\\b${name}\\b`).test(kept)) throw new Error(`${name} is listed as unreachable, but ${fileName} still names it.`);
  }
  return kept;
}
