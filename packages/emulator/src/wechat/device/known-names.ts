/** For tests written in JavaScript, which no compiler tells that a name is misspelt. */

/**
 * @param what the place, as the author of the test knows it, e.g. `launch`
 * @throws TypeError that names what is known there
 */
export function requireKnown(what: string, names: readonly unknown[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name as string));
  if (names.every((name) => known.includes(name as string))) return;
  throw new TypeError(`${what}: there is no '${String(unknown)}'; there is ${known.map((name) => `'${name}'`).join(', ')}`);
}
