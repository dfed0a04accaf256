/** JavaScript and TypeScript files as CommonJS modules, with everything they require. */
import path from 'node:path';
import { transform, type TransformFailure } from 'esbuild';
import type { ScriptModule } from '../build';
import { warnUnbuilt } from './entries';
import { packageName, type ProjectFiles } from './project-files';
import { excerpt, problemAt, type Report } from './problems';

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
    const module = { code, requires: requiresOf(files, { file, source, code }, report) };
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

interface Script {
  file: string;
  /** As the developer wrote it. */
  source: string;
  /** CommonJS. */
  code: string;
}

/** Every literal `require`. What cannot be found is told, left out, and fails when it is reached, as on the device. */
function requiresOf(files: ProjectFiles, script: Script, report: Report): Record<string, string> {
  const { file, code } = script;
  const requires: Record<string, string> = {};
  for (const [, , request = ''] of code.matchAll(/\brequire\d*(?:\.async)?\(\s*(["'])([^"'\n]+)\1/g)) {
    const base = request.startsWith('/') ? request.slice(1) : path.posix.join(path.posix.dirname(file), request);
    const found = findScript(files, base);
    if (found !== undefined) {
      requires[request] = found;
      continue;
    }
    const isPath = /^[./]/.test(request);
    const npm = isPath ? undefined : files.npm(request, file);
    const inPackage = npm === undefined ? undefined : findScript(files, npm.path);
    if (inPackage === undefined) {
      // A file of WeChat's npm build is a whole package, whose modules find one another by a `require` of their own.
      if (file.includes('miniprogram_npm/')) continue;
      const { texts } = report;
      const missing = isPath ? undefined : files.missingPackage(request);
      const message =
        missing === undefined ? texts.noModule(request, isPath ? undefined : packageName(request)) : texts.notInstalled(missing);
      reportMissing(script, request, message, report);
      continue;
    }
    if (npm?.built === false) warnUnbuilt(request, file, report);
    requires[request] = inPackage;
  }
  return requires;
}

/** A statement at the left edge of its line that nothing can catch for. Elsewhere a `try`, or an `if`, may know what it does. */
const UNGUARDED = /^(?:import\b|export\b|require\b|\}\s*from\b|(?:\}|(?:const|let|var)\b[^;()]*)\s*=\s*require\b)/;

function reportMissing({ file, source }: Script, request: string, message: string, report: Report): void {
  const offset = Math.max(0, source.search(new RegExp(`(["'])${request.replace(/[^\w]/g, '\\$&')}\\1`)));
  const line = source.slice(source.lastIndexOf('\n', offset) + 1);
  report(problemAt({ severity: UNGUARDED.test(line) ? 'error' : 'warning', message, file }, source, offset));
}

const findScript = (files: ProjectFiles, base: string): string | undefined =>
  [base, ...extensions.map((extension) => base + extension), ...extensions.map((extension) => `${base}/index${extension}`)].find(
    (candidate) => /\.(js|ts)$/.test(candidate) && files.exists(candidate),
  );
