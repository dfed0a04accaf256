import { join } from 'node:path';
import { threeComponents, type ComponentName } from '../../tools/size/apps';
import type { CompiledApp } from '../../tools/size/compile-app';
import { definePart } from '../part';
import { withAppOnDisk, withScene, type Scene } from '../scene';

/** What a page full of buttons costs until it stands still. */
export interface GrowthResult {
  /** Whether somebody had signed in before the app started. */
  readonly signedIn: boolean;
  readonly component: ComponentName | 'all three, in turn';
  readonly buttons: number;
  readonly logins: number;
  readonly storageReads: number;
  readonly requests: number;
  /** The most `setData` calls that any one button made. */
  readonly setDataPerButton: number;
}

const counts = [1, 10, 100];
const SETTLING_MS = 5_000;

/** Opens a page with N components, for several N, and counts what they do before anyone taps. */
export async function measureGrowth(app: CompiledApp): Promise<GrowthResult[]> {
  const results: GrowthResult[] = [];
  for (const component of [...threeComponents, 'all three, in turn'] as const) {
    for (const signedIn of [true, false]) {
      for (const buttons of counts) results.push(await countWork(app, component, buttons, signedIn));
    }
  }
  return results;
}

function countWork(app: CompiledApp, component: GrowthResult['component'], buttons: number, signedIn: boolean): Promise<GrowthResult> {
  const names = component === 'all three, in turn' ? threeComponents : [component];
  return withAppOnDisk(app, {}, (dir) =>
    withScene(async (scene) => {
      const { engine, server, wxCalls, pass } = scene;
      const path = (name: ComponentName | undefined): string => join(dir, `miniprogram_npm/authing-miniapp/components/${name}/index`);
      if (signedIn) await signIn(scene, path('login-button'));
      const page = engine.mountPage(Array.from({ length: buttons }, (_, index) => ({ component: path(names[index % names.length]) })));
      await pass(SETTLING_MS);
      const calls = (...apis: string[]): number => apis.reduce((sum, api) => sum + (wxCalls.get(api) ?? 0), 0);
      return {
        component,
        signedIn,
        buttons,
        logins: calls('login'),
        storageReads: calls('getStorageSync', 'getStorage', 'batchGetStorage', 'batchGetStorageSync'),
        requests: server.requests.all.length,
        setDataPerButton: Math.max(...page.parts.map(({ setDataCalls }) => setDataCalls.length)),
      };
    }),
  );
}

async function signIn({ engine, pass, press, restart }: Scene, loginButton: string): Promise<void> {
  const button = engine.mount(loginButton);
  await pass(SETTLING_MS);
  press(button);
  await pass(SETTLING_MS);
  if (button.events[0]?.name !== 'login') throw new Error(`The sign-in before the measurement failed: ${JSON.stringify(button.events)}`);
  restart();
}

/**
 * An app that nobody signed in to reads Storage once more, for the session that the predecessor may have left; until
 * somebody signs in there is nothing that could say it need not look.
 */
const storageReadsAllowed = ({ signedIn }: GrowthResult): number => (signedIn ? 1 : 2);

/** What is more than it may be: one wx.login, one Storage read, as many `setData` calls a button as a single one makes. */
export function growthFaults(results: readonly GrowthResult[]): string[] {
  const most = Math.max(...results.filter(({ buttons }) => buttons === 1).map(({ setDataPerButton }) => setDataPerButton));
  return results.flatMap((result) => {
    const what = `${result.buttons} x ${result.component}${result.signedIn ? '' : ', nobody signed in'}`;
    return [
      ...(result.logins > 1 ? [`${what}: ${result.logins} wx.login instead of one.`] : []),
      ...(result.storageReads > storageReadsAllowed(result) ? [`${what}: ${result.storageReads} Storage reads.`] : []),
      ...(result.setDataPerButton > most ? [`${what}: ${result.setDataPerButton} setData a button, ${most} for a button alone.`] : []),
    ];
  });
}

export const growthPart = definePart<readonly GrowthResult[]>({
  id: 'growth',
  measure({ app, say }) {
    say('pages with 1, 10 and 100 components, until they stand still');
    return app('components').then(measureGrowth);
  },
  section: (results) => ({
    title: { en: 'A page that stands still', zh: '静止的页面' },
    about: {
      en: 'A page with many components is opened, and nobody touches it: everything it does in the first 5 seconds, counted.',
      zh: '打开有许多组件的页面，无人触摸：头 5 秒内所做的一切，计数。',
    },
    tables: [
      {
        head: [
          { en: 'components', zh: '组件' },
          { en: 'how many', zh: '数量' },
          { en: 'somebody signed in before', zh: '先前已登录' },
          '`wx.login`',
          { en: 'Storage reads', zh: '读 Storage' },
          { en: 'requests', zh: '请求' },
          { en: '`setData` a component', zh: '每个组件的 `setData`' },
        ],
        rows: results.map(({ component, signedIn, buttons, logins, storageReads, requests, setDataPerButton }) => [
          component === 'all three, in turn' ? { en: component, zh: '三个组件轮流' } : `\`${component}\``,
          String(buttons),
          signedIn ? { en: 'yes', zh: '是' } : { en: 'no', zh: '否' },
          ...[logins, storageReads, requests, setDataPerButton].map(String),
        ]),
      },
    ],
    charts: [],
  }),
  goals: () => [],
  faults: growthFaults,
});
