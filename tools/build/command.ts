import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './files';

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
    // Older than what this repository is developed with: the command runs in projects of Taro and uni-app.
    target: 'node18.17',
    charset: 'utf8',
    logLevel: 'warning',
  });
}
