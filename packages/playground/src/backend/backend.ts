/** What stands behind the demo: WeChat's cloud and Authing's server, both modelled, both real programs that check what they are sent. */
import { createAuthingServer } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, PlannedFault } from 'authing-miniapp-emulator/authing';
import { createWeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { WeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { Answering, DemoApp, DemoState, DemoUser, Intervention } from './protocol';

/** The appId that the example names. It goes to no Authing but this one. */
export const AUTHING_APP_ID = 'YOUR_APP_ID';
/** The host that the mini program names without saying so: the library's default. The modelled phone finds it on loopback. */
export const AUTHING_HOST = 'https://core.authing.cn';

/** How long a slow answer takes (ms): long enough to watch, shorter than the library's time-out. */
export const SLOW_ANSWER_MS = 3000;

/** The same codes, keys and openids in every run, so that pictures and transcripts can be compared. */
const SEED = 20;

export interface DemoBackend {
  readonly cloud: WeChatCloud;
  readonly authing: AuthingServer;
  readonly state: DemoState;
  /** Where the mini programs of this demo are served. */
  setApps(apps: DemoApp[]): void;
  /** Does what the panel asks. @throws Error when it names what is not there */
  intervene(intervention: Intervention): void;
  /** Hears of every change of the state, with the intervention that was its cause, if one was. Returns what ends the subscription. */
  onChange(listener: (cause: Intervention | undefined) => void): () => void;
  close(): Promise<void>;
}

/** Starts both. The Authing server listens on a free port of 127.0.0.1. */
export async function startBackend(): Promise<DemoBackend> {
  const cloud = createWeChatCloud({
    seed: SEED,
    users: [{ profile: { nickName: '小美 Mei', gender: 2 } }, { profile: { nickName: '阿波 Bo', gender: 1 }, phone: null }],
  });
  const authing = await createAuthingServer({
    apps: [{ appId: AUTHING_APP_ID, name: 'Demo', wechat: { appId: cloud.appId } }],
    exchangeCode: cloud.exchangeCode,
    exchangePhoneCode: cloud.exchangePhoneCode,
  });
  const run = Date.now().toString(36);
  const listeners = new Set<(cause: Intervention | undefined) => void>();
  const changed = (cause: Intervention | undefined): void => [...listeners].forEach((listener) => listener(cause));
  let apps: DemoApp[] = [];
  let answering: Answering = 'normal';
  let standing: PlannedFault | undefined;

  const answer = (how: Answering): void => {
    standing?.cancel();
    standing = undefined;
    if (how === 'slow') standing = authing.faults.slow(SLOW_ANSWER_MS, { times: Infinity });
    if (how === '502') standing = authing.faults.badGateway({ times: Infinity });
    answering = how;
  };

  const carryOut = (intervention: Intervention): void => {
    switch (intervention.kind) {
      case 'expire-key':
        return cloud.expireSession(intervention.openid);
      case 'use-up-code':
        return cloud.useUpCode(intervention.code);
      case 'phone-quota':
        cloud.phoneQuota = intervention.left ?? Infinity;
        return undefined;
      case 'answer':
        return answer(intervention.answering);
    }
  };

  return {
    cloud,
    authing,
    get state() {
      const phoneQuota = Number.isFinite(cloud.phoneQuota) ? cloud.phoneQuota : null;
      return {
        run,
        appId: cloud.appId,
        authing: { host: AUTHING_HOST, url: authing.url },
        users: cloud.users.map(demoUser),
        apps,
        answering,
        phoneQuota,
      };
    },
    setApps(now) {
      apps = now;
      changed(undefined);
    },
    intervene(intervention) {
      carryOut(intervention);
      changed(intervention);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => authing.close(),
  };
}

function demoUser({ openid, phone, profile }: WeChatCloud['users'][number]): DemoUser {
  return { openid, name: profile.nickName, ...(phone && { phone: phone.purePhoneNumber }) };
}
