/** Bundles the browser side with esbuild: when the package is built, and by each process whose playgrounds run from its source. */
import { build } from 'esbuild';

export interface ClientBundle {
  /** The script of the page. */
  readonly js: string;
  /** Packages of which code or style is in it; their licences must travel with it. */
  readonly packages: readonly string[];
}

/**
 * @param entry client/main.ts
 * @throws esbuild's errors
 */
export async function bundleClient(entry: string, { minify }: { minify: boolean }): Promise<ClientBundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    minify,
    sourcemap: minify ? false : 'inline',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  const packages = Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return { js: outputFiles[0]?.text ?? '', packages: [...new Set(packages)].sort() };
}
