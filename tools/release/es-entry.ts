/**
 * The entry for ES modules: names of the same CommonJS files that WeChat's components load, so there is one copy, and what is not
 * imported is not in the bundle. Why: docs/decisions/es-entry-over-commonjs.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../build/files';

const BUILT = 'miniprogram_dist';

/** Work only where the main entry was evaluated: it says how the SDK's client is made. */
const ofMainEntry = ['AuthenticationClient', 'authingBehavior', 'getAuthing'];

/** The entry and its declarations, by path from the package's folder; nothing where no main entry is built. */
export function esEntry(folder: string): Files {
  const main = join(folder, BUILT, 'index.js');
  if (!existsSync(main)) return new Map();
  return new Map([
    ['index.mjs', [`export { default } from './${BUILT}/index.js';`, ...reExports(main), ''].join('\n')],
    ['index.d.mts', `export * from './${BUILT}/index.js';\n`],
  ]);
}

/**
 * Asks the built files themselves which of them holds what: for each name of the main entry a file and the name there. In a process of its
 * own, where nothing else is loaded and nobody stands in for `require`.
 */
const ASK = `
const { dirname, relative, sep } = require('node:path');
const main = require.resolve(process.argv[1]);
const entries = Object.entries(require(main));
const files = Object.values(require.cache).filter(({ filename }) => filename !== main);
const holders = entries.map(([exported, value]) => {
  for (const { filename, exports } of files) {
    const name = Object.keys(exports).find((key) => exports[key] === value);
    if (name !== undefined) return [exported, relative(dirname(main), filename).split(sep).join('/'), name];
  }
  return [exported, 'index.js', exported];
});
console.log(JSON.stringify(holders));`;

function reExports(main: string): string[] {
  const answer = execFileSync(process.execPath, ['-e', ASK, main], { encoding: 'utf8' });
  const holders = JSON.parse(answer) as [exported: string, file: string, name: string][];
  return holders
    .map(([exported, file, name]) => (ofMainEntry.includes(exported) ? [exported, 'index.js', exported] : [exported, file, name]))
    .sort(([one], [other]) => (one! < other! ? -1 : 1))
    .map(([exported, file, name]) => `export { ${name === exported ? name : `${name} as ${exported}`} } from './${BUILT}/${file}';`);
}
