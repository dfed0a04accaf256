import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** sm-crypto asks for it when it is evaluated, which JavaScriptCore's shell could not answer. */
const RANDOMNESS =
  'globalThis.crypto ??= { getRandomValues(bytes) { for (let i = 0; i < bytes.length; i++) bytes[i] = Math.random() * 4294967296; return bytes; } };';

/**
 * Plain scripts for foreign engines, made of a file of this folder and of what it plays with, which it finds in the constant `SCENE`.
 */
export interface Scripts {
  /** Writes the script and returns where it is. */
  write(scene: 'start' | 'passwords', given: object): string;
  remove(): void;
}

export function createScripts(): Scripts {
  const dir = mkdtempSync(join(tmpdir(), 'authing-miniapp-scenes-'));
  const bundles = new Map<string, string>();
  let written = 0;
  const bundle = (scene: string): string => {
    const known = bundles.get(scene);
    if (known !== undefined) return known;
    const { outputFiles } = buildSync({
      entryPoints: [join(__dirname, `${scene}.ts`)],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      platform: 'neutral',
      mainFields: ['main'],
    });
    const code = outputFiles[0]?.text ?? '';
    bundles.set(scene, code);
    return code;
  };
  return {
    write(scene, given) {
      const file = join(dir, `${scene}-${(written += 1)}.js`);
      writeFileSync(file, `const SCENE = ${JSON.stringify(given)};\n${RANDOMNESS}\n${bundle(scene)}`);
      return file;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
