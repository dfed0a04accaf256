import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { unpackInto } from './packed-set';

jest.setTimeout(600_000); // a build, on a machine that does other things too

const project = mkdtempSync(join(realpathSync(tmpdir()), 'authing-miniapp-es-entry-'));
const PACKAGE = 'node_modules/authing-miniapp/';

beforeAll(() => unpackInto(project));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const write = (name: string, code: string): string => {
  writeFileSync(join(project, name), code);
  return join(project, name);
};

interface Bundle {
  readonly code: string;
  /** Of the package, those of which something is in the code; sorted. */
  readonly files: readonly string[];
}

const ofPackage = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => (path.includes(PACKAGE) ? [path.slice(path.indexOf(PACKAGE) + PACKAGE.length).replace(/\?.*/, '')] : [])).sort();

const bundlers: Record<string, (entry: string) => Promise<Bundle>> = {
  async esbuild(entry) {
    const { outputFiles, metafile } = await build({
      entryPoints: [entry],
      absWorkingDir: project,
      bundle: true,
      format: 'cjs',
      write: false,
      metafile: true,
    });
    const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    return { code: outputFiles[0]!.text, files: [...new Set(ofPackage(used))] };
  },
  /** With its CommonJS plugin, as Vite bundles, and with it uni-app. */
  async rollup(entry) {
    const bundle = await rollup({ input: entry, plugins: [nodeResolve(), commonjs()], onLog: () => undefined });
    const { output } = await bundle.generate({ format: 'cjs' });
    const { code, modules } = output[0];
    const used = Object.entries(modules).flatMap(([path, { renderedLength }]) => (renderedLength > 0 ? [path] : []));
    return { code, files: [...new Set(ofPackage(used))] };
  },
};
const withoutSdk = ['AuthingError', 'configureAuthing', 'onAuthStateChange'];

describe.each(Object.entries(bundlers))('the entry for ES modules, bundled by %s', (_, bundle) => {
  it.each(withoutSdk)('%s brings neither the SDK nor the main entry', async (name) => {
    const { files } = await bundle(write(`${name}.mjs`, `import { ${name} } from 'authing-miniapp';\nconsole.log(${name});\n`));
    expect(files).toContain('miniprogram_dist/lib/page.js');
    expect(files.filter((path) => /^miniprogram_dist\/(index\.js|lib\/sdk\/)/.test(path))).toEqual([]);
  });

  it('getAuthing brings the SDK', async () => {
    const { files } = await bundle(write('client.mjs', "import { getAuthing } from 'authing-miniapp';\nconsole.log(getAuthing);\n"));
    expect(files).toEqual(expect.arrayContaining(['miniprogram_dist/index.js', 'miniprogram_dist/lib/sdk/authentication-client.js']));
  });

  it('shares its one copy with the components, by either path, and with require', async () => {
    const paths = ['components', 'miniprogram_dist/components'].map((folder) => `authing-miniapp/${folder}/login-button/index`);
    write('required.cjs', "exports.required = require('authing-miniapp').configureAuthing;\n");
    const { code, files } = await bundle(
      write(
        'page.mjs',
        `${paths.map((path) => `import '${path}';\n`).join('')}import { configureAuthing } from 'authing-miniapp';
         import { required } from './required.cjs';
         console.log(configureAuthing === required);\n`,
      ),
    );
    expect(files).toContain('miniprogram_dist/components/login-button/index.js');
    expect(code.match(/^\s*function configureAuthing\(/gm)).toHaveLength(1);
    const said: unknown[] = [];
    const registered: unknown[] = [];
    runInNewContext(code, {
      console: { log: (value: unknown) => said.push(value) },
      Component: (definition: unknown) => registered.push(definition),
      Behavior: Object,
    });
    expect(said).toEqual([true]);
    expect(registered).toHaveLength(1);
  });
});

it('the entry for ES modules has the very names and values that require has, in Node.js', () => {
  const script = write(
    'same.mjs',
    `import { createRequire } from 'node:module';
     import * as imported from 'authing-miniapp';
     const required = createRequire(import.meta.url)('authing-miniapp');
     const { default: all, ...names } = imported;
     console.log(JSON.stringify([all === required, Object.keys(names), Object.keys(names).every((name) => names[name] === required[name])]));`,
  );
  const [whole, names, same] = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as [boolean, string[], boolean];
  expect([whole, same]).toEqual([true, true]);
  expect(names.sort()).toEqual(['AuthenticationClient', 'authingBehavior', 'getAuthing', ...withoutSdk].sort());
});

it.each([
  'authing-miniapp',
  'authing-miniapp/react',
  'authing-miniapp/vue',
  'authing-miniapp/package.json',
  'authing-miniapp/components/login-button/index',
  'authing-miniapp/components/login-button/index.wxss',
  'authing-miniapp/miniprogram_dist',
  'authing-miniapp/miniprogram_dist/index',
  'authing-miniapp/miniprogram_dist/index.js',
  'authing-miniapp/miniprogram_dist/index.d.ts',
  'authing-miniapp/miniprogram_dist/components/login-button/index',
  'authing-miniapp/miniprogram_dist/components/login-button/index.wxml',
  'authing-miniapp/miniprogram_dist/components/button.wxss',
  'authing-miniapp/miniprogram_dist/lib/page',
])('%s leads to a file', (path) => {
  const script = write('resolve.cjs', 'console.log(require.resolve(process.argv[2]));\n');
  expect(execFileSync(process.execPath, [script, path], { encoding: 'utf8' })).toContain(join(project, PACKAGE));
});
