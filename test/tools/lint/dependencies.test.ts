import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { preProcessFile } from 'typescript';
import { filesIn } from '../../../tools/lint/files';

const root = join(__dirname, '../../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = filesIn(root);
const packages = ['packages/emulator', 'packages/playground'];

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const manifest = (folder: string): Manifest => JSON.parse(text(join(folder, 'package.json'))) as Manifest;

/** `@types/sinonjs__fake-timers` is there for `@sinonjs/fake-timers`. */
const typedBy = (name: string): string => name.replace(/^@types\/(?:(.+)__)?/, (_, scope?: string) => (scope ? `@${scope}/` : ''));

it('what only a package of packages/ needs is in its own package.json', () => {
  const code = files.filter((path) => /\.([cm]?[jt]s|sh)$|^\.ci\//.test(path) && !packages.some((folder) => path.startsWith(`${folder}/`)));
  const { devDependencies = {}, scripts } = manifest('.') as Manifest & { readonly scripts: object };
  const said = [...code.map(text), JSON.stringify(Object.values(scripts)), ...Object.keys(devDependencies).map(peersOf)].join('\n');
  const named = (name: string): boolean => new RegExp(`(^|['"\`/ ])${name.replace(/[.]/g, '\\.')}(['"\`/ ]|$)`, 'm').test(said);
  expect(Object.keys(devDependencies).filter((name) => !named(typedBy(name)))).toEqual([]);
});

/** What an installed package wants beside it. */
function peersOf(name: string): string {
  const file = `node_modules/${name}/package.json`;
  const { peerDependencies = {} } = existsSync(join(root, file)) ? (JSON.parse(text(file)) as Manifest) : {};
  return Object.keys(peerDependencies)
    .map((peer) => `'${peer}'`)
    .join('\n');
}

it.each(packages)('%s declares every package that its published code imports', (folder) => {
  const { name, dependencies, peerDependencies, devDependencies } = manifest(folder);
  // jest answers for this name itself.
  const declared = { ...dependencies, ...peerDependencies, ...(peerDependencies?.jest && { '@jest/globals': '' }) };
  // What runs in the browser is bundled when the package is built.
  const bundled = Object.keys(devDependencies ?? {});
  const undeclared = files
    .filter((path) => path.startsWith(`${folder}/src/`) && path.endsWith('.ts'))
    .flatMap((path) =>
      preProcessFile(text(path))
        .importedFiles.map(({ fileName }) => /^(?:@[^/]+\/)?[^/]+/.exec(fileName)?.[0] ?? '')
        .filter((each) => !each.startsWith('.') && !isBuiltin(each) && each !== name)
        .filter((each) => !(each in declared))
        .filter((each) => !(path.startsWith(`${folder}/src/client/`) && bundled.includes(each)))
        .map((each) => `${path}: ${each}`),
    );
  expect(undeclared).toEqual([]);
});
