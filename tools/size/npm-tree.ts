import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { satisfies } from 'semver';

/** The parts of a `package.json` that decide what is installed. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The folder that WeChat's npm build copies. */
  readonly miniprogram?: string;
}

interface Wanted {
  readonly name: string;
  readonly range: string;
  /** Where Node.js finds what satisfies the wish here. */
  readonly source: string;
  readonly wantedBy: { readonly name: string; readonly source: string } | undefined;
}

export const readManifest = (dir: string): Manifest => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest;

/**
 * Installs a package with everything it depends on into an app, out of packages that are installed here: the tree that
 * `npm install` makes in an empty app, duplicates removed wherever one version satisfies everyone, which is the smallest there is.
 * @param name the package
 * @param from a folder from which Node.js resolves it
 */
export function installPackage(name: string, from: string, appDir: string): void {
  const wanted = collect(name, from);
  const top = new Map<string, string>();
  for (const each of wanted) {
    const chosen = top.get(each.name) ?? bestForAll(wanted.filter((other) => other.name === each.name));
    if (!top.has(each.name)) {
      top.set(each.name, chosen);
      copyPackage(chosen, join(appDir, 'node_modules', each.name));
    }
    if (each.wantedBy === undefined || satisfies(readManifest(chosen).version, each.range)) continue;
    if (top.get(each.wantedBy.name) !== each.wantedBy.source) {
      throw new Error(`${each.wantedBy.name} and its ${each.name} both need a second version: not a tree this can build.`);
    }
    copyPackage(each.source, join(appDir, 'node_modules', each.wantedBy.name, 'node_modules', each.name));
  }
}

/** The installed version that satisfies the most. */
function bestForAll(wishes: readonly Wanted[]): string {
  const satisfied = (source: string): number => wishes.filter(({ range }) => satisfies(readManifest(source).version, range)).length;
  return wishes.map(({ source }) => source).reduce((best, source) => (satisfied(source) > satisfied(best) ? source : best));
}

/** Every dependency below a package, breadth first, each wish once. */
function collect(name: string, from: string): Wanted[] {
  const wanted: Wanted[] = [{ name, range: '*', source: resolvePackage(name, from), wantedBy: undefined }];
  const seen = new Set<string>();
  for (const { name: parent, source } of wanted) {
    // grows while it is walked
    if (seen.has(source)) continue;
    seen.add(source);
    for (const [dependency, range] of Object.entries(readManifest(source).dependencies ?? {})) {
      wanted.push({ name: dependency, range, source: resolvePackage(dependency, source), wantedBy: { name: parent, source } });
    }
  }
  return wanted;
}

function resolvePackage(name: string, from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    const candidate = join(dir, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dir === dirname(dir)) throw new Error(`${name} is not installed (looked from ${from}): run npm ci.`);
  }
}

function copyPackage(source: string, target: string): void {
  const own = join(source, 'node_modules');
  cpSync(source, target, { recursive: true, filter: (path) => path !== own });
}

/**
 * Installs what WeChat's npm build takes of a package from its working tree: `package.json` and the folder that its `miniprogram` names.
 * What it depends on comes along.
 */
export function installWorkingTree(root: string, appDir: string): void {
  const { name, miniprogram = 'miniprogram_dist', dependencies = {} } = readManifest(root);
  const target = join(appDir, 'node_modules', name);
  for (const path of ['package.json', miniprogram]) {
    if (!existsSync(join(root, path))) throw new Error(`${join(root, path)} is missing: run npm run build.`);
    cpSync(join(root, path), join(target, path), { recursive: true });
  }
  Object.keys(dependencies).forEach((dependency) => installPackage(dependency, root, appDir));
}
