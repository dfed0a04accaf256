/**
 * `authing-miniapp/react` and `authing-miniapp/vue`: what hooks/ says, as an ES module and as CommonJS, each over the entry of its kind.
 * They lie at the package's root, where TypeScript's older resolution looks, too. React and Vue stay imports: the app's own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { transpileDeclaration } from 'typescript';
import type { Files } from '../build/files';

const ENTRY = '../index';
const BUILT = './miniprogram_dist/index';

/** By path from the package's folder; nothing where there are no hooks. */
export function hooks(folder: string): Files {
  return new Map(['react', 'vue'].flatMap((name) => filesOf(name, join(folder, 'hooks', `${name}.ts`))));
}

function filesOf(name: string, file: string): [path: string, text: string][] {
  if (!existsSync(file)) return [];
  const over = (entry: string): string => readFileSync(file, 'utf8').replace(ENTRY, entry);
  const script = (entry: string, format: 'esm' | 'cjs'): string =>
    transformSync(over(entry), { loader: 'ts', format, target: 'es2018' }).code;
  // Along with a hook come the components in JSX or templates.
  const types = (entry: string): string =>
    `/// <reference path="./types/${name}.d.ts" />\n${transpileDeclaration(over(entry), { fileName: file }).outputText}`;
  return [
    [`${name}.mjs`, script('./index.mjs', 'esm')],
    [`${name}.js`, script(`${BUILT}.js`, 'cjs')],
    [`${name}.d.ts`, types(BUILT)],
    [`${name}.d.mts`, types(`${BUILT}.js`)],
  ];
}
