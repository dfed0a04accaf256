/** Bundles the browser side with esbuild: when the package is built, and at every start of a playground that runs from its source. */
import path from 'node:path';
import { build } from 'esbuild';

/** The script of the page. @throws esbuild's errors */
export async function bundleClient({ minify }: { minify: boolean }): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'client', 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify,
    legalComments: 'inline',
    sourcemap: minify ? false : 'inline',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
