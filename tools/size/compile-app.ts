import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow } from '../build/files';
import { compile, createProject, packNpm, type CompileSettings, type MiniProgramProject, type OnWarning } from '../wechat-compiler';
import type { MeasuredApp } from './apps';

/** Every file that WeChat would ship, by path from the app's root. */
export type CompiledApp = ReadonlyMap<string, Uint8Array>;

/**
 * Makes the app in a temporary folder, puts what WeChat's npm build makes of its package into it, runs WeChat's compiler, and tidies up.
 * @throws WechatCompilerError when the compiler refuses, or warns about a package of ours
 */
export function compileApp(app: MeasuredApp, settings: Partial<CompileSettings> = {}): Promise<CompiledApp> {
  return inFolder(app, settings, async (project, tolerant) => {
    if (app.install) writeFiles(join(project.dir, NPM), await packagesOf(app));
    return compile(project, tolerant);
  });
}

/** The folder that WeChat's npm build writes. */
const NPM = 'miniprogram_npm';

/** Files of that folder by what the app's `package.json` names: they are the same in every app, and take a second each time. */
const built = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

function packagesOf(app: MeasuredApp): Promise<ReadonlyMap<string, Uint8Array>> {
  const key = JSON.stringify(app.dependencies);
  const known =
    built.get(key) ??
    inFolder(app, {}, async (project, tolerant) => {
      app.install?.(project.dir);
      await packNpm(project, tolerant);
      const folder = join(project.dir, NPM);
      return new Map((await filesBelow(folder)).map((path) => [path, readFileSync(join(folder, path))]));
    });
  built.set(key, known);
  return known;
}

/** Gives `use` the app in a folder of its own, without packages, and what is to hear of warnings about those of others. */
async function inFolder<Result>(
  app: MeasuredApp,
  settings: Partial<CompileSettings>,
  use: (project: MiniProgramProject, tolerant: OnWarning | undefined) => Promise<Result>,
): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), `authing-miniapp-${app.id}-`));
  try {
    writeFiles(dir, new Map(Object.entries(sources(app))));
    return await use(createProject(dir, { settings }), app.foreign ? () => undefined : undefined);
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

/** The least that is a mini program, plus what uses the package. */
function sources({ components, requires, page, dependencies }: MeasuredApp): Record<string, string> {
  const tags = Object.keys(components);
  return {
    'package.json': JSON.stringify({ name: 'measured-app', version: '1.0.0', dependencies }),
    'app.json': JSON.stringify({ pages: ['pages/index/index'], lazyCodeLoading: 'requiredComponents' }),
    'app.js': 'App({});',
    'pages/index/index.json': JSON.stringify(tags.length > 0 ? { usingComponents: components } : {}),
    'pages/index/index.js': page ?? (requires === undefined ? 'Page({});' : `const used = require('${requires}');\nPage({ used });`),
    'pages/index/index.wxml': ['<view></view>', ...tags.map((tag) => `<${tag}></${tag}>`)].join(''),
  };
}
