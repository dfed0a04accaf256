/** Bundles the browser side with esbuild, with the phone and the panel that the caller chose. */
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface ClientParts {
  /** Module that exports `connectDevice` (see client/device.ts). Default: the model of WeChat with its cloud on this server. */
  device?: string;
  /** Module that exports `mountPanel` (see client/injected.d.ts). Default: none. */
  panel?: string;
}

/** The script of the page, its source map inline. Throws esbuild's errors. */
export async function bundleClient({ device, panel }: ClientParts): Promise<string> {
  const here = (file: string): string => path.join(__dirname, 'client', file);
  const injected: Record<string, string> = {
    'playground:device': device ?? here('model-device.ts'),
    'playground:panel': panel ?? here('no-panel.ts'),
  };
  const inject: Plugin = {
    name: 'injected',
    setup: ({ onResolve }) => onResolve({ filter: /^playground:/ }, ({ path: request }) => ({ path: injected[request] ?? '' })),
  };
  const { outputFiles } = await build({
    entryPoints: [here('main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'inline',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [inject],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
