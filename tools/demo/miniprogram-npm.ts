/** Delivers packages to mini programs the way a developer gets them: npm's layout first, then WeChat's own npm build. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, hashOf, root } from '../build/files';
import { installPackage, installWorkingTree, readManifest } from '../size/npm-tree';
import { createProject, packNpm } from '../wechat-compiler';

export const exampleDir = join(root, 'examples/native');
export const predecessorDir = join(root, 'tools/demo/predecessor-app');

/**
 * Packs this package, as built, into `examples/native/miniprogram_npm`, unless it is there already. Git ignores it;
 * with it, the example opens in WeChat DevTools.
 * @throws WechatCompilerError when WeChat's npm build complains
 */
export function packExample(): Promise<void> {
  // What is packed, and what packs it.
  const version = hashOf(['miniprogram_dist', 'package.json', 'package-lock.json', 'tools/wechat-compiler', 'tools/size/npm-tree.ts']);
  return pack(exampleDir, (dir) => installWorkingTree(root, dir), { version });
}

/**
 * Brings what a later build wrote or removed into the packed example: WeChat's npm build copies a package that is made for mini programs
 * as it is, so files need no second npm build.
 * @param changed paths in miniprogram_dist
 */
export function updateExample(changed: readonly string[]): void {
  const packed = join(exampleDir, 'miniprogram_npm', readManifest(root).name);
  // Half of this build and half of that is no version.
  rmSync(join(exampleDir, 'miniprogram_npm', STAMP), { force: true });
  for (const path of changed) {
    if (existsSync(join(dist, path))) cpSync(join(dist, path), join(packed, path));
    else rmSync(join(packed, path), { force: true });
  }
}

/** Packs authing-wxapp-sdk with everything it depends on into the predecessor's mini program, unless that version is there already. */
export async function packPredecessor(): Promise<void> {
  const name = 'authing-wxapp-sdk';
  const { version } = readManifest(join(root, 'node_modules', name));
  await pack(predecessorDir, (dir) => installPackage(name, root, dir), { version, onWarning: () => undefined });
}

/** Says which version was packed. */
const STAMP = '.version';

interface PackOptions {
  /** Of what is packed. */
  version: string;
  onWarning?: (warning: string) => void;
}

/** Works beside the mini program and swaps the finished folder in, so that nobody ever reads half a package. */
async function pack(appDir: string, install: (dir: string) => void, { version, onWarning }: PackOptions): Promise<void> {
  const stamp = join(appDir, 'miniprogram_npm', STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  const artifacts = join(root, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  const dir = mkdtempSync(join(artifacts, 'npm-build-'));
  try {
    const { dependencies = {} } = readManifest(appDir);
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'mini-program', version: '1.0.0', dependencies }));
    writeFileSync(join(dir, 'app.json'), '{}');
    install(dir);
    await packNpm(createProject(dir), onWarning);
    writeFileSync(join(dir, 'miniprogram_npm', STAMP), version);
    swapIn(join(dir, 'miniprogram_npm'), join(appDir, 'miniprogram_npm'), dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Others may do the same at the same time; who comes last wins. */
function swapIn(fresh: string, target: string, aside: string): void {
  for (let attempt = 1; ; attempt += 1) {
    if (existsSync(target)) ignoring('ENOENT', () => renameSync(target, join(aside, `replaced-${attempt}`)));
    try {
      renameSync(fresh, target);
      return;
    } catch (error) {
      if (attempt === 10 || !['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

function ignoring(code: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  }
}
