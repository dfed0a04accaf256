/** What JSX and Vue's templates know of the components: judged by the compilers, over the tarball. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../tools/build/files';
import { unpackInto } from './packed-set';
import type { CompilerName } from './type-check';

jest.setTimeout(600_000); // a build, on a machine that does other things too

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'authing-miniapp-component-types-'));
/** Of React's typings; those of 18 have a global JSX, too. */
const reacts = { 18: 'types-react-18', 19: '@types/react' } as const;
type ReactVersion = keyof typeof reacts;
const project = (react: ReactVersion): string => join(folder, String(react));

beforeAll(async () => {
  for (const [version, typings] of Object.entries(reacts)) {
    const modules = join(folder, version, 'node_modules');
    mkdirSync(join(modules, '@types'), { recursive: true });
    symlinkSync(join(root, 'node_modules', typings), join(modules, '@types/react'));
    symlinkSync(join(root, 'node_modules/vue'), join(modules, 'vue'));
    await unpackInto(join(folder, version));
    for (const name of ['page-react.tsx', 'page-vue.tsx', 'page-vue.vue']) {
      cpSync(join(__dirname, `${name}.txt`), join(folder, version, name));
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a compiler says of files; nothing when all is well, each `expect-error` included. */
async function complaints(tool: string, react: ReactVersion, files: readonly string[], options: object): Promise<string> {
  const config = join(project(react), `tsconfig.${files.join('-')}.json`);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    // TypeScript's own are not ours to judge, and the DOM takes longer than all the rest.
    skipDefaultLibCheck: true,
    target: 'es2020',
    lib: ['es2020', 'dom'],
    types: [],
    ...options,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files, vueCompilerOptions: { strictTemplates: true } }));
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'node_modules', tool), '-p', config]).catch(
    (failed: { stdout: string }) => failed,
  );
  return stdout;
}

it.each<[CompilerName, ReactVersion, string, object]>([
  ['typescript-4.9', 18, 'node', { module: 'commonjs', moduleResolution: 'node', exactOptionalPropertyTypes: true }],
  ['typescript', 19, 'bundler', { module: 'esnext', moduleResolution: 'bundler', exactOptionalPropertyTypes: true }],
  ['typescript-6.0', 19, 'node16', { module: 'node16', moduleResolution: 'node16' }],
])('React knows the components: %s, React %s, %s', async (compiler, react, _, options) => {
  // The typings of React 19 are beyond TypeScript 4.9; ours are judged by the others.
  const jsx = { jsx: 'react-jsx', skipLibCheck: compiler === 'typescript-4.9' };
  expect(await complaints(`${compiler}/bin/tsc`, react, ['page-react.tsx'], { ...options, ...jsx })).toBe('');
});

it("Vue knows the components, in templates and in Vue's JSX", async () => {
  const options = { module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve', jsxImportSource: 'vue', skipLibCheck: true };
  expect(await complaints('vue-tsc/bin/vue-tsc.js', 19, ['page-vue.vue', 'page-vue.tsx'], options)).toBe('');
});
