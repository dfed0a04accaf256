/**
 * What happens to a package's folder around `npm pack` and `npm publish`, by whoever calls them: before, the links of its
 * Markdown that lead out of the tarball become addresses in the repository, at the version's tag, its manifest loses what only
 * this repository needs, and what the product's tarball holds beside the build is written; afterwards all is as it was.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { doors } from './doors';
import { editorFiles } from './editors';
import { esEntry } from './es-entry';
import { hooks } from './hooks';
import { llmsTxt } from './llms';
import { placeholderFault, readManifest, repositoryAddress, type Manifest } from './manifests';
import { weappViteResolver } from './weapp-vite';

export interface Origin {
  /** The package's folder from the root. */
  readonly folder: string;
  /** The Markdown's path from the package's folder. */
  readonly file: string;
  /** The repository in a browser. */
  readonly address: string;
  /** A tag or branch. */
  readonly ref: string;
}

/** Markdown with absolute links where a relative one would lead to nothing in the tarball. Fenced code stays as it is. */
export function withAbsoluteLinks(markdown: string, { folder, file, address, ref }: Origin, isPacked: (path: string) => boolean): string {
  const absolute = (target: string): string => {
    const [relative = '', anchor] = target.split('#');
    const path = posix.join(posix.dirname(file), relative);
    if (/^[a-z]+:/.test(target) || relative === '' || isPacked(path)) return target;
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

/** Whether a path of the package's folder will be in the tarball. An entry of `files` may begin with `!` and hold `*`. */
export function packedBy({ files = [] }: Manifest): (path: string) => boolean {
  const entries = files.map((entry) => ({ refused: entry.startsWith('!'), pattern: patternOf(entry.replace(/^!|\/$/g, '')) }));
  return (path) => ALWAYS_PACKED.test(path) || entries.findLast(({ pattern }) => pattern.test(path))?.refused === false;
}

const patternOf = (entry: string): RegExp => new RegExp(`^${entry.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}(/|$)`);

/** Keys of a package.json that say how the package is developed. Who installs it can do nothing with them. */
const DEVELOPMENT_KEYS = ['scripts', 'devDependencies', 'devEngines', 'workspaces', 'overrides'];

/** A package.json as it is published. */
export function publishedManifest(manifest: string): string {
  const entries = Object.entries(JSON.parse(manifest) as object).filter(([key]) => !DEVELOPMENT_KEYS.includes(key));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Paths of the files of a package's folder that are its own: none of a build, of another package or of Git. */
function filesOf(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = posix.join(below, name);
    if (NOT_OURS.includes(path) || name === 'node_modules') return [];
    return statSync(join(folder, path)).isDirectory() ? filesOf(folder, path) : [path];
  });
}

const NOT_OURS = ['.git', 'artifacts', 'packages', 'examples'];

/** Where the files wait whose places are taken: out of Git's sight and out of the tarball. */
const waiting = (root: string, folder: string): string => join(root, 'artifacts', posix.join('unpacked', folder).replace(/\//g, '-'));

/** To be called when the package is built. @param warn hears of what does not keep from packing; default: `console.error` */
export function beforePack(root: string, folder: string, warn: (warning: string) => void = console.error): void {
  afterPack(root, folder); // of a run that was interrupted
  const manifest = readManifest(root, folder);
  const isPacked = packedBy(manifest);
  const origin = { folder, address: repositoryAddress(root), ref: `v${manifest.version}` };
  const placeholder = placeholderFault(root);
  if (placeholder !== undefined) warn(`Warning: links of the packed READMEs lead nowhere: ${placeholder}`);
  const target = join(root, folder);
  const read = (path: string): string => readFileSync(join(target, path), 'utf8');
  const pages = filesOf(target).filter((path) => path.endsWith('.md') && isPacked(path));
  const packed = new Map(pages.map((file) => [file, withAbsoluteLinks(read(file), { ...origin, file }, isPacked)]));
  if (folder === '.') besideTheBuild(root, pages).forEach((text, path) => packed.set(path, text));
  // npm has read the scripts that it calls around this.
  packed.set('package.json', publishedManifest(read('package.json')));
  takePlaces(target, waiting(root, folder), packed);
  filesOf(target)
    .filter(isPacked)
    .forEach((path) => chmodSync(join(target, path), 0o644));
}

/** What the product's tarball holds beside what is built and what Git has. @param pages Markdown that is packed */
const besideTheBuild = (root: string, pages: readonly string[]): Map<string, string> =>
  new Map([...doors(root), ...esEntry(root), ...hooks(root), ...weappViteResolver(root), ...editorFiles(root), ...llmsTxt(root, pages)]);

/** What was written, by path: whether it took the place of another file, and its text. */
const WRITTEN = 'written.json';

interface WrittenFile {
  readonly path: string;
  readonly isAdded: boolean;
  readonly text: string;
}

function takePlaces(folder: string, aside: string, files: ReadonlyMap<string, string>): void {
  const written = [...files].map(([path, text]): WrittenFile => ({ path, isAdded: !existsSync(join(folder, path)), text }));
  for (const { path, isAdded } of written) if (!isAdded) cpSync(join(folder, path), join(aside, 'kept', path));
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, WRITTEN), JSON.stringify(written));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What somebody has changed since an interrupted run is theirs, and stays. */
export function afterPack(root: string, folder: string): void {
  const aside = waiting(root, folder);
  if (existsSync(join(aside, WRITTEN))) {
    for (const { path, isAdded, text } of JSON.parse(readFileSync(join(aside, WRITTEN), 'utf8')) as WrittenFile[]) {
      const file = join(root, folder, path);
      if (!existsSync(file) || readFileSync(file, 'utf8') !== text) continue;
      if (isAdded) rmSync(file);
      else cpSync(join(aside, 'kept', path), file);
    }
  }
  rmSync(aside, { recursive: true, force: true });
}
