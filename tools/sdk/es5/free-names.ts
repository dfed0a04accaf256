import ts from 'typescript';

/** What WeChat's logic layer has and the bundle may use. */
const available: ReadonlySet<string> = new Set([
  'require',
  'exports',
  'wx',
  'console',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Array',
  'Date',
  'Error',
  'JSON',
  'Math',
  'Object',
  'Promise',
  'RegExp',
  'String',
  'Uint8Array',
  'decodeURIComponent',
  'encodeURIComponent',
  'isNaN',
  'parseFloat',
  'parseInt',
  'undefined',
  'arguments',
]);

/** Diagnostics that say "cannot find name", in TypeScript's several wordings. */
const unresolved: ReadonlySet<number> = new Set([2304, 2552, 2580, 2581, 2582, 2583, 2584, 2585, 2591, 2592, 2868, 18004]);

/** Names that a script uses and does not declare. */
export function freeNames(code: string): string[] {
  const file = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.ES5, true, ts.ScriptKind.JS);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === 'bundle.js' ? file : undefined),
    fileExists: (name) => name === 'bundle.js',
    readFile: () => undefined,
    writeFile: () => undefined,
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  const program = ts.createProgram(['bundle.js'], { allowJs: true, checkJs: true, noLib: true, noResolve: true, types: [] }, host);
  const names = program
    .getSemanticDiagnostics(file)
    .filter(({ code: number }) => unresolved.has(number))
    .map(({ start, length }) => code.slice(start, (start ?? 0) + (length ?? 0)));
  return [...new Set(names)].sort();
}

/** Throws when a script uses what a mini program does not have, or code made from text. */
export function checkFreeNames(code: string): void {
  const missing = freeNames(code).filter((name) => !available.has(name));
  if (missing.length > 0) throw new Error(`The bundle uses what a mini program does not have: ${missing.join(', ')}.`);
}
