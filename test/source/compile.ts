/** The source as specifications load it: lib and components compiled one by one, the client with its SDK in one piece; kept on disk. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** ./typescript.js */
interface TypeScript {
  compile(source: string, path: string): string;
}

export const root = join(__dirname, '../..');
const kept = join(root, 'node_modules/.cache/authing-miniapp');
const client = join(root, 'lib/sdk/authentication-client.ts');

/** What `make` made of these texts, now or in an earlier run; `//# sourceURL` says where it is, for whoever maps stacks. */
function once(texts: readonly string[], make: () => string): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  const file = join(kept, `${hash.digest('hex').slice(0, 32)}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const code = `${make()}\n//# sourceURL=${file}\n`;
  mkdirSync(kept, { recursive: true });
  // Complete or not at all: other workers read it.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, code);
  renameSync(part, file);
  return code;
}

const read = (file: string): string => readFileSync(file, 'utf8');
const compiler = read(join(__dirname, 'typescript.js'));

/** In this process nobody changes the source. */
const compiled = new Map<string, string>();

/** Compiles a file of lib or components to CommonJS. */
export function compileSource(file: string): string {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const code = file === client ? once(clientSources(), bundle) : compileText(file, read(file));
  compiled.set(file, code);
  return code;
}

/** The same with another text in the file's place. Not for the client, which is one piece with its SDK. */
export function compileText(file: string, source: string): string {
  // Loaded only for what has changed: it starts a process.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return once([compiler, file, source], () => (require('./typescript') as TypeScript).compile(source, file));
}

/** Everything that the client's bundle is made from. */
const clientSources = (): string[] =>
  ['lib', 'tools/sdk', 'test/source']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)))
    .filter((file) => /\.(ts|js|json)$/.test(file))
    .sort()
    .flatMap((file) => [file, read(file)]);

/** esbuild's plugins run in a process that can wait for them; a module is required without waiting. */
const bundle = (): string =>
  execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(__dirname, 'client.ts')], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
