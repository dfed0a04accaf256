import { join } from 'node:path';
import ts from 'typescript';
import { unsupportedMethods } from '../../../lib/sdk/unsupported';
import { ownMethods } from './own-classes';
import { removedMethods } from './overridden-methods';

/** Where the classes live that override. */
const ownFolder = join(__dirname, '../../../lib/sdk');

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
