import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { install } from '@sinonjs/fake-timers';
import { createEngine } from 'authing-miniapp-emulator/engines';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { CompiledApp } from './compile-app';
import { installDom } from './dom';
import type { FileWeight, Weight } from './weight';

/** Long enough for whatever a component starts on its own once it is on screen. */
const SETTLING_MS = 2_000;

/**
 * Shows a page with the given components, waits until nothing more happens, and tells which modules were evaluated by
 * then: what a user waits for before the first tap. The code is the compiled app's, byte for byte.
 * @param components paths from the app's root, without extension
 */
export async function evaluatedBeforeTap(app: CompiledApp, components: readonly string[]): Promise<Weight> {
  const dir = mkdtempSync(join(tmpdir(), 'authing-miniapp-evaluated-'));
  const seen = new Set<string>();
  const removeDom = installDom();
  const clock = install({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const globals = {
    authingMiniappEvaluated: (path: string) => seen.add(path),
    wx: createWeChat().device.wx,
    getApp: () => ({ authing: { appId: 'measured' } }),
    getCurrentPages: () => [],
  };
  try {
    Object.assign(globalThis, globals);
    writeInstrumented(app, dir);
    const engine = createEngine('glass-easel');
    engine.mountPage(components.map((component) => ({ component: join(dir, component) })));
    await clock.tickAsync(SETTLING_MS);
    if (engine.problems.length > 0) throw new Error(`The page could not be shown: ${engine.problems.join('; ')}`);
    engine.restart();
  } finally {
    clock.uninstall();
    removeDom();
    Object.keys(globals).forEach((name) => Reflect.deleteProperty(globalThis, name));
    rmSync(dir, { recursive: true, force: true });
  }
  const files = [...seen]
    .map((path): FileWeight => ({ path, bytes: app.get(path)?.byteLength ?? 0 }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}

/** Every module reports itself first; a `use strict` stays where it counts. */
function writeInstrumented(app: CompiledApp, dir: string): void {
  for (const [path, content] of app) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    const report = `globalThis.authingMiniappEvaluated(${JSON.stringify(path)});`;
    writeFileSync(
      join(dir, path),
      path.endsWith('.js')
        ? Buffer.from(content)
            .toString('utf8')
            .replace(/^((?:"use strict"|'use strict');)?/, (strict) => strict + report)
        : content,
    );
  }
}
