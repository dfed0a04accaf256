/**
 * A second copy of a built package in the same app, as an independent subpackage or a framework's bundle brings one: its modules are its
 * own, and what the copies share is `wx` and the app object.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface PackageCopy {
  /** Absolute path of the copy: mount its components and require its modules from there. */
  readonly root: string;
  /** Takes the copy away. Call it when the tests are through. */
  remove(): void;
}

/** @param root the built package, e.g. `miniprogram_dist` */
export function copyPackage(root: string): PackageCopy {
  const folder = mkdtempSync(path.join(tmpdir(), 'package-copy-'));
  const copy = path.join(folder, path.basename(root));
  cpSync(path.resolve(root), copy, { recursive: true });
  return { root: copy, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
