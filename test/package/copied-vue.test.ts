/** `vue.ts`, which `authing-miniapp copy` writes beside a copy of the package, under TypeScript and as a bundler runs it. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { installed } from '../cli/cli';
import { temporaryFiles } from '../tools/temporary-files';
import { complaints } from './type-check';

const VUE = 'vue.ts';

describe('vue.ts', () => {
  /** A project with everything that is installed here, and with the package. */
  const installedProject = (...args: string[]): string => {
    const cwd = temporaryFiles({ 'pages.json': '{}' });
    expect(installed('1.0.0')(cwd, 'copy', ...args).code).toBe(0);
    mkdirSync(join(cwd, 'node_modules/authing-miniapp'), { recursive: true });
    const root = join(__dirname, '../..');
    for (const name of ['package.json', 'miniprogram_dist']) symlinkSync(join(root, name), join(cwd, 'node_modules/authing-miniapp', name));
    writeFileSync(join(cwd, 'node_modules/authing-miniapp/vue.d.ts'), 'export {};');
    writeFileSync(join(cwd, 'node_modules/authing-miniapp/vue.d.mts'), 'export {};');
    for (const name of ['vue', '@vue']) symlinkSync(join(root, 'node_modules', name), join(cwd, 'node_modules', name));
    return cwd;
  };

  it.each([
    ['wxcomponents', ['wxcomponents']],
    ['uni_modules/authing-miniapp/wxcomponents', ['--uni-modules']],
  ])('in %s passes strict TypeScript', (folder, args) => {
    const page = join(installedProject(...args), folder, VUE);
    expect(complaints('typescript', { page, resolution: 'bundler', typings: false })).toEqual([]);
    writeFileSync(
      page,
      `${readFileSync(page, 'utf8')}\nexport const user: string = useAuthing().value.user;\nuseAuthing().value.status = 'unknown';\n`,
    );
    expect(complaints('typescript', { page, resolution: 'bundler', typings: false })).toEqual([
      expect.stringContaining('not assignable'),
      expect.stringContaining('read-only'),
    ]);
  });

  it('asks for the copy beside it when a function is called, and not before', () => {
    const page = join(installedProject('wxcomponents'), 'wxcomponents', VUE);
    const { outputText } = ts.transpileModule(readFileSync(page, 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    const asked: string[] = [];
    const library = { getAuthing: () => 'client', configureAuthing: (config: object) => void asked.push(JSON.stringify(config)) };
    const exports: Record<string, (...args: unknown[]) => unknown> = {};
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- What was written is to be run.
    new Function('exports', 'require', outputText)(exports, (path: string) => (asked.push(path), library));
    expect(asked).toEqual(['vue']);
    expect(exports.getAuthing?.()).toBe('client');
    exports.configureAuthing?.({ appId: 'app' });
    expect(exports.library?.()).toBe(library);
    expect(asked).toEqual(['vue', './index.js', './index.js', '{"appId":"app"}', './index.js']);
  });
});
