import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from '../build/files';
import { compile, createProject, packNpm, type CompileSettings, type MiniProgramProject, type OnWarning } from '../wechat-compiler';
import type { AppId, MeasuredApp } from './apps';
import { reachable } from './reachable';

/** Every file that WeChat would ship, by path from the app's root. */
export type CompiledApp = ReadonlyMap<string, Uint8Array>;

/**
 * Makes the app in a temporary folder, puts what WeChat's npm build makes of its package into it, runs WeChat's compiler, and tidies up.
 * @throws WechatCompilerError when the compiler refuses, or warns about a package of ours
 */
export function compileApp(app: MeasuredApp, settings: Partial<CompileSettings> = {}): Promise<CompiledApp> {
  return inFolder(
    app.id,
    sources([app], () => PAGE),
    settings,
    async (project) => {
      if (app.install) writeFiles(join(project.dir, NPM), await packagesOf(app));
      return compile(project, warningsOf(app));
    },
  );
}

/**
 * The same for apps of one package, as pages of one app: starting WeChat's compiler takes longer than compiling a component, and it makes
 * of each file the same in every app. What a page does not need is left out again.
 */
export async function compileTogether(apps: readonly MeasuredApp[]): Promise<ReadonlyMap<AppId, CompiledApp>> {
  const pageOf = ({ id }: MeasuredApp): string => `pages/${id}/index`;
  const withPackage = apps.find(({ install }) => install !== undefined);
  const files = await inFolder('together', sources(apps, pageOf), {}, async (project) => {
    if (withPackage) writeFiles(join(project.dir, NPM), await packagesOf(withPackage));
    return compile(project);
  });
  const shared = [...files].filter(([path]) => !path.includes('/'));
  return new Map(
    apps.map((app) => {
      const own = [...reachable(files, pageOf(app))].map((path) => [path.replace(pageOf(app), PAGE), files.get(path)!] as const);
      const appJson = Buffer.from(JSON.stringify(appJsonOf([PAGE])));
      return [app.id, new Map([...shared, ...own, ['app.json', appJson]])];
    }),
  );
}

/** Where the one page of an app is. */
const PAGE = 'pages/index/index';

/** The folder that WeChat's npm build writes. */
const NPM = 'miniprogram_npm';

/** Files of that folder by what the app's `package.json` names: they are the same in every app, and take a second each time. */
const built = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

function packagesOf(app: MeasuredApp): Promise<ReadonlyMap<string, Uint8Array>> {
  const key = JSON.stringify(app.dependencies);
  const known =
    built.get(key) ??
    inFolder(
      app.id,
      sources([app], () => PAGE),
      {},
      async (project) => {
        app.install?.(project.dir);
        await packNpm(project, warningsOf(app));
        const folder = join(project.dir, NPM);
        return new Map((await filesBelow(folder)).map((path) => [path, readFileSync(join(folder, path))]));
      },
    );
  built.set(key, known);
  return known;
}

/** What hears of warnings: about other people's packages there may be some, about ours there may not. */
const warningsOf = ({ foreign }: MeasuredApp): OnWarning | undefined => (foreign ? () => undefined : undefined);

/** Gives `use` a project of these files in a folder of its own. */
async function inFolder<Result>(
  name: string,
  files: Readonly<Record<string, string>>,
  settings: Partial<CompileSettings>,
  use: (project: MiniProgramProject) => Promise<Result>,
): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), `authing-miniapp-${name}-`));
  try {
    writeFiles(dir, new Map(Object.entries(files)));
    return await use(createProject(dir, { settings }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function writeFiles(dir: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

const appJsonOf = (pages: readonly string[]): object => ({ pages, lazyCodeLoading: 'requiredComponents' });

/** The least that is a mini program, plus what uses the package, on a page for each app. */
function sources(apps: readonly MeasuredApp[], pageOf: (app: MeasuredApp) => string): Record<string, string> {
  const dependencies = Object.assign({}, ...apps.map((app) => app.dependencies)) as Record<string, string>;
  return {
    'package.json': JSON.stringify({ name: 'measured-app', version: '1.0.0', dependencies }),
    'app.json': JSON.stringify(appJsonOf(apps.map(pageOf))),
    'app.js': 'App({});',
    ...Object.assign({}, ...apps.map((app) => pageSources(app, pageOf(app)))),
  };
}

function pageSources({ components, requires, page }: MeasuredApp, path: string): Record<string, string> {
  const tags = Object.keys(components);
  return {
    [`${path}.json`]: JSON.stringify(tags.length > 0 ? { usingComponents: components } : {}),
    [`${path}.js`]: page ?? (requires === undefined ? 'Page({});' : `const used = require('${requires}');\nPage({ used });`),
    [`${path}.wxml`]: ['<view></view>', ...tags.map((tag) => `<${tag}></${tag}>`)].join(''),
  };
}
