/**
 * The entry for ES modules: names of the same CommonJS files that WeChat's components load, so there is one copy, and what is not
 * imported is not in the bundle. Why: docs/decisions/es-entry-over-commonjs.md.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
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
    ['index.d.mts', `import * as all from './${BUILT}/index.js';\nexport * from './${BUILT}/index.js';\nexport default all;\n`],
  ]);
}

/** Asks the built files themselves which of them holds what. */
function reExports(main: string): string[] {
  const load = createRequire(main);
  const entries = Object.entries(load(main) as object).sort(([one], [other]) => (one < other ? -1 : 1));
  // By now each value was asked for once, so the files that hold them are loaded.
  const loaded = Object.values(load.cache).filter((module) => module?.filename.startsWith(join(main, '../lib', sep)));
  const holder = (exported: string, value: unknown): [file: string, name: string] => {
    for (const module of ofMainEntry.includes(exported) ? [] : loaded) {
      const name = Object.entries(module!.exports as object).find(([, held]) => held === value)?.[0];
      if (name !== undefined) return [relative(join(main, '..'), module!.filename).split(sep).join('/'), name];
    }
    return ['index.js', exported];
  };
  return entries.map(([exported, value]) => {
    const [file, name] = holder(exported, value);
    return `export { ${name === exported ? name : `${name} as ${exported}`} } from './${BUILT}/${file}';`;
  });
}
