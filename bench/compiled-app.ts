import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CompiledApp } from '../tools/size/compile-app';

/**
 * Puts a compiled app on disk, where the component engines read it, for as long as `use` takes.
 * @param additions further files, by path from the app's root
 */
export async function withAppOnDisk<Result>(
  app: CompiledApp,
  additions: Readonly<Record<string, string>>,
  use: (dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'authing-miniapp-bench-'));
  try {
    for (const [path, content] of [...app, ...Object.entries(additions)]) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
