/**
 * What the playground's back end and its page in the browser tell each other, as JSON over HTTP below {@link BACKEND_PATH}.
 * Types and constants only: both sides import it.
 */
import type { TimelineEntry } from 'authing-miniapp-emulator/wechat/device';

/** Where the playground's server answers for WeChat and Authing. */
export const BACKEND_PATH = '/backend';

/** The modelled WeChat's back end; one POST per call, as `httpGateway` makes them. */
export const gatewayPath = `${BACKEND_PATH}/gateway`;
/** GET: a {@link BackendState}. */
export const statePath = `${BACKEND_PATH}/state`;
/** GET: server-sent events, each a {@link BackendMessage}. Everything that is still remembered comes first. */
export const streamPath = `${BACKEND_PATH}/stream`;
/** POST of an {@link Intervention}; answers the {@link BackendState} that follows from it. */
export const intervenePath = `${BACKEND_PATH}/intervene`;
/** POST of `{ appId }`: from now on the local Authing has an application of this id. */
export const authingAppPath = `${BACKEND_PATH}/authing-app`;

/** Somebody with WeChat on a device. */
export interface BackendUser {
  openid: string;
  name: string;
  /** Without country code; absent when WeChat knows none. */
  phone?: string;
}

/** A code that Authing sent by text message or email: no phone gets it, so the panel shows it. */
export interface SentCode {
  channel: 'sms' | 'email';
  /** Country code and number, or an address. */
  recipient: string;
  code: string;
  /** ms since 1970; so is `expiresAt`. */
  sentAt: number;
  expiresAt: number;
  used: boolean;
}

/** How Authing answers from now on. */
export type Answering = 'normal' | 'slow' | '502';

/** One of several mini programs that can be watched, each in a playground of its own on the same back end. */
export interface ListedApp {
  name: string;
  /** One line on what is to be seen, by the device's language. */
  note: { zh_CN: string; en: string };
  /** Its playground; absent while there is none, or when it cannot be had, with the reason. */
  url?: string;
  unavailable?: string;
}

export interface BackendState {
  /** Differs from run to run of the playground: what a device remembers belongs to one run. */
  run: string;
  /** The mini program's appId at WeChat. */
  appId: string;
  /**
   * `host`: what a mini program names that names none. `url`: where it really is. `appIds`: the applications it has. `identitySources`: the
   * mini-program identity sources (`extIdpConnIdentifier`) that the applications have, each since one named it.
   */
  authing: { host: string; url: string; appIds: string[]; identitySources: string[] };
  users: BackendUser[];
  apps: ListedApp[];
  answering: Answering;
  /** The newest last, and only the newest few. */
  outbox: SentCode[];
  /** Phone-number successes that are paid for; `null`: without end. */
  phoneQuota: number | null;
}

/** What somebody does to WeChat's and Authing's servers from the panel. */
export type Intervention =
  | { kind: 'expire-key'; openid: string }
  | { kind: 'use-up-code'; code: string }
  | { kind: 'phone-quota'; left: number | null }
  | { kind: 'answer'; answering: Answering };

/** One HTTP request that reached Authing, with what only the server could see. */
export interface SeenRequest {
  id: number;
  /** ms since 1970 */
  at: number;
  /** ms; absent while there is no answer. */
  duration?: number;
  method: string;
  path: string;
  query: Record<string, string>;
  /** Lower-case names. */
  headers: Record<string, string>;
  body?: unknown;
  /** Root fields of GraphQL. */
  operations: string[];
  status?: number;
  response?: unknown;
  /** What was made to go wrong, if anything. */
  fault?: string;
  /** The login code in it (of v3's payload, too) and the session key it yielded; no `keyId` when WeChat refused it. */
  code?: { code: string; keyId?: string; refusal?: string };
  /** The iv/encryptedData in it: what is inside and which key it was sealed with. */
  sealed?: { iv: string; encryptedData: string; keyId: string; plain: unknown };
}

/** One message of the stream. */
export type BackendMessage =
  | { kind: 'entry'; entry: TimelineEntry }
  /** Sent when a request arrives and again when it has been answered. */
  | { kind: 'request'; request: SeenRequest }
  | { kind: 'intervention'; at: number; intervention: Intervention }
  | { kind: 'state'; state: BackendState };
