/** `authing-miniapp/react` and `authing-miniapp/vue` as an app gets them. What they do: test/hooks. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { unpackInto } from './packed-set';

jest.setTimeout(600_000); // a build, on a machine that does other things too

const project = mkdtempSync(join(realpathSync(tmpdir()), 'authing-miniapp-hooks-'));
const write = (name: string, code: string): string => {
  writeFileSync(join(project, name), code);
  return join(project, name);
};

beforeAll(async () => {
  await unpackInto(project);
  for (const name of ['react', 'react-dom', 'vue'])
    symlinkSync(join(__dirname, '../../node_modules', name), join(project, 'node_modules', name), 'junction');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

it('show one state, imported or required, over the React and the Vue of the app', () => {
  const script = write(
    'hooks.mjs',
    `import { createRequire } from 'node:module';
     import { createElement } from 'react';
     import { renderToString } from 'react-dom/server';
     import { isRef } from 'vue';
     import { configureAuthing, getAuthing } from 'authing-miniapp';
     import * as react from 'authing-miniapp/react';
     import * as vue from 'authing-miniapp/vue';
     const require = createRequire(import.meta.url);
     const app = {};
     globalThis.getApp = () => app;
     globalThis.wx = { getStorageSync: () => '', setStorageSync() {}, removeStorageSync() {} };
     const refs = [vue, require('authing-miniapp/vue')].map(({ useAuthing }) => useAuthing());
     const shown = () => [
       ...[react, require('authing-miniapp/react')].map(({ useAuthing }) => renderToString(createElement(() => useAuthing().status))),
       ...refs.map((ref) => isRef(ref) && ref.value.status),
     ];
     const before = shown();
     configureAuthing({ appId: 'a' });
     getAuthing().tokenProvider.setUser({ id: 'ann', token: 't' });
     console.log(JSON.stringify([before, shown()]));`,
  );
  const said: unknown = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  expect(said).toEqual([Array(4).fill('unknown'), Array(4).fill('signed-in')]);
});

it.each(['react', 'vue'])('%s stays the import of the app, and no SDK comes along', async (name) => {
  const { outputFiles, metafile } = await build({
    entryPoints: [write(`${name}.mjs`, `import { useAuthing } from 'authing-miniapp/${name}';\nconsole.log(useAuthing);\n`)],
    absWorkingDir: project,
    bundle: true,
    format: 'esm',
    external: ['react', 'vue'],
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  expect(output!.imports.map(({ path }) => path)).toEqual([name]);
  const used = Object.entries(output!.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  expect(used).toContainEqual(expect.stringMatching(/authing-miniapp\/miniprogram_dist\/lib\/session\.js$/));
  expect(used.filter((path) => /miniprogram_dist\/(index\.js|lib\/sdk\/)/.test(path))).toEqual([]);
  expect(outputFiles[0]!.text).toContain('onAuthStateChange');
});
