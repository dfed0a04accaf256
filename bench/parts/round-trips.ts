import { join } from 'node:path';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import type { ComponentName } from '../../tools/size/apps';
import type { CompiledApp } from '../../tools/size/compile-app';
import { definePart } from '../part';
import { withAppOnDisk, withScene, type Scene } from '../scene';

/** What lies between the tap and its outcome. */
export interface RoundTripResult {
  readonly flow: string;
  /** The event, or what the promise came to. */
  readonly outcome: string;
  /** Requests to Authing. */
  readonly authing: number;
  /** `wx.login` calls: each is a round trip to WeChat, and may rotate the session key. */
  readonly logins: number;
  /** Where there is a limit: requests and logins together may not exceed it. */
  readonly gate?: number;
}

const SETTLING_MS = 5_000;

interface Flow {
  readonly flow: string;
  readonly component: ComponentName;
  readonly properties: Record<string, unknown>;
  readonly outcome: string;
  readonly gate?: number;
}

const flows: readonly Flow[] = [
  { flow: 'login-button', component: 'login-button', properties: {}, outcome: 'login', gate: 1 },
  { flow: 'login-button mode="userinfo"', component: 'login-button', properties: { mode: 'userinfo' }, outcome: 'login', gate: 1 },
  { flow: 'phone-button', component: 'phone-button', properties: {}, outcome: 'phone, login', gate: 1 },
  { flow: 'phone-button action="get"', component: 'phone-button', properties: { action: 'get' }, outcome: 'phone', gate: 1 },
];

/** Taps each component once on a WeChat whose every `wx.login` rotates the session key, and the predecessor's way beside it. */
export async function measureRoundTrips(ours: CompiledApp, predecessor: CompiledApp): Promise<RoundTripResult[]> {
  const results: RoundTripResult[] = [];
  for (const { flow, component, properties, gate } of flows) {
    results.push({ flow, ...(await tapOnce(ours, component, properties)), ...(gate !== undefined && { gate }) });
  }
  const silent = await predecessorFlow(predecessor, 'loginByCode');
  const phone = await predecessorFlow(predecessor, 'loginByPhone');
  return [
    ...results,
    { flow: 'authing-wxapp-sdk: wx.login, then loginByCode', ...silent },
    { flow: 'authing-wxapp-sdk: wx.login in the phone callback, then loginByPhone', ...phone },
  ];
}

type Counted = Pick<RoundTripResult, 'outcome' | 'authing' | 'logins'>;

function tapOnce(app: CompiledApp, component: ComponentName, properties: Record<string, unknown>): Promise<Counted> {
  return withAppOnDisk(app, {}, (dir) =>
    withScene(async (scene) => {
      const path = join(dir, `miniprogram_npm/authing-miniapp/components/${component}/index`);
      const mounted: Mounted = scene.engine.mount(path, { properties });
      await scene.pass(SETTLING_MS);
      return counted(scene, async () => {
        scene.press(mounted);
        await scene.pass(SETTLING_MS);
        return mounted.events.map(({ name }) => name).join(', ') || 'nothing';
      });
    }),
  );
}

async function counted({ server, wxCalls }: Scene, act: () => Promise<string>): Promise<Counted> {
  const logins = (): number => wxCalls.get('login') ?? 0;
  const before = { requests: server.requests.length, logins: logins() };
  // The code that a component prepares for the next tap comes after the last answer and is not part of this one.
  let loginsAtLastAnswer = before.logins;
  const stop = server.requests.subscribe((_request, event) => {
    if (event === 'answered') loginsAtLastAnswer = logins();
  });
  const outcome = await act();
  stop();
  return { outcome, authing: server.requests.length - before.requests, logins: loginsAtLastAnswer - before.logins };
}

interface Predecessor {
  loginByCode(code: string): Promise<unknown>;
  loginByPhone(code: string, iv: string, encryptedData: string): Promise<unknown>;
}

/** The order that the predecessor's README shows. */
function predecessorFlow(app: CompiledApp, method: 'loginByCode' | 'loginByPhone'): Promise<Counted> {
  return withAppOnDisk(app, {}, (dir) =>
    withScene((scene) =>
      counted(scene, async () => {
        const { AuthenticationClient } = scene.engine.require(join(dir, 'miniprogram_npm/authing-wxapp-sdk/index')) as {
          AuthenticationClient: new (options: { appId: string; host: string }) => Predecessor;
        };
        const client = new AuthenticationClient({ appId: scene.appId, host: scene.host });
        let outcome = 'nothing';
        const login = async (iv: string, encryptedData: string): Promise<void> => {
          const { code } = await new Promise<{ code: string }>((resolve, reject) => wx.login({ success: resolve, fail: reject }));
          await (method === 'loginByCode' ? client.loginByCode(code) : client.loginByPhone(code, iv, encryptedData));
        };
        const start = (iv = '', encryptedData = ''): void => {
          login(iv, encryptedData).then(
            () => {
              outcome = 'signed in';
            },
            () => {
              outcome = 'rejected: try again';
            },
          );
        };
        if (method === 'loginByCode') start();
        else {
          scene.wechat.device.press({ openType: 'getPhoneNumber' }, (event) => {
            if (event.name === 'getphonenumber') start(event.detail.iv, event.detail.encryptedData);
          });
        }
        await scene.pass(SETTLING_MS);
        return outcome;
      }),
    ),
  );
}

/** Where the first tap takes more than one round trip, or does not end in its event. */
export function roundTripFaults(results: readonly RoundTripResult[]): string[] {
  return results.flatMap(({ flow, authing, logins, outcome, gate }) => {
    if (gate === undefined) return [];
    const expected = flows.find((known) => known.flow === flow)?.outcome;
    return [
      ...(authing + logins > gate ? [`${flow}: ${authing} requests and ${logins} wx.login after the tap, the gate is ${gate}.`] : []),
      ...(outcome !== expected ? [`${flow}: ended in "${outcome}" instead of "${expected}".`] : []),
    ];
  });
}

export const roundTripsPart = definePart<readonly RoundTripResult[]>({
  id: 'round-trips',
  async measure({ app, say }) {
    say('one tap on each button, and the predecessor beside them');
    return measureRoundTrips(await app('components'), await app('authing-wxapp-sdk'));
  },
  section: (results) => ({
    title: { en: 'From the tap to the event', zh: '从点按到事件' },
    about: {
      en: 'One tap on a WeChat whose every `wx.login` gives another session key, the worst that it may do: what has to travel before it ends.',
      zh: '在每次 `wx.login` 都更换 session key 的微信上点按一次（微信允许的最坏情形）：结束之前需要往返什么。',
    },
    tables: [
      {
        head: [
          { en: 'button or flow', zh: '按钮或流程' },
          { en: 'requests to Authing', zh: '发往 Authing 的请求' },
          '`wx.login`',
          { en: 'outcome of the first tap', zh: '首次点按的结果' },
        ],
        rows: results.map(({ flow, authing, logins, outcome }) => [`\`${flow}\``, String(authing), String(logins), outcome]),
      },
    ],
    charts: [],
  }),
  goals: () => [],
  faults: roundTripFaults,
});
