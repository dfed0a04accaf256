/** What a long day of one person costs WeChat's quotas and the network, in virtual time, beside the predecessor's documented flow. */
import { join } from 'node:path';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { definePart, type Bench, type GoalFigure, type Section, type Words } from '../part';
import { bytes } from '../report/figures';
import { withAppOnDisk, withScene, type Scene } from '../scene';

const VIEWS = 1_000;
const VIEW_MS = 10_000;
/** Time that a sign-in takes of a view, and more. */
const SIGN_IN_MS = 3_000;
/** Of those who sign in: on every tenth page. */
const VIEWS_PER_SIGN_IN = 10;
/** From one page to the next. */
const TRANSITION_MS = 300;
/** What WeChat's page stack holds. */
const STACK = 10;

/** `wx.login` calls that WeChat allows a page view (facts of its documentation: twice the page views a day). */
const LOGINS_ALLOWED = 2 * VIEWS;

type Movement = 'replaced' | 'stacked' | 'still';

/** Per 1,000 page views. */
export interface DayResult {
  readonly who: 'authing-miniapp' | 'authing-wxapp-sdk';
  readonly movement: Movement;
  readonly signIns: number;
  readonly logins: number;
  readonly storageReads: number;
  readonly storageWrites: number;
  readonly requests: number;
}

interface Case {
  readonly who: DayResult['who'];
  readonly movement: Movement;
  readonly signsIn: boolean;
}

const cases: readonly Case[] = (['authing-miniapp', 'authing-wxapp-sdk'] as const).flatMap((who) => [
  ...(['replaced', 'stacked'] as const).flatMap((movement) => [false, true].map((signsIn) => ({ who, movement, signsIn }))),
  { who, movement: 'still' as const, signsIn: false },
]);

/** One open page, and how one signs in on it. */
interface Page {
  hide(): void;
  show(): void;
  close(): void;
  signIn(): Promise<void>;
}

async function measure(bench: Bench): Promise<DayResult[]> {
  const results: DayResult[] = [];
  for (const { who, movement, signsIn } of cases) {
    bench.say(`${VIEWS} pages of ${who}: ${movement}${signsIn ? ', with sign-ins' : ''}`);
    const app = await bench.app(who === 'authing-miniapp' ? 'login-button' : 'authing-wxapp-sdk');
    results.push(
      await withAppOnDisk(app, {}, (dir) =>
        withScene(async (scene) => {
          const open = who === 'authing-miniapp' ? ourPages(scene, dir) : predecessorPages(scene, dir);
          const signIns = await live(scene, open, movement, signsIn);
          const calls = (name: RegExp): number => [...scene.wxCalls].reduce((sum, [api, count]) => (name.test(api) ? sum + count : sum), 0);
          return {
            who,
            movement,
            signIns,
            logins: calls(/^login$/),
            storageReads: calls(/^(batchG|g)etStorage(Sync)?$/),
            storageWrites: calls(/^((batchS|s)et|remove|clear)Storage(Sync)?$/),
            requests: scene.server.requests.all.length,
          };
        }),
      ),
    );
  }
  return results;
}

/** @returns how often somebody signed in */
async function live({ pass }: Scene, open: () => Page, movement: Movement, signsIn: boolean): Promise<number> {
  let stack: Page[] = [];
  let signIns = 0;
  for (let view = 0; view < VIEWS; view += 1) {
    const top = stack.at(-1);
    if (!top) stack = [open()];
    else if (movement === 'still') await pass(TRANSITION_MS);
    else if (movement === 'replaced') {
      top.close();
      await pass(TRANSITION_MS);
      stack = [open()];
    } else if (movement === 'stacked' && stack.length < STACK) {
      top.hide();
      stack.push(open());
    } else if (movement === 'stacked') {
      stack.splice(1).forEach((page) => page.close());
      stack[0]?.show();
    }
    const signing = signsIn && view % VIEWS_PER_SIGN_IN === VIEWS_PER_SIGN_IN - 1;
    if (signing) {
      await pass(VIEW_MS - 2 * SIGN_IN_MS);
      await stack.at(-1)?.signIn();
      signIns += 1;
    }
    await pass(signing ? SIGN_IN_MS : VIEW_MS);
  }
  return signIns;
}

function ourPages({ engine, press, pass }: Scene, dir: string): () => Page {
  const component = join(dir, 'miniprogram_npm/authing-miniapp/components/login-button/index');
  return () => {
    const page = engine.mountPage([{ component }]);
    const button = page.parts[0] as Mounted;
    return {
      hide: () => page.hide(),
      show: () => page.show(),
      close: () => page.unload(),
      async signIn() {
        press(button);
        await pass(SIGN_IN_MS);
        if (button.events.at(-1)?.name !== 'login') throw new Error(`A tap ended in ${JSON.stringify(button.events.at(-1))}.`);
      },
    };
  };
}

interface Predecessor {
  loginByCode(code: string): Promise<unknown>;
}

/** Its README makes one client when the module loads, and calls `wx.login` when somebody signs in. */
function predecessorPages({ engine, appId, host, pass }: Scene, dir: string): () => Page {
  const { AuthenticationClient } = engine.require(join(dir, 'miniprogram_npm/authing-wxapp-sdk/index')) as {
    AuthenticationClient: new (options: { appId: string; host: string }) => Predecessor;
  };
  const client = new AuthenticationClient({ appId, host });
  const nothing = (): void => undefined;
  return () => ({
    hide: nothing,
    show: nothing,
    close: nothing,
    async signIn() {
      const signedIn = new Promise<{ code: string }>((resolve, reject) => wx.login({ success: resolve, fail: reject })).then(({ code }) =>
        client.loginByCode(code),
      );
      await pass(SIGN_IN_MS);
      await signedIn;
    },
  });
}

const movements: Record<Movement, Words> = {
  replaced: { en: 'each page in place of the last', zh: '每页替换前一页' },
  stacked: { en: 'pages on top of one another, up to ten', zh: '页面叠放，至多十层' },
  still: { en: 'one page, for as long', zh: '只有一页，时长相同' },
};

function section(results: readonly DayResult[]): Section {
  return {
    title: { en: 'A long day', zh: '漫长的一天' },
    about: {
      en:
        `One person views ${bytes(VIEWS)} pages with a \`login-button\`, ${VIEW_MS / 1000} seconds each, in virtual time; without signing in, and ` +
        `signing in on every tenth page. WeChat allows ${bytes(LOGINS_ALLOWED)} \`wx.login\` for as many page views. Beside it the flow of the ` +
        'README of `authing-wxapp-sdk`, which has no code before the tap and fetches one in it.',
      zh:
        `一个人在虚拟时间里浏览 ${bytes(VIEWS)} 个带 \`login-button\` 的页面，每页 ${VIEW_MS / 1000} 秒；不登录，或每十页登录一次。` +
        `微信允许同样多的页面浏览调用 ${bytes(LOGINS_ALLOWED)} 次 \`wx.login\`。并列的是 \`authing-wxapp-sdk\` 的 README 所写流程：点按之前没有 code，点按时才取。`,
    },
    tables: [
      {
        head: [
          { en: 'package', zh: '包' },
          { en: 'pages', zh: '页面' },
          { en: 'sign-ins', zh: '登录' },
          '`wx.login`',
          { en: 'Storage reads', zh: '读 Storage' },
          { en: 'Storage writes', zh: '写 Storage' },
          { en: 'requests', zh: '请求' },
        ],
        rows: results.map(({ who, movement, signIns, logins, storageReads, storageWrites, requests }) => [
          `\`${who}\``,
          movements[movement],
          ...[signIns, logins, storageReads, storageWrites, requests].map(bytes),
        ]),
      },
    ],
    charts: [
      {
        name: 'performance-day',
        title: { en: '`wx.login` in 1,000 page views; WeChat allows 2,000', zh: '1,000 次页面浏览中的 `wx.login`；微信允许 2,000 次' },
        bars: results
          .filter(({ who }) => who === 'authing-miniapp')
          .map(({ movement, signIns, logins }) => ({
            label: `${movement}, ${signIns} sign-ins`,
            value: logins,
            text: bytes(logins),
            ours: true,
          })),
      },
    ],
  };
}

function goals(results: readonly DayResult[]): GoalFigure[] {
  const find = (movement: Movement): DayResult | undefined =>
    results.find((one) => one.who === 'authing-miniapp' && one.movement === movement && one.signIns === 0);
  const still = find('still');
  return (['replaced', 'stacked'] as const).flatMap((movement) => {
    const moving = find(movement);
    if (!moving || !still) return [];
    const what = {
      en: `\`wx.login\` in 1,000 page views, ${movement}`,
      zh: `1,000 次页面浏览的 \`wx.login\`，${movement === 'replaced' ? '替换' : '叠放'}`,
    };
    // A code may just have been about to be renewed when the last page closed.
    return [{ what, value: moving.logins, goal: still.logins + 1, gate: still.logins + 5, write: bytes }];
  });
}

export const dayPart = definePart<DayResult[]>({ id: 'day', measure, section, goals });
