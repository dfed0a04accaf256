import { join, relative, sep } from 'node:path';
import { createProject, type Project, type reporter } from 'gulp-typescript';
import ts from 'typescript';
import type Vinyl from 'vinyl';
import { closeOver } from './close-over';
import { root, type Files } from './files';

/**
 * TypeScript to ES5 with `.d.ts`, file by file, `import` and `export` left as they are. The first call checks types and compiles all of it.
 * Later ones transpile what has changed since and check no types (`npm run lint` does): a tenth of the time.
 * @param project the folder that has the tsconfig.phone.json
 * @returns a function that resolves with all compiled files; it rejects with what the compiler has to say. One call at a time.
 */
export function createScriptCompiler(project = root): () => Promise<Files> {
  const config = join(project, 'tsconfig.phone.json');
  // For gulp-typescript, isolatedModules means to check no types, write no declarations, and compile no file that is as it was.
  const whole = createProject(config, { isolatedModules: false });
  const isolated = createProject(config, {
    isolatedModules: true,
    declaration: false,
    module: 'ESNext',
    getCustomTransformers: () => ({ before: [closeOver] }),
  });
  let declarations: Files | undefined;

  return async () => {
    declarations ??= (await compile(whole, project)).dts;
    const { js: scripts } = await compile(isolated, project);
    const sources = new Set([...scripts.keys()].map((path) => path.replace(/\.js$/, '')));
    const current = [...declarations].filter(([path]) => sources.has(path.replace(/\.d\.ts$/, '')));
    return new Map([...scripts, ...current].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
}

/** Both kinds of output, by path. */
async function compile(ofProject: Project, folder: string): Promise<{ js: Files; dts: Files }> {
  const diagnostics: ts.Diagnostic[] = [];
  const compiled = ofProject.src().pipe(ofProject(collect(diagnostics)));
  const failed = new Promise<never>((_resolve, reject) => {
    compiled.once('error', (error: Error) => reject(diagnostics.length > 0 ? new Error(format(diagnostics, folder)) : error));
  });
  const [js, dts] = await Promise.race([failed, Promise.all([filesOf(compiled.js), filesOf(compiled.dts)])]);
  const path = (file: Vinyl): string => relative(folder, file.path).split(sep).join('/');
  const texts = (files: readonly Vinyl[]): Files => new Map(files.map((file) => [path(file), String(file.contents)]));
  return { js: texts(js), dts: texts(dts) };
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
