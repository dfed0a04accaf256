import type { AppUnderTest } from './apps/app-under-test';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { builtApp } from './apps/built-app';
import { builtFiles } from './light-engine/device-modules';
import { needsCode, widgetKinds } from './apps/widget-kinds';
import { beginVirtualTime } from './simulation/virtual-time';
import { Simulation } from './simulation/simulation';
import { accept, plainSetting } from './schedule/plain';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('when all pages are closed', () => {
  it.each([
    ['after a sign-in', 5000],
    ['in the middle of one', 150],
  ])('nothing of the running app holds on to a component: %s', async (_, wait) => {
    const components: WeakRef<object>[] = [];
    const time = beginVirtualTime();
    try {
      const simulation = await Simulation.create({ ...plainSetting, firstPage: widgetKinds }, watching(components));
      await time.advance(1000);
      for (const [number, kind] of widgetKinds.entries()) {
        if (needsCode(kind)) simulation.perform(accept(number, 0), number);
        await time.advance(wait);
      }
      simulation.closeAllPages();
      await time.advance(120_000);
      // Another page of the same app: the library's modules live on.
      simulation.perform({ after: 0, do: 'open', widgets: ['login'] }, 99);
      await time.advance(1000);
      collectGarbage();
      const alive = components.map((component) => component.deref() !== undefined);
      expect(alive).toEqual([...widgetKinds.map(() => false), true]);
      await simulation.end();
    } finally {
      time.end();
    }
  });
});

/** The built app, with a weak hand on each component it attaches. */
function watching(components: WeakRef<object>[]): AppUnderTest {
  const app = builtApp(builtFiles(resolve('miniprogram_dist')));
  return {
    ...app,
    launch(launch) {
      const running = app.launch(launch);
      return {
        ...running,
        attach(options) {
          const widget = running.attach(options);
          components.push(new WeakRef(widget.instance));
          return widget;
        },
      };
    },
  };
}
