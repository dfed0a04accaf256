import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './files';
import { NOTICES, notice } from './notice';

/** The command `authing-miniapp`, package.json's `bin`: one file that depends on nothing but Node.js. */
export const BIN = 'bin/authing-miniapp.js';

/** Task: the command. */
export async function buildCommand(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outfile: join(root, BIN),
    bundle: true,
    platform: 'node',
    // jsonc-parser's CommonJS hides its own files from bundlers.
    mainFields: ['module', 'main'],
    // The bundle names its CommonJS modules by their paths: from here, wherever node_modules really is, so that the bytes are the same.
    preserveSymlinks: true,
    // Older than what this repository is developed with: the command runs in projects of Taro and uni-app.
    target: 'node18.17',
    charset: 'utf8',
    // What reads scripts is large; names stay, for stacks.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
  const licences = [notice('@babel/parser', 'LICENSE'), notice('fastest-levenshtein', 'LICENSE.md'), notice('jsonc-parser', 'LICENSE.md')];
  writeFileSync(join(root, dirname(BIN), NOTICES), licences.join('\n'));
}
