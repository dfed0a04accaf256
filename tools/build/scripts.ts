import { join, relative, sep } from 'node:path';
import { createProject, type reporter } from 'gulp-typescript';
import ts from 'typescript';
import type Vinyl from 'vinyl';
import { root, type Files } from './files';

/**
 * TypeScript to ES5 CommonJS with `.d.ts`, file by file: the package mirrors the source. The first call compiles everything; a later
 * one parses what has changed since, for gulp-typescript keeps the program of a project between two runs.
 * @param project the folder that has the tsconfig.phone.json
 * @returns a function that resolves with all compiled files; it rejects with what the compiler has to say. One call at a time.
 */
export function createScriptCompiler(project = root): () => Promise<Files> {
  // gulp-typescript takes isolatedModules for "do not check types, write no declarations".
  const compile = createProject(join(project, 'tsconfig.phone.json'), { isolatedModules: false });
  return async () => {
    const diagnostics: ts.Diagnostic[] = [];
    const compiled = compile.src().pipe(compile(collect(diagnostics)));
    const failed = new Promise<never>((_resolve, reject) => {
      compiled.once('error', (error: Error) => reject(diagnostics.length > 0 ? new Error(format(diagnostics, project)) : error));
    });
    const [scripts, declarations] = await Promise.race([failed, Promise.all([filesOf(compiled.js), filesOf(compiled.dts)])]);
    const path = (file: Vinyl): string => relative(project, file.path).split(sep).join('/');
    const outputs = [
      ...scripts.map((file) => [path(file), withoutBallast(path(file), String(file.contents))] as const),
      ...declarations.map((file) => [path(file), String(file.contents)] as const),
    ];
    return new Map(outputs.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
}

/** Everything that comes out of a stream of files. */
function filesOf(stream: NodeJS.ReadableStream): Promise<Vinyl[]> {
  const files: Vinyl[] = [];
  return new Promise((resolve, reject) => {
    stream.on('data', (file: Vinyl) => void files.push(file));
    stream.once('end', () => resolve(files)).once('error', reject);
  });
}

const collect = (diagnostics: ts.Diagnostic[]): reporter.Reporter => ({
  error: ({ diagnostic }) => void diagnostics.push(diagnostic as ts.Diagnostic),
});

function format(diagnostics: readonly ts.Diagnostic[], project: string): string {
  const where = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => project, getNewLine: () => '\n' };
  return ts.formatDiagnostics(diagnostics, where).trimEnd();
}

/**
 * Drops what phones need not carry. Comments are for `.d.ts` files and the source (TypeScript's own option would drop both).
 * `exports.__esModule` is only asked for by foreign importers, who come through index.js; `exports.x = void 0` by nobody.
 */
function withoutBallast(path: string, code: string): string {
  const printer = ts.createPrinter({ removeComments: true, neverAsciiEscape: true } as ts.PrinterOptions);
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.ES5);
  const kept = source.statements.filter((statement) => path === 'index.js' || !isExportMarker(statement.getText(source)));
  return printer.printFile(ts.factory.updateSourceFile(source, kept));
}

const isExportMarker = (statement: string): boolean =>
  /^Object\.defineProperty\(exports, "__esModule"/.test(statement) || /^(exports\.\w+ = )+void 0;$/.test(statement);
