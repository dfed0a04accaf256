import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root, type Files } from './files';

/**
 * TypeScript to ES5 CommonJS with `.d.ts`, file by file: the package mirrors the source. The first call compiles everything, a later
 * one what has changed since, and what depends on it.
 * @param project the folder that has the tsconfig.phone.json
 * @returns a function that returns all compiled files; it throws what the compiler has to say
 */
export function createScriptCompiler(project = root): () => Files {
  const pathInProject = (file: string): string => relative(project, file).split(sep).join('/');
  const outputs = new Map<string, string>();
  const readSource = cachedSources();
  let program: ts.EmitAndSemanticDiagnosticsBuilderProgram | undefined;

  return () => {
    const { fileNames, options, errors } = readConfig(project);
    const host = ts.createIncrementalCompilerHost(options);
    host.getSourceFile = readSource(host.getSourceFile.bind(host));
    program = ts.createEmitAndSemanticDiagnosticsBuilderProgram(fileNames, options, host, program, errors);
    complain([
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSemanticDiagnostics(),
    ]);
    const { diagnostics } = program.emit(undefined, (file, text) => {
      const path = pathInProject(file);
      outputs.set(path, path.endsWith('.js') ? withoutBallast(path, text) : text);
    });
    complain(diagnostics);
    const sources = new Set(fileNames.map((file) => pathInProject(file).replace(/\.ts$/, '')));
    for (const path of outputs.keys()) if (!sources.has(path.replace(/(\.d\.ts|\.js)$/, ''))) outputs.delete(path);
    return new Map([...outputs].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
}

function readConfig(project: string): ts.ParsedCommandLine {
  const config = ts.getParsedCommandLineOfConfigFile(join(project, 'tsconfig.phone.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => complain([diagnostic]),
  });
  if (!config) throw new Error(`${project} has no tsconfig.phone.json.`);
  return config;
}

type GetSourceFile = ts.CompilerHost['getSourceFile'];

/** Parses a file again only when its text is another: the platform's typings are larger than the package. */
function cachedSources(): (read: GetSourceFile) => GetSourceFile {
  const known = new Map<string, ts.SourceFile>();
  return (read) => (fileName, options, onError, force) => {
    const before = known.get(fileName);
    if (before && before.text === ts.sys.readFile(fileName)) return before;
    const source = read(fileName, options, onError, force);
    if (source) known.set(fileName, source);
    return source;
  };
}

function complain(diagnostics: readonly ts.Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const where = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  throw new Error(ts.formatDiagnostics(diagnostics, where).trimEnd());
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
