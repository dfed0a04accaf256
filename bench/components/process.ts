/** A process that mounts components; run-process.ts starts it. The clock is virtual, so that no limit of WeChat's is measured. */
import { install } from '@sinonjs/fake-timers';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { installDom } from '../../tools/size/dom';
import { inTurn, median } from '../statistics';
import type { Stage } from './contenders';
import { recordTemplates, replayTemplates } from './recorded-templates';
import type { MemoryOrder, MemorySample, MountOrder, MountSample, Order } from './run-process';

const order = JSON.parse(process.argv[2] ?? '') as Order;
const { templates } = order;
const written = 'record' in templates ? recordTemplates(templates.record) : replayTemplates(templates.replay);
// After the template compiler has its stand-in.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { createEngine } = require('authing-miniapp-emulator/engines') as typeof import('authing-miniapp-emulator/engines');

installDom();
const clock = install({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'], shouldClearNativeTimers: true });
const { wx } = createWeChat().device;
/** WeChat's answer takes its time, and nothing of ours. */
const login = ({ success }: { success: (answer: { code: string; errMsg: string }) => void }): void => {
  setTimeout(() => success({ code: 'code', errMsg: 'login:ok' }), 50);
};
Object.assign(globalThis, {
  wx: new Proxy(wx, { get: (target, name) => (name === 'login' ? login : (Reflect.get(target, name, target) as unknown)) }),
  getApp: () => ({ authing: { appId: 'bench' } }),
  getCurrentPages: () => [],
});

interface Page {
  readonly id: Stage['id'];
  show(keys: readonly number[]): void;
  disable(off: boolean): void;
  /** Throws unless that many stand there. */
  expect(count: number): void;
}

function openPage({ id, page }: Stage): Page {
  const engine = createEngine(order.engine);
  const mounted: Mounted = engine.mount(page, { properties: { keys: [], off: false } });
  return {
    id,
    show: (keys) => mounted.setProperties({ keys }),
    disable: (off) => mounted.setProperties({ off }),
    expect(count) {
      const found = mounted.natives('button').length;
      if (found !== count) throw new Error(`${found} of ${count} ${id} stand there: ${engine.problems.join('; ')}`);
      if (engine.problems.length > 0) throw new Error(engine.problems.join('; '));
    },
  };
}

/** What components left for later happens between the measurements, with WeChat's four logins a second kept far away. */
async function settle(): Promise<void> {
  await clock.tickAsync(1_000);
}

function timed(act: () => void): number {
  const start = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - start) / 1000;
}

async function measureMounting(pages: readonly Page[], { counts, budget }: MountOrder): Promise<MountSample[]> {
  const samples: MountSample[] = [];
  let key = 0;
  for (const count of counts) {
    const times = new Map(pages.map(({ id }) => [id, { mount: [] as number[], update: [] as number[], unmount: [] as number[] }]));
    const end = performance.now() + budget * 1.5;
    const warm = performance.now() + budget / 2;
    for (let round = 0; performance.now() < end || round < 8; round += 1) {
      const measured = performance.now() >= warm && round > 2;
      for (const page of inTurn(pages, round)) {
        const keys = Array.from({ length: count }, () => (key += 1));
        const mount = timed(() => page.show(keys));
        await settle();
        if (round === 0) page.expect(count);
        const update = timed(() => page.disable(true));
        const unmount = timed(() => page.show([]));
        page.disable(false);
        await settle();
        if (!measured) continue;
        const own = times.get(page.id)!;
        own.mount.push(mount);
        own.update.push(update);
        own.unmount.push(unmount);
      }
    }
    samples.push(...pages.map(({ id }) => ({ id, count, ...times.get(id)! })));
  }
  return samples;
}

const heap = (): number => {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

async function measureMemory(pages: readonly Page[], { mounted, cycles, cycled }: MemoryOrder): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  for (const page of pages) {
    const cycle = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) {
        page.show([i]);
        clock.tick(100);
        page.show([]);
        // Promises of the components, and what jsdom left for later.
        if (i % 20 === 0) await settle();
      }
      await settle();
    };
    await cycle(cycled.includes(page.id) ? cycles / 10 : 100);
    const held: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const before = heap();
      page.show(Array.from({ length: mounted }, (_, index) => index));
      await settle();
      page.expect(mounted);
      held.push((heap() - before) / mounted);
      page.show([]);
      await settle();
    }
    const before = heap();
    if (cycled.includes(page.id)) await cycle(cycles);
    samples.push({ id: page.id, held: median(held), ...(cycled.includes(page.id) && { growth: (heap() - before) / cycles }) });
  }
  return samples;
}

async function main({ work, stages }: Order): Promise<void> {
  const pages = stages.map(openPage);
  const samples = work.kind === 'mount' ? await measureMounting(pages, work) : await measureMemory(pages, work);
  written?.();
  console.log(`\n${JSON.stringify(samples)}`);
  process.exit(0);
}

main(order).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
