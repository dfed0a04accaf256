import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile, createProject, packNpm, type CompileSettings } from '../wechat-compiler';
import type { MeasuredApp } from './apps';

/** Every file that WeChat would ship, by path from the app's root. */
export type CompiledApp = ReadonlyMap<string, Uint8Array>;

/**
 * Makes the app in a temporary folder, installs its package, runs WeChat's npm build and compiler, and tidies up.
 * @throws WechatCompilerError when the compiler refuses, or warns about a package of ours
 */
export async function compileApp(app: MeasuredApp, settings: Partial<CompileSettings> = {}): Promise<CompiledApp> {
  const dir = mkdtempSync(join(tmpdir(), `authing-miniapp-${app.id}-`));
  const tolerant = app.foreign ? (): void => undefined : undefined;
  try {
    for (const [path, content] of Object.entries(sources(app))) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    const project = createProject(dir, { settings });
    app.install?.(dir);
    if (app.install) await packNpm(project, tolerant);
    rmSync(join(dir, 'node_modules'), { recursive: true, force: true }); // built; of no more use to the app
    return await compile(project, tolerant);
  } finally {
    rmSync(dir, { recursive: true, force: true });
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
