/** Which name somebody meant. */
import { distance } from 'fastest-levenshtein';

/** `raw-data`, `rawData` and `raw_data` are one name. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/**
 * The one of `known` that this is a slip of the finger for: letters that changed places; one letter more, less or another; in long names
 * two. Undefined where it is one of them, or like none.
 * @param from shorter names have too many others that are one letter away
 */
export function meant<Name extends string>(written: string, known: readonly Name[], from: number): Name | undefined {
  if ((known as readonly string[]).includes(written)) return undefined;
  return known.find((name) => isSlip(plain(written), plain(name), from));
}

const sorted = (text: string): string => [...text].sort().join('');

function isSlip(written: string, name: string, from: number): boolean {
  const slips = distance(written, name);
  return slips <= (name.length >= 8 ? 2 : name.length >= from ? 1 : 0) || (slips <= 2 && sorted(written) === sorted(name));
}
