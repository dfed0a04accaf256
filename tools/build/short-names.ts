import type { Files } from './files';

/**
 * What only this package names: what its components keep on an instance, and what its objects keep to themselves where close-over.ts
 * cannot make them functions. Shipped by two letters each: 1.8 % of a component's bytes.
 *
 * Nothing that WeChat, an app, a template, Storage, a server or another copy of the package reads: the flow, the session and the
 * configuration are every copy's, of whatever version, and so is what they call on a component (`flowChanged`).
 */
const inner = [
  'askedFor', 'asking', 'attachment', 'chosenFor', 'closeDialog', 'cropped', 'doneFor', 'fetchIfNone', 'forgetChosen', 'gateChanged',
  'hasSheet', 'inFlow', 'isAnyRunning', 'isUnusable', 'joinFlow', 'leaveOthers', 'leaving', 'markApplied', 'meaning',
  'meaningOf', 'nextMeaning', 'openSheets', 'opensSheet', 'owner', 'picking', 'received', 'removeStale', 'reviews', 'running', 'savesName',
  'saving', 'sayUnusable', 'setCombination', 'setDefaultText', 'setWords', 'sheets', 'showContent', 'shownContent', 'shownFor', 'showUser',
  'stopCounting', 'takeOrFetch', 'tellDone', 'tellDoneSoon', 'tryToWrite', 'uploading', 'withdrawDialog',
]; // prettier-ignore

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** esbuild's option: these names, wherever they are no text. */
export const mangleProps = new RegExp(`^(?:${inner.join('|')})$`);

/** The same in every file: `a_`, `b_`… esbuild adds to what it is given. */
export const mangleCache = (): Record<string, string> =>
  Object.fromEntries(inner.map((name, index) => [name, `${LETTERS.charAt(index)}_`]));

/** A text that is a name, a path of `setData`, or names of an observer; prose is none. */
const NAMES = /(["'])([\w.]+(?:, [\w.]+)*)\1/g;

/**
 * Throws for a name that somebody else reads.
 * @param files of the package, with its templates and declarations
 */
export function checkShortNames(files: Files): void {
  for (const [path, text] of files) {
    const found = readNames(path, text).find((name) => inner.includes(name));
    if (found !== undefined) throw new Error(`${path} names ${found}, which ships under another name (tools/build/short-names.ts).`);
  }
}

function readNames(path: string, text: string): string[] {
  if (path.endsWith('.wxml')) return text.match(/\w+/g) ?? [];
  if (path.endsWith('.js')) return [...text.matchAll(NAMES)].flatMap(([, , names]) => names!.split(/\W+/));
  return path.endsWith('.d.ts') ? [...text.matchAll(/^\s*(?:readonly )?(\w+)\??[(:<]/gm)].map(([, name]) => name!) : [];
}
