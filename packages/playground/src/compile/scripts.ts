/** JavaScript and TypeScript files as CommonJS modules, with everything they require. */
import path from 'node:path';
import { transform, type TransformFailure } from 'esbuild';
import type { ScriptModule } from '../build';
import { warnUnbuilt } from './entries';
import type { ProjectFiles } from './project-files';
import { excerpt, type Report } from './problems';

/** Modules by path (with extension), and their source maps for whoever has to explain a stack trace. */
export interface Scripts {
  modules: Record<string, ScriptModule>;
  sourceMaps: Map<string, string>;
}

const extensions = ['.js', '.ts'];

/** The script of a page, component or app: `path` without extension. */
export const scriptOf = (files: ProjectFiles, entry: string): string | undefined =>
  extensions.map((extension) => entry + extension).find((file) => files.exists(file));

export async function compileScripts(files: ProjectFiles, roots: readonly string[], report: Report): Promise<Scripts> {
  const scripts: Scripts = { modules: {}, sourceMaps: new Map() };
  const pending = [...roots];
  const seen = new Set(pending);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const module = await compileScript(files, file, scripts, report);
    if (module === undefined) continue;
    for (const required of Object.values(module.requires)) {
      if (seen.has(required)) continue;
      seen.add(required);
      pending.push(required);
    }
  }
  return scripts;
}

async function compileScript(files: ProjectFiles, file: string, scripts: Scripts, report: Report): Promise<ScriptModule | undefined> {
  const source = files.read(file) ?? '';
  try {
    const { code, map } = await transform(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2020',
      sourcefile: file,
      sourcemap: 'external',
      logLevel: 'silent',
    });
    scripts.sourceMaps.set(file, map);
    const module = { code, requires: requiresOf(files, file, code, report) };
    scripts.modules[file] = module;
    return module;
  } catch (error) {
    for (const { text, location } of (error as TransformFailure).errors) {
      const place =
        location === null
          ? {}
          : { line: location.line, column: location.column + 1, excerpt: excerpt(source, location.line, location.column + 1) };
      report({ severity: 'error', message: text, file, ...place });
    }
    return undefined;
  }
}

/** Every literal `require`; what cannot be found is left out and fails when it is reached, as on the device. */
function requiresOf(files: ProjectFiles, file: string, code: string, report: Report): Record<string, string> {
  const requires: Record<string, string> = {};
  for (const [, , request = ''] of code.matchAll(/\brequire\d*(?:\.async)?\(\s*(["'])([^"'\n]+)\1/g)) {
    const base = request.startsWith('/') ? request.slice(1) : path.posix.join(path.posix.dirname(file), request);
    const found = findScript(files, base);
    if (found !== undefined) {
      requires[request] = found;
      continue;
    }
    if (request.startsWith('.') || request.startsWith('/')) continue;
    const npm = files.npm(request, file);
    const inPackage = npm === undefined ? undefined : findScript(files, npm.path);
    if (inPackage === undefined) {
      const missing = files.missingPackage(request);
      if (missing !== undefined) report({ severity: 'error', message: report.texts.notInstalled(missing), file });
      continue;
    }
    if (npm?.built === false) warnUnbuilt(request, file, report);
    requires[request] = inPackage;
  }
  return requires;
}

const findScript = (files: ProjectFiles, base: string): string | undefined =>
  [base, ...extensions.map((extension) => base + extension), ...extensions.map((extension) => `${base}/index${extension}`)].find(
    (candidate) => /\.(js|ts)$/.test(candidate) && files.exists(candidate),
  );
