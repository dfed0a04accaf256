/**
 * What the manifests of the three packages have in common. It is written in one place, the root's package.json: `version`, and
 * `repository.url`, which a maintainer fills in. Everything else follows from it (and from LICENSE): `npm version 1.2.3` raises all
 * at once, and `npm run version` writes what follows from a filled-in repository.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands for the owner of the repository until a maintainer fills it in. */
const PLACEHOLDER = 'OWNER';

/** The parts of a package.json that matter here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly files?: readonly string[];
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The folders of the packages from the root, the product (`.`) last: it is published when what it is tested with is there. */
export const packageFolders = (root: string): string[] => [
  ...readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => `packages/${name}`),
  '.',
];

export const readManifest = (root: string, folder = '.'): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** Where the repository is in a browser, e.g. `https://github.com/OWNER/authing-miniapp`. */
export function repositoryAddress(root: string): string {
  const url = readManifest(root).repository?.url ?? '';
  const address = /^git\+(https:\/\/[^/]+\/.+)\.git$/.exec(url)?.[1];
  if (address === undefined) throw new Error(`repository.url in package.json is "${url}": write it as git+https://HOST/OWNER/NAME.git.`);
  return address;
}

/** Says that nobody has said yet where the repository is, and how to. */
export function placeholderFault(root: string): string | undefined {
  const address = repositoryAddress(root);
  if (!address.split('/').includes(PLACEHOLDER)) return undefined;
  return `repository.url in package.json is still the placeholder ${address}: write your repository there, then npm run version.`;
}

const inFolder = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

/** Every file that follows from the root's package.json, as it must be; the lock file follows from them. */
export function derivedFiles(root: string): Map<string, string> {
  const { version } = readManifest(root);
  const manifests = packageFolders(root).map((folder) => [inFolder(folder, 'package.json'), derivedManifest(root, folder)] as const);
  const constant = readFileSync(join(root, 'lib/version.ts'), 'utf8').replace(/VERSION = '.*'/, `VERSION = '${version}'`);
  // npm packs the licence that lies in a package's own folder.
  const licence = readFileSync(join(root, 'LICENSE'), 'utf8');
  const licences = packageFolders(root).map((folder) => [inFolder(folder, 'LICENSE'), licence] as const);
  return new Map([...manifests, ...licences, ['lib/version.ts', constant]]);
}

function derivedManifest(root: string, folder: string): string {
  const product = readManifest(root);
  const own = readManifest(root, folder);
  const address = repositoryAddress(root);
  const names = packageFolders(root).map((each) => readManifest(root, each).name);
  const raised = (ranges: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, names.includes(name) ? product.version : range]));
  const manifest = {
    ...own,
    version: product.version,
    homepage: folder === '.' ? `${address}#readme` : `${address}/tree/main/${folder}#readme`,
    bugs: { url: `${address}/issues` },
    repository: { type: 'git', url: product.repository?.url, ...(folder !== '.' && { directory: folder }) },
    ...(own.dependencies && { dependencies: raised(own.dependencies) }),
    ...(own.peerDependencies && { peerDependencies: raised(own.peerDependencies) }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The derived files that do not say what the root's package.json says. */
export const outdatedFiles = (root: string): string[] =>
  [...derivedFiles(root)]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);

/** Writes what follows from the root's package.json, the lock file too. */
export function writeDerivedFiles(root: string): void {
  for (const [path, text] of derivedFiles(root)) writeFileSync(join(root, path), text);
  const { status } = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--prefer-offline'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm could not write package-lock.json: see above.');
}
