import { join } from 'node:path';
import { compileWxml } from '../wechat-compiler';
import { filesIn } from './files';

/** Compiles all templates of a mini program or component folder with both of WeChat's compilers. */
export function lintWxml(root: string, folder: string): string[] {
  const paths = filesIn(join(root, folder)).filter((path) => /\.(wxml|wxs)$/.test(path));
  if (paths.length === 0) return [`${folder}: no WXML found, so nothing was checked`];
  return compileWxml(join(root, folder), paths).map(({ compiler, text }) => `${folder}/ (${compiler}) ${text}`);
}
