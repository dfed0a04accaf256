import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials, npmTree } from './bill-of-materials';
import { git } from './checks';
import { packageFolders, readManifest } from './manifests';
import { packUniModule } from './uni-module';

/** A package in artifacts/release. */
export interface PackedPackage {
  readonly name: string;
  /** The package's folder from the root. */
  readonly folder: string;
  /** The tarball's name. */
  readonly file: string;
  /** Of the tarball, hex. */
  readonly sha256: string;
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/**
 * `npm pack` of each package, each with its bill of materials beside it, the product as a module of uni-app, and SHA256SUMS over all.
 * Replaces what is in `target`.
 */
export function packAll(root: string, target: string): PackedPackage[] {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // Seconds since 1970, as https://reproducible-builds.org/specs/source-date-epoch/ has it.
  const time = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? git(root, 'log', '-1', '--format=%ct')) * 1000);
  const packed = packageFolders(root).map((folder) => {
    const { name } = readManifest(root, folder);
    const which = folder === '.' ? ['--no-workspaces'] : ['--workspace', name];
    const output = execFileSync('npm', ['pack', ...which, '--json', '--pack-destination', target], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    const [{ filename: file }] = JSON.parse(output.slice(output.search(/^\[/m))) as [{ filename: string }];
    return { name, folder, file, sha256: hashOf(join(target, file)) };
  });
  const tree = npmTree(root);
  const bills = packed.map((each) => {
    const bill = each.file.replace(/\.tgz$/, '.cdx.json');
    writeFileSync(join(target, bill), `${JSON.stringify(billOfMaterials(root, tree, each, time), null, 2)}\n`);
    return bill;
  });
  const sums = [...packed.map(({ file }) => file), ...bills, packUniModule(root, target, time)]
    .sort()
    .map((file) => `${hashOf(join(target, file))}  ${file}\n`);
  writeFileSync(join(target, 'SHA256SUMS'), sums.join(''));
  return packed;
}
