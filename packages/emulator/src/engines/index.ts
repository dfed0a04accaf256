/**
 * Mount a built component in a Node test (jest's jsdom environment) and judge it from outside, on either component engine:
 *
 * - `simulate`: miniprogram-simulate, WeChat's classic engine with the official WXML compiler;
 * - `glass-easel`: the newer one. Both are on phones today.
 *
 * ```ts
 * /** @jest-environment jsdom *\/
 * describe.each(engineNames)('login-button on %s', (name) => {
 *   const engine = createEngine(name);
 *   beforeEach(() => engine.restart());                    // a fresh app: no module state of the test before
 *   afterEach(() => expect(engine.problems).toEqual([]));  // nothing thrown or warned on the way
 *
 *   it('signs in', async () => {
 *     globalThis.wx = device.wx;                            // the test provides wx, getApp and getCurrentPages
 *     const button = engine.mount('miniprogram_dist/components/login-button/index', { properties: { mode: 'silent' } });
 *     button.nativeButton().tap();
 *     await settled();
 *     expect(button.events).toEqual([{ name: 'login', detail: { user, mode: 'silent' } }]);
 *   });
 * });
 * ```
 *
 * The component is mounted as a user would mount it: inside a page whose WXML passes the properties and binds the events.
 * Its code runs with what a device has: `window`, `document`, `URL`, `FormData`, `Buffer`, `process` … are undefined in it.
 */
import type { Compilers } from './app-modules';
import type { Engine, EngineName, ViewSettings } from './engine';

export type { Engine, EngineName, Mounted, MountOptions, MountedPage, NativeElement, Part, RecordedEvent, ViewSettings } from './engine';
export { resultEvents } from './engine';
export { copyPackage, type PackageCopy } from './package-copy';
export { AppModules, typeScriptCompiler, type Compilers } from './app-modules';

/** Both engines, for `describe.each`. */
export const engineNames: readonly EngineName[] = ['simulate', 'glass-easel'];

/* eslint-disable @typescript-eslint/no-require-imports -- An engine takes its time to load, and most tests need one or none. */
const engines = {
  simulate: () => (require('./simulate') as typeof import('./simulate')).createSimulateEngine,
  'glass-easel': () => (require('./glass-easel') as typeof import('./glass-easel')).createGlassEaselEngine,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * A new engine with a freshly started app in it. Needs a DOM (jest's `jsdom` environment).
 * @param view how its view differs from the logic layer; by default not at all
 * @param compilers for components that are not written in JavaScript
 */
export const createEngine = (name: EngineName, view?: Partial<ViewSettings>, compilers?: Compilers): Engine =>
  engines[name]()(view, compilers);
