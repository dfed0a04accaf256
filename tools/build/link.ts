import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { transform } from 'esbuild';
import ts from 'typescript';
import { rollup, type OutputChunk, type Plugin } from 'rollup';
import { asksLate, fileOf } from './chunks';
import type { Files } from './files';
import { checkFreeNames } from './free-names';
import { mangleCache, mangleProps } from './short-names';
import { tighten } from './tighten';

/** What compiled modules import TypeScript's run-time functions from: the package depends on nothing, so those that are used are in it. */
const TSLIB = 'tslib';

/** The main entry: ES modules import it, too. */
const MAIN = 'index';

export interface LinkOptions {
  /** Refuse names that a mini program does not have; default true. */
  readonly check?: boolean;
}

/**
 * Puts compiled modules together in the few files of the package: ES5 without comments, CommonJS.
 * Throws when anything is left in it that a mini program does not have.
 * @param modules ES modules by path from the root, as the compiler leaves them
 * @param entries those that WeChat and users name, without extension
 */
export async function linkScripts(modules: Files, entries: readonly string[], { check = true }: LinkOptions = {}): Promise<Files> {
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((entry) => [entry, entry])),
    treeshake: { moduleSideEffects: (id) => entries.includes(id) },
    plugins: [modulesFrom(modules)],
    onLog(_level, { code, message }) {
      // Files may ask for one another as long as all but one of them are evaluated later.
      if (code !== 'CIRCULAR_CHUNK') throw new Error(message);
    },
  });
  const { output } = await bundle.generate({
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks: (id) => (entries.includes(id) ? undefined : fileOf(id)),
    exports: 'named',
    // Internal names are exported as single letters.
    minifyInternalExports: true,
    esModule: false,
    intro: ({ fileName }) => (fileName === `${MAIN}.js` ? "Object.defineProperty(exports, '__esModule', { value: true });" : ''),
    freeze: false,
    hoistTransitiveImports: false,
    plugins: [lazyRequires],
  });
  const files = (output as OutputChunk[]).map(async ({ fileName, code }) => {
    if (check) checkFreeNames(code);
    // WeChat's compiler minifies, to the same size; before it, stacks and DevTools name our functions. Of the SDK nobody reads so much.
    const minify = fileName.startsWith('lib/sdk/');
    const shape = { target: 'es5', charset: 'utf8', format: 'cjs', legalComments: 'none' } as const;
    const { code: text } = await transform(code, { ...shape, minify, mangleProps, mangleCache: mangleCache() });
    return [fileName, fileName === `${MAIN}.js` ? text : exportsAtOnce(text)] as const;
  });
  return new Map(await Promise.all(files));
}

/** Rollup plugin: the modules, by path from the root without extension. */
function modulesFrom(modules: Files): Plugin {
  const runTime = readFileSync(join(__dirname, 'es5-run-time.js'), 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext };
  return {
    name: 'modules',
    resolveId: (id, importer) => (importer === undefined || id === TSLIB ? id : posix.join(posix.dirname(importer), id)),
    load(id) {
      const code = modules.get(`${id}.js`);
      return id === TSLIB ? ts.transpileModule(runTime, { compilerOptions }).outputText : code && tighten(code);
    },
  };
}

const withoutExtension = (fileName: string): string => fileName.replace(/\.js$/, '');

/** From so many exports on, one call is shorter than a statement for each: 1.4 % of a button's bytes. */
const MANY_EXPORTS = 5;

/** The statements at the end of a file that export what is in it, as one. */
function exportsAtOnce(code: string): string {
  const statements = /^exports\.(\w+) = (\w+);\n?/gm;
  const exported = [...code.matchAll(statements)];
  if (exported.length < MANY_EXPORTS) return code;
  const table = (valueOf: (local: string) => string): string => exported.map(([, name, local]) => `${name}: ${valueOf(local!)}`).join(', ');
  // The last line never runs, and WeChat's compiler leaves it out: Node.js reads from it what index.mjs may import by name.
  return `${code.replace(statements, '')}\nObject.assign(exports, { ${table((local) => local)} });\n0 && (module.exports = { ${table(() => 'exports')} });\n`;
}

/** By a name that Node.js does not read: it imports nothing whose getter it does not understand. */
const PASS_ON = `
function passOn(name, get) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: get });
}`;

/**
 * Rollup plugin: what comes from a lazy file is asked for where it is used, not where it is imported. (rollup has no such option;
 * Babel calls it `lazy`.)
 */
const lazyRequires: Plugin = {
  name: 'lazy-requires',
  renderChunk(code, { fileName }) {
    const required = /^var (\w+) = require\('([^']+)\.js'\);$/gm;
    let rendered = code;
    let passesOn = false;
    for (const [statement, name, path] of code.matchAll(required)) {
      if (!asksLate(withoutExtension(fileName), posix.join(posix.dirname(fileName), path!))) continue;
      rendered = rendered
        // Kept: WeChat looks a path up each time, and the classes stay the same whatever becomes of the registry.
        .replace(statement, `var ${name}_;\nfunction ${name}() { return ${name}_ || (${name}_ = require('${path}.js')); }`)
        // In parentheses for `new`.
        .replaceAll(new RegExp(`\\b${name}(\\.\\w+)`, 'g'), `(${name}()$1)`)
        // What an entry only passes on.
        .replaceAll(new RegExp(`^exports\\.(\\w+) = (\\(${name}\\(\\)\\.\\w+\\));$`, 'gm'), (_, exported: string, value: string) => {
          passesOn = true;
          // Assigned first: Node.js reads from it which names an ES module may import.
          return `exports.${exported} = void 0;\npassOn('${exported}', function () { return ${value}; });`;
        });
    }
    if (passesOn) rendered += PASS_ON;
    return { code: rendered.replaceAll(/\brequire\('([^']+)\.js'\)/g, "require('$1')"), map: null };
  },
};
