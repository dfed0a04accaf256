// `npm run build`: dist/ out of src/. Node.js's side is compiled file by file; the browser's side becomes one script, so that whoever
// installs the package neither waits for a bundler at each start nor installs what is only drawn (glass-easel, WeUI).
// `-- --noCheck`, as tsc's own option: the types are not checked.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');

/** The emulator is read from its source, which needs no build before this one; it is neither checked here nor written. */
function compile() {
  const config = ts.getParsedCommandLineOfConfigFile(join(here, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: fail,
  });
  const program = ts.createProgram(config.fileNames, config.options);
  if (!process.argv.includes('--noCheck')) check(config.fileNames, program);
  const source = relative(config.options.rootDir, join(here, 'src'));
  program.emit(undefined, (path, text) => {
    const inSource = relative(join(dist, source), path);
    if (!inSource.startsWith('..')) write(inSource, text);
  });
}

function check(files, program) {
  const diagnostics = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  if (diagnostics.length > 0) fail(...diagnostics);
}

function fail(...diagnostics) {
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => here, getNewLine: () => '\n' };
  console.error(ts.formatDiagnostics(diagnostics, host).trimEnd());
  process.exit(1);
}

function write(path, text) {
  const file = join(dist, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The licence of others whose code is in the script: it must travel with it. */
function notice(name) {
  const require = createRequire(import.meta.url);
  const folder = require.resolve
    .paths(name)
    .map((path) => join(path, name))
    .find((path) => ts.sys.directoryExists(path));
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((path) => /^licen[cs]e(\.|$)/i.test(path));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}\n${'-'.repeat(40)}\n${text}\n`;
}

rmSync(dist, { recursive: true, force: true });
compile();
const { bundleClient } = createRequire(import.meta.url)('./dist/bundle-client.js');
const { js, packages } = await bundleClient(join(here, 'src/client/main.ts'), { minify: true });
write('client.js', js);
write('THIRD-PARTY-NOTICES.txt', packages.map(notice).join('\n\n'));
