/**
 * A CycloneDX bill of materials for each package. npm knows every package, its licence and its hash. What is installed along with
 * ours follows from the lock file; what a build put into our own files (the product depends on nothing) follows from its notices.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, readManifest } from './manifests';

/** The parts of CycloneDX 1.5 that are read here; https://cyclonedx.org/docs/1.5/json/ tells the rest. */
export interface BillOfMaterials {
  serialNumber: string;
  readonly metadata: { timestamp: string; component: Component };
  components: Component[];
  dependencies: Dependency[];
}

export interface Component {
  readonly 'bom-ref': string;
  name: string;
  readonly version: string;
  readonly purl: string;
  scope?: string;
  properties?: { name: string; value: string }[];
  readonly licenses?: readonly unknown[];
}

interface LockedPackage {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn: readonly string[];
}

export interface PackedFile {
  /** The package's folder from the root. */
  readonly folder: string;
  readonly sha256: string;
}

/** Everything that package-lock.json names, as npm tells it. npm can also tell less, but not of a workspace: it stops at the link. */
export function npmTree(root: string): BillOfMaterials {
  const output = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  return JSON.parse(output) as BillOfMaterials;
}

/** The dependencies of a package of ours, as `name@version` of what is installed for it. */
function directDependencies(root: string, folder: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  return Object.keys(readManifest(root, folder).dependencies ?? {}).map((name) => {
    const found = packages[`${folder}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
    const { version } = (found?.link && packages[found.resolved ?? '']) || { version: found?.version };
    return `${name}@${version}`;
  });
}

/** What a build says is in its own files: `name@version` of each package named in its notices. */
export function bundledIn(root: string, folder: string): string[] {
  const { files = [] } = readManifest(root, folder);
  const notices = files.map((path) => join(root, folder, path, 'THIRD-PARTY-NOTICES.txt')).filter((path) => existsSync(path));
  const headings = notices.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^(\S+) (\d\S*)\n-{9,}$/gm)]);
  return headings.map(([, name, version]) => `${name}@${version}`);
}

/** Of a package that is built. Reproducible: the time is the commit's, the serial number comes from the tarball. */
export function billOfMaterials(root: string, tree: BillOfMaterials, { folder, sha256 }: PackedFile, time: Date): BillOfMaterials {
  const { name, version } = readManifest(root, folder);
  const ref = `${name}@${version}`;
  const bundled = bundledIn(root, folder);
  const direct = directDependencies(root, folder);
  const ours = new Map(packageFolders(root).map((each) => [readManifest(root, each).name, each]));
  const dependsOn = (of: string): readonly string[] => {
    const own = ours.get(of.slice(0, of.lastIndexOf('@')));
    return own ? directDependencies(root, own) : (tree.dependencies.find((dependency) => dependency.ref === of)?.dependsOn ?? []);
  };
  const installed = new Set(direct);
  for (const each of installed) dependsOn(each).forEach((below) => installed.add(below)); // grows while it is walked

  const find = (wanted: string): Component => {
    const found = [tree.metadata.component, ...tree.components].find((component) => component['bom-ref'] === wanted);
    if (!found) throw new Error(`npm's list of what is installed lacks ${wanted}: run npm ci.`);
    return named(found);
  };
  return {
    ...tree,
    serialNumber: serialNumber(sha256),
    metadata: { ...tree.metadata, timestamp: time.toISOString(), component: find(ref) },
    components: [...bundled.map((each) => asBundled(find(each))), ...[...installed].sort().map((each) => asInstalled(find(each)))],
    dependencies: [
      { ref, dependsOn: [...bundled, ...direct] },
      // Of a bundled package the build takes the modules that it needs, and nothing of its dependencies.
      ...bundled.map((each) => ({ ref: each, dependsOn: [] })),
      ...[...installed].sort().map((each) => ({ ref: each, dependsOn: dependsOn(each) })),
    ],
  };
}

/** npm calls a package after its folder, which may have any name. */
const named = (component: Component): Component => ({
  ...component,
  name: decodeURIComponent(/^pkg:npm\/(.+)@[^@]*$/.exec(component.purl)?.[1] ?? component.name),
});

/** In CycloneDX's words for npm: https://github.com/CycloneDX/cyclonedx-property-taxonomy/blob/main/cdx/npm.md */
const asBundled = (component: Component): Component => ({
  ...component,
  scope: 'required',
  properties: [{ name: 'cdx:npm:package:bundled', value: 'true' }],
});

/** To npm, what one package of this repository needs may be what another is developed with. */
const asInstalled = (component: Component): Component => ({ ...component, scope: 'required', properties: [] });

/** A UUID (version 8: of one's own making) out of the tarball's hash. */
function serialNumber(sha256: string): string {
  const hex = createHash('sha256').update(`bill of materials of ${sha256}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
