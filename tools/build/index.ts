import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { watch as watchFiles } from 'gulp';
import { BUNDLE, bundleClient, type ClientBundle } from '../sdk/bundle';
import { isBundled } from '../sdk/kernel-modules';
import { BIN, buildCommand } from './command';
import { dist, filesBelow, root, writeFolder, type Files } from './files';
import { linkScripts, type LinkOptions } from './link';
import { NOTICES, notice } from './notice';
import { createScriptCompiler } from './scripts';
import { checkShortNames } from './short-names';

/**
 * Builds the package over and over in one process. The first call does everything; a later one compiles the files that have
 * changed and what depends on them, and bundles the SDK again only when something of lib/sdk is in another form. A change of the
 * build itself, or of what it imports from lib/sdk (unsupported.ts, write-document.ts), takes a new process. One call at a time.
 * @param target the folder that the package is written to
 * @returns a function that resolves with the paths in the package that were written or removed; it rejects with what the compiler
 * complains about, and then leaves the package as it was
 */
export function createBuilder(target = dist): () => Promise<readonly string[]> {
  const compile = createScriptCompiler();
  let client: ClientBundle | undefined;
  let bundledFrom: string | undefined;
  return async () => {
    const compiled = await compile();
    const source = JSON.stringify([...compiled].filter(([path]) => isBundled(withoutExtension(path))));
    if (!client || source !== bundledFrom) {
      client = await bundleClient();
      bundledFrom = source;
    }
    return writeFolder(target, await packageFiles(compiled, client));
  };
}

/** What WeChat and users name: the main entry and the components. */
const isEntry = (path: string): boolean => /^(index|components\/.*\/index)\.js$/.test(path);

/** Every script of the package. @param compiled modules of index.ts, lib and components */
export function packageScripts(compiled: Files, client: string, options?: LinkOptions): Promise<Files> {
  const modules = new Map([...compiled].filter(([path]) => path.endsWith('.js'))).set(`${BUNDLE}.js`, client);
  return linkScripts(modules, [...modules.keys()].filter(isEntry).map(withoutExtension), options);
}

/** The declarations of the entries, and those that they are made of. */
function reachableDeclarations(compiled: Files): Map<string, string> {
  const reached = new Map<string, string>();
  const reach = (path: string): void => {
    const text = compiled.get(path);
    if (text === undefined || reached.has(path)) return;
    reached.set(path, text);
    for (const [, from] of text.matchAll(/\b(?:from |import\()['"](\.[^'"]+)['"]/g))
      reach(`${posix.join(posix.dirname(path), from!)}.d.ts`);
  };
  [...compiled.keys()].filter((path) => path.endsWith('.d.ts') && isEntry(`${withoutExtension(path)}.js`)).forEach(reach);
  return reached;
}

/** All that is in the package. */
async function packageFiles(compiled: Files, client: ClientBundle): Promise<Files> {
  // In place of declarations that import the SDK.
  const files = reachableDeclarations(new Map(compiled).set('lib/sdk/authing-js-sdk.d.ts', client.dts));
  (await packageScripts(compiled, client.js)).forEach((code, path) => files.set(path, code));
  for (const name of await filesBelow(join(root, 'components'))) {
    if (/\.(wxml|wxss|json)$/.test(name)) files.set(`components/${name}`, readText(`components/${name}`));
  }
  checkShortNames(files);
  files.set('LICENSE', readText('LICENSE'));
  files.set(NOTICES, notice('authing-js-sdk', 'LICENSE'));
  return files;
}

const withoutExtension = (path: string): string => path.replace(/(\.d\.ts|\.js)$/, '');

const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Task: the whole package, from nothing, and its command. */
export async function build(): Promise<void> {
  await Promise.all([createBuilder()(), buildCommand()]);
}

/** Task: the package again after each change of its sources, until the process is ended. */
export async function watch(): Promise<void> {
  const rebuild = createBuilder();
  await rebuild();
  watchFiles(['lib/**', 'components/**', 'index.ts'], { cwd: root }, async () => {
    try {
      const changed = await rebuild();
      console.log(changed.length > 0 ? changed.join('\n') : 'Nothing in the package changed.');
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  });
}

/** Task: no package. */
export async function clean(): Promise<void> {
  for (const built of [dist, join(root, dirname(BIN))]) await rm(built, { recursive: true, force: true });
}
