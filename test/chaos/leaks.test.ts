import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { builtApp } from './host/built-app';
import { compiledFiles } from './host/device-modules';
import { needsCode, widgetKinds } from './host/widget';
import { beginVirtualTime } from './clock/virtual-time';
import { plainSetting } from './schedule/arbitrary';
import { World } from './world/world';
import type { AppUnderTest } from './world/world';
import { accept } from './steps';

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
      const world = await World.create({ ...plainSetting, firstPage: widgetKinds }, watching(components));
      await time.advance(1000);
      for (const [number, kind] of widgetKinds.entries()) {
        if (needsCode(kind)) world.perform(accept(number, 0), number);
        await time.advance(wait);
      }
      world.closeAllPages();
      await time.advance(120_000);
      // Another page of the same app: the library's modules live on.
      world.perform({ after: 0, do: 'open', widgets: ['login'] }, 99);
      await time.advance(1000);
      collectGarbage();
      const alive = components.map((component) => component.deref() !== undefined);
      expect(alive).toEqual([...widgetKinds.map(() => false), true]);
      await world.end();
    } finally {
      time.end();
    }
  });
});

/** The built app, with a weak hand on each component it attaches. */
function watching(components: WeakRef<object>[]): AppUnderTest {
  const app = builtApp(compiledFiles(resolve('miniprogram_dist')));
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
