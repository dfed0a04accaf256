/** For tests written in JavaScript, which no compiler tells what is misspelt or of another type. */

/**
 * @param what the place, as the author of the test knows it, e.g. `launch`
 * @throws TypeError that names what is known there, in English and Chinese
 */
export function requireKnown(what: string, names: readonly unknown[], known: readonly string[]): void {
  const index = names.findIndex((name) => !known.includes(name as string));
  if (index < 0) return;
  const name = String(names[index]);
  const near = nearest(name, known).map((other) => `'${other}'`);
  const all = known.map((other) => `'${other}'`);
  throw new TypeError(
    `${what}: there is no '${name}'${near.length > 0 ? ` (did you mean ${near.join(' or ')}?)` : ''}; there is ${all.join(', ')}\n` +
      `${what}：没有 '${name}'${near.length > 0 ? `（是否指 ${near.join(' 或 ')}？）` : ''}；有 ${all.join('、')}`,
  );
}

/** @throws TypeError unless it is a text, or left out */
export function requireText(what: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw new TypeError(`${what}: must be a string, and is of type ${type}\n${what}：应为字符串，而类型是 ${type}`);
}

/** What a typing error may have stood for: no other word differs by fewer letters, and no more than every third one does. */
function nearest(name: string, known: readonly string[]): string[] {
  const far = known.map((other) => distance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...far);
  return known.filter((other, index) => far[index] === least && least <= Math.floor(Math.max(name.length, other.length) / 3));
}

/** Letters to insert, take out or replace (Levenshtein's distance). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
