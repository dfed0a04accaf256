import { join } from 'node:path';
import { createEngine, type Engine, type Mounted } from 'authing-miniapp-emulator/engines';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { AppId } from '../tools/size/apps';
import type { CompiledApp } from '../tools/size/compile-app';
import { installDom } from '../tools/size/dom';
import { withAppOnDisk } from './scene';

/** A button to be mounted: where it is, and how a page writes it. */
interface Contender {
  readonly id: AppId;
  /** From the app's root. */
  readonly component: string;
  /** Text goes where the component takes it. */
  readonly wxml: string;
}

export const contenders: readonly [Contender, ...Contender[]] = [
  {
    id: 'login-button',
    component: 'miniprogram_npm/authing-miniapp/components/login-button/index',
    wxml: '<subject wx:for="{{keys}}" wx:key="*this" type="primary" text="Sign in" bind:login="noop"></subject>',
  },
  {
    id: 'tdesign-button',
    component: 'miniprogram_npm/tdesign-miniprogram/button/button',
    wxml: '<subject wx:for="{{keys}}" wx:key="*this" theme="primary" open-type="getUserInfo" bind:getuserinfo="noop">Sign in</subject>',
  },
  {
    id: 'vant-button',
    component: 'miniprogram_npm/@vant/weapp/button/index',
    wxml: '<subject wx:for="{{keys}}" wx:key="*this" type="primary" open-type="getUserInfo" bind:getuserinfo="noop">Sign in</subject>',
  },
];

/** How long one button takes from the page's `setData` to being attached, in microseconds. */
export interface MountResult {
  readonly id: AppId;
  readonly medianMicroseconds: number;
  readonly p90Microseconds: number;
  /** Median over the rounds of ours divided by this one's, both measured in the same round. */
  readonly oursToThis: number;
}

export interface MountOptions {
  readonly warmUp: number;
  readonly rounds: number;
}

/**
 * Mounts one button of each kind over and over on glass-easel, in turn: forth in one round, back in the next, so that
 * whatever slows the machine down slows all of them. Modules are loaded and templates compiled beforehand.
 */
export async function measureMounting(apps: ReadonlyMap<AppId, CompiledApp>, { warmUp, rounds }: MountOptions): Promise<MountResult[]> {
  const removeDom = installDom();
  const wechat = createWeChat();
  Object.assign(globalThis, { wx: wechat.device.wx, getApp: () => ({ authing: { appId: 'bench' } }), getCurrentPages: () => [] });
  try {
    return await withStages(apps, [...contenders], async (stages) => {
      const times = new Map<AppId, number[]>(contenders.map(({ id }) => [id, []]));
      for (let round = -warmUp; round < rounds; round += 1) {
        for (const { id, mountOne } of round % 2 === 0 ? stages : [...stages].reverse()) {
          const microseconds = mountOne(round);
          if (round >= 0) times.get(id)?.push(microseconds);
        }
        await new Promise((resolve) => setImmediate(resolve)); // what a component left for later runs between the rounds
      }
      return results(times);
    });
  } finally {
    wechat.device.kill();
    removeDom();
    ['wx', 'getApp', 'getCurrentPages'].forEach((name) => Reflect.deleteProperty(globalThis, name));
  }
}

interface Stage {
  readonly id: AppId;
  /** @returns microseconds */
  mountOne(key: number): number;
}

/** Opens one page for each contender, all alive at once. */
function withStages<Result>(
  apps: ReadonlyMap<AppId, CompiledApp>,
  remaining: readonly Contender[],
  use: (stages: readonly Stage[]) => Promise<Result>,
  stages: readonly Stage[] = [],
): Promise<Result> {
  const [next, ...rest] = remaining;
  if (!next) return use(stages);
  const page = {
    'stage/index.js': 'Component({ properties: { keys: Array }, methods: { noop: function () {} } });',
    'stage/index.json': JSON.stringify({ component: true, usingComponents: { subject: `../${next.component}` } }),
    'stage/index.wxml': next.wxml,
  };
  return withAppOnDisk(apps.get(next.id) ?? new Map(), page, (dir) => {
    const engine = createEngine('glass-easel');
    const mounted = engine.mount(join(dir, 'stage/index'), { properties: { keys: [] } });
    return withStages(apps, rest, use, [...stages, stageOn(next.id, engine, mounted)]).finally(() => engine.restart());
  });
}

function stageOn(id: AppId, engine: Engine, mounted: Mounted): Stage {
  return {
    id,
    mountOne(key) {
      const start = process.hrtime.bigint();
      mounted.setProperties({ keys: [key] });
      const end = process.hrtime.bigint();
      if (mounted.natives('button').length !== 1) throw new Error(`${id} did not appear: ${engine.problems.join('; ')}`);
      mounted.setProperties({ keys: [] });
      return Number(end - start) / 1000;
    },
  };
}

function results(times: ReadonlyMap<AppId, readonly number[]>): MountResult[] {
  const ours = times.get(contenders[0].id) ?? [];
  return [...times].map(([id, sample]) => ({
    id,
    medianMicroseconds: median(sample),
    p90Microseconds: quantile(sample, 0.9),
    oursToThis: median(sample.map((time, round) => (ours[round] ?? NaN) / time)),
  }));
}

/** The value below which the given share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('An empty sample has no quantile.');
  return value;
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);
