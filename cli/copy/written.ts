/**
 * The list of what this command wrote into a folder. It lies there, in the format of `sha256sum`, which can check it; its name has
 * no extension that WeChat would pack. A file that is not in the list, or is no longer as it says, belongs to the user.
 */
import { hashOf, type Files } from './files';

export const LIST = 'authing-miniapp.sha256';

/** Hash by path. */
export type Written = ReadonlyMap<string, string>;

/** A path that stays in its folder. */
const isInside = (path: string): boolean => !path.split(/[/\\]/).includes('..') && !/^([/\\]|[a-z]:)/i.test(path);

/** @returns undefined when it is not such a list */
export function readList(text: string): Written | undefined {
  const written = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined || !isInside(path)) return undefined;
    written.set(path, hash);
  }
  return written;
}

/** @param version of the package that the files are from */
export function writeList(files: Files, version: string): string {
  const lines = [...files].map(([path, text]) => `${hashOf(text)}  ${path}\n`);
  return [`# authing-miniapp ${version}: written by "npx authing-miniapp copy", which also updates these files.\n`, ...lines].join('');
}
