/**
 * Doors to the components for compilers that look a path up in the package's own folder, as Taro does, and not in what WeChat's npm
 * build copies. All lead to the one copy in miniprogram_dist. Why they are as they are: docs/decisions/doors-for-taro.md.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Files } from '../build/files';

const BUILT = 'miniprogram_dist';

/** What each component's folder in the tarball holds, by path from the package's folder; nothing where no components are built. */
export function doors(folder: string): Files {
  const built = join(folder, BUILT, 'components');
  const files = new Map<string, string>();
  if (!existsSync(built)) return files;
  const read = (path: string): string => readFileSync(join(folder, BUILT, path), 'utf8');
  for (const { name } of readdirSync(built, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const component = `components/${name}/index`;
    files.set(`${component}.js`, `require('../../${BUILT}/${component}');\n`);
    files.set(`${component}.json`, read(`${component}.json`));
    files.set(`${component}.wxml`, read(`${component}.wxml`));
    files.set(`${component}.wxss`, withImports(`${component}.wxss`, read));
  }
  return files;
}

/** Text of a style sheet with those that it imports in place: whoever copies the file alone has all of it. */
function withImports(path: string, read: (path: string) => string): string {
  return read(path).replace(/^@import ["'](.+)["'];\n?/gm, (_, imported: string) =>
    withImports(posix.join(posix.dirname(path), imported), read),
  );
}
