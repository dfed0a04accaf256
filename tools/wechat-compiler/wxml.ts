import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';

/** One complaint of a template compiler. */
export interface WxmlWarning {
  readonly compiler: 'wcc' | 'glass-easel';
  /** The compiler's own words, beginning with the file and, where it knows them, line and column. */
  readonly text: string;
}

/**
 * Compiles templates with both of WeChat's compilers: `wcc` (the classic engine's) and glass-easel's (today's).
 * @param rootDir folder that the paths start from
 * @param paths `.wxml` and `.wxs` files, relative to the root
 * @returns every complaint, down to mere notes; empty when both compilers are content
 */
export function compileWxml(rootDir: string, paths: readonly string[]): WxmlWarning[] {
  return paths.length === 0 ? [] : [...compileWithWcc(rootDir, paths), ...compileWithGlassEasel(rootDir, paths)];
}

const wcc: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac/wcc', linux: 'linux/wcc', win32: 'windows/wcc.exe' };

function wccProgram(): string {
  const program = wcc[process.platform];
  if (!program) throw new Error(`WeChat's wcc does not exist for ${process.platform}: use Linux, macOS or Windows.`);
  // It is a dependency of miniprogram-simulate, so npm need not put it at the top.
  const simulate = createRequire(createRequire(__filename).resolve('miniprogram-simulate/package.json'));
  const path = join(dirname(simulate.resolve('miniprogram-compiler/package.json')), 'bin', program);
  chmodSync(path, 0o755); // published without the executable bit
  return path;
}

/** wcc stops at the first fault and says it on standard error; it may also warn there and succeed. */
function compileWithWcc(rootDir: string, paths: readonly string[]): WxmlWarning[] {
  const { error, status, signal, stderr } = spawnSync(wccProgram(), ['-d', '-cc', '0', ...paths, '-gn', '$gwx'], {
    cwd: rootDir,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  const said = stderr.split('\n').filter((line) => line.trim() !== '');
  if (status !== 0 && said.length === 0) said.push(`failed without a word (${signal ?? status})`);
  return said.map((text) => ({ compiler: 'wcc', text }));
}

/** glass-easel's `TemplateParseError`, as far as it is read here. Lines and columns count from 0. */
interface TemplateParseError {
  readonly level: 'Note' | 'Warn' | 'Error' | 'Fatal';
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

function compileWithGlassEasel(rootDir: string, paths: readonly string[]): WxmlWarning[] {
  const group = new TmplGroup();
  const found: string[] = [];
  const read = (path: string): string => readFileSync(join(rootDir, path), 'utf8');
  const templates = paths.filter((path) => path.endsWith('.wxml')).map((path) => path.slice(0, -'.wxml'.length));
  const scripts = new Set(paths.filter((path) => path.endsWith('.wxs')).map((path) => path.slice(0, -'.wxs'.length)));
  for (const path of scripts) group.addScript(path, read(`${path}.wxs`));
  for (const path of templates) {
    const errors = group.addTmpl(path, read(`${path}.wxml`)) as TemplateParseError[]; // declared as any
    found.push(
      ...errors.map(
        ({ level, message, startLine, startColumn }) => `${path}.wxml:${startLine + 1}:${startColumn + 1} ${level}: ${message}`,
      ),
    );
  }
  // Neither compiler minds an <import> that leads nowhere: it would be an empty spot on the screen.
  for (const path of templates) {
    const missing = [
      ...(group.getDirectDependencies(path) as string[]).filter((name) => !templates.includes(name)).map((name) => `${name}.wxml`),
      ...(group.getScriptDependencies(path) as string[]).filter((name) => !scripts.has(name)).map((name) => `${name}.wxs`),
    ];
    found.push(...missing.map((name) => `${path}.wxml: imports ${name}, which is not there`));
  }
  group.free();
  return found.map((text) => ({ compiler: 'glass-easel', text }));
}
