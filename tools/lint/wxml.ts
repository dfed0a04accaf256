/** `npm run lint:templates`: compiles the templates of the folders named with both of WeChat's compilers. */
import { join } from 'node:path';
import { compileWxml } from '../wechat-compiler';
import { filesIn } from './files';

/** What wcc and the glass-easel compiler complain about in all templates of a mini program or component folder. */
export function lintWxml(root: string, folder: string): string[] {
  const paths = filesIn(join(root, folder)).filter((path) => /\.(wxml|wxs)$/.test(path));
  if (paths.length === 0) return [`${folder}: no WXML found, so nothing was checked`];
  return compileWxml(join(root, folder), paths).map(({ compiler, text }) => `${folder}/ (${compiler}) ${text}`);
}

if (process.argv[1] === __filename) {
  const complaints = process.argv.slice(2).flatMap((folder) => lintWxml(process.cwd(), folder));
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
