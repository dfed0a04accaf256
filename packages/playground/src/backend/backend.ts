/** WeChat's cloud and Authing's server behind a mini program: both modelled, both real programs that check what they are sent. */
import { createAuthingServer, createServerKeys } from 'authing-miniapp-emulator/authing';
import type { AuthingServer, PlannedFault, ServerKeys } from 'authing-miniapp-emulator/authing';
import { createWeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { WeChatCloud } from 'authing-miniapp-emulator/wechat';
import type { Answering, ListedApp, BackendState, BackendUser, Intervention, SentCode } from './protocol';

/** The appId of the documentation's examples; those of other mini programs become known when their first request arrives. */
export const AUTHING_APP_ID = 'YOUR_APP_ID';
/** The host of a mini program that names none: the library's default. The modelled device finds it on loopback. */
export const AUTHING_HOST = 'https://core.authing.cn';

/** How long a slow answer takes (ms): long enough to watch, shorter than the library's time-out. */
export const SLOW_ANSWER_MS = 3000;

/** The same codes, keys and openids in every run, so that pictures and transcripts can be compared. */
const SEED = 20;

/** So many of the codes that Authing sent are shown. */
const SHOWN_CODES = 3;

export interface Backend {
  readonly cloud: WeChatCloud;
  readonly authing: AuthingServer;
  readonly state: BackendState;
  /** Where the mini programs beside this one are served. */
  setApps(apps: ListedApp[]): void;
  /** Gives the local Authing an application of this id; one that it has stays as it is. */
  addAuthingApp(appId: string): void;
  /** Does what the panel asks. @throws Error when it names what is not there */
  intervene(intervention: Intervention): void;
  /** Hears of every change of the state, with the intervention that was its cause, if one was. Returns what ends the subscription. */
  onChange(listener: (cause: Intervention | undefined) => void): () => void;
  close(): Promise<void>;
}

/** Of this process: a back end that is started again need not make them again. */
let keys: ServerKeys | undefined;

/** Starts both. The Authing server listens on a free port of 127.0.0.1. */
export async function startBackend(): Promise<Backend> {
  const cloud = createWeChatCloud({
    seed: SEED,
    users: [{ profile: { nickName: '小美 Mei', gender: 2 } }, { profile: { nickName: '阿波 Bo', gender: 1 }, phone: null }],
  });
  const identitySources = new Set<string>();
  /** Named in Authing's console for real; here the mini program's word is taken for it, and told. */
  const connection = {
    appId: cloud.appId,
    extIdpConnIdentifier: (named: string) => {
      if (identitySources.has(named)) return true;
      identitySources.add(named);
      changed(undefined);
      return true;
    },
  };
  const authing = await createAuthingServer({
    apps: [{ appId: AUTHING_APP_ID, wechat: connection }],
    exchangeCode: cloud.exchangeCode,
    exchangePhoneCode: cloud.exchangePhoneCode,
    keys: () => (keys ??= createServerKeys()),
  });
  const run = Date.now().toString(36);
  const listeners = new Set<(cause: Intervention | undefined) => void>();
  const changed = (cause: Intervention | undefined): void => [...listeners].forEach((listener) => listener(cause));
  const appIds = new Set([AUTHING_APP_ID]);
  let apps: ListedApp[] = [];
  let answering: Answering = 'normal';
  let standing: PlannedFault | undefined;

  let outbox = '[]';
  authing.requests.subscribe((_, event) => {
    const now = JSON.stringify(sentCodes(authing));
    if (event !== 'answered' || now === outbox) return;
    outbox = now;
    changed(undefined);
  });

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
        authing: { host: AUTHING_HOST, url: authing.url, appIds: [...appIds], identitySources: [...identitySources] },
        users: cloud.users.map(userOf),
        apps,
        answering,
        outbox: sentCodes(authing),
        phoneQuota,
      };
    },
    setApps(now) {
      apps = now;
      changed(undefined);
    },
    addAuthingApp(appId) {
      if (appIds.has(appId)) return;
      authing.admin.addApp({ appId, wechat: connection });
      appIds.add(appId);
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

const sentCodes = ({ outbox }: AuthingServer): SentCode[] =>
  outbox.messages.slice(-SHOWN_CODES).map(({ channel, recipient, code, sentAt, expiresAt, usedAt }) => ({
    channel,
    recipient,
    code,
    sentAt,
    expiresAt,
    used: usedAt !== null,
  }));

function userOf({ openid, phone, profile }: WeChatCloud['users'][number]): BackendUser {
  return { openid, name: profile.nickName, ...(phone && { phone: phone.purePhoneNumber }) };
}
