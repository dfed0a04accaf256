/**
 * TypeScript as specifications run it: types dropped file by file, by esbuild, with an inline source map. jest takes this file as its
 * transformer; ./compile.ts compiles with it what the engines load.
 */
const { transformSync } = require('esbuild');

const compile = (source, path) =>
  transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    sourcefile: path,
    sourcesContent: false,
    supported: { 'dynamic-import': false },
    // Fields are assigned in the constructor, as TypeScript does for ES5.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  }).code;

module.exports = { compile, process: (source, path) => ({ code: compile(source, path) }) };
