/**
 * What happens to a package's folder around `npm pack` and `npm publish`, by whoever calls them: before, the links of its
 * READMEs that lead out of the tarball become addresses in the repository, at the version's tag, and its manifest loses what only
 * this repository needs; afterwards they are as they were.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, posix } from 'node:path';
import { placeholderFault, readManifest, repositoryAddress, type Manifest } from './manifests';

export interface Origin {
  /** The package's folder from the root. */
  readonly folder: string;
  /** The repository in a browser. */
  readonly address: string;
  /** A tag or branch. */
  readonly ref: string;
}

/** Markdown with absolute links where a relative one would lead to nothing in the tarball. Fenced code stays as it is. */
export function withAbsoluteLinks(markdown: string, { folder, address, ref }: Origin, isPacked: (path: string) => boolean): string {
  const absolute = (target: string): string => {
    const [path = '', anchor] = target.split('#');
    if (/^[a-z]+:/.test(target) || path === '' || isPacked(posix.normalize(path))) return target;
    const kind = /\.(png|jpe?g|gif|svg|webp)$/.test(path) ? 'raw' : posix.extname(path) === '' ? 'tree' : 'blob';
    return `${address}/${kind}/${ref}/${posix.join(folder, path)}${anchor === undefined ? '' : `#${anchor}`}`;
  };
  return markdown
    .split(/^(```[^]*?^```$)/m)
    .map((part) =>
      part.startsWith('```')
        ? part
        : part
            .replace(/(\]\()([^()\s]+)(\))/g, (_, open: string, target: string, close: string) => open + absolute(target) + close)
            .replace(/((?:src|href)=")([^"]+)(")/g, (_, open: string, target: string, close: string) => open + absolute(target) + close),
    )
    .join('');
}

/** Files of the package's folder that npm packs besides what `files` names. */
const ALWAYS_PACKED = /^(package\.json|(readme|licen[sc]e)(\..*)?)$/i;

/** Whether a path of the package's folder will be in the tarball. */
export const packedBy =
  ({ files = [] }: Manifest) =>
  (path: string): boolean =>
    ALWAYS_PACKED.test(path) || files.some((entry) => path === entry || path.startsWith(`${entry.replace(/\/$/, '')}/`));

/** Keys of a package.json that say how the package is developed. Who installs it can do nothing with them. */
const DEVELOPMENT_KEYS = ['scripts', 'devDependencies', 'devEngines', 'workspaces', 'overrides'];

/** A package.json as it is published. */
export function publishedManifest(manifest: string): string {
  const entries = Object.entries(JSON.parse(manifest) as object).filter(([key]) => !DEVELOPMENT_KEYS.includes(key));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

const readmes = (folder: string): string[] => readdirSync(folder).filter((name) => /^readme(\..*)?\.md$/i.test(name));

/** Where the files wait whose places are taken: out of Git's sight and out of the tarball. */
const waiting = (root: string, folder: string): string => join(root, 'artifacts', posix.join('unpacked', folder).replace(/\//g, '-'));

/** To be called when the package is built. */
export function beforePack(root: string, folder: string): void {
  afterPack(root, folder); // of a run that was interrupted
  const manifest = readManifest(root, folder);
  const origin = { folder, address: repositoryAddress(root), ref: `v${manifest.version}` };
  const placeholder = placeholderFault(root);
  if (placeholder !== undefined) console.error(`Warning: links of the packed READMEs lead nowhere: ${placeholder}`);
  mkdirSync(waiting(root, folder), { recursive: true });
  const replace = (name: string, change: (text: string) => string): void => {
    const file = join(root, folder, name);
    copyFileSync(file, join(waiting(root, folder), name));
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  for (const name of readmes(join(root, folder))) replace(name, (text) => withAbsoluteLinks(text, origin, packedBy(manifest)));
  // npm has read the scripts that it calls around this.
  replace('package.json', publishedManifest);
  readableByAll(join(root, folder), packedBy(manifest));
}

export function afterPack(root: string, folder: string): void {
  const from = waiting(root, folder);
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) renameSync(join(from, name), join(root, folder, name));
  rmSync(from, { recursive: true });
}

/** npm packs the modes that the umask of this machine made: the same commit would make another tarball elsewhere. */
function readableByAll(folder: string, isPacked: (path: string) => boolean): void {
  const visit = (below: string): void => {
    for (const name of readdirSync(join(folder, below))) {
      if (['node_modules', '.git', 'artifacts'].includes(name)) continue;
      const path = posix.join(below, name);
      if (statSync(join(folder, path)).isDirectory()) visit(path);
      else if (isPacked(path)) chmodSync(join(folder, path), 0o644);
    }
  };
  visit('');
}
