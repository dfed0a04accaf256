/**
 * What the demo's back end and the panel in the browser tell each other, as JSON over HTTP below {@link DEMO_PATH}. Types and constants
 * only: both sides import it.
 */
import type { TimelineEntry } from 'authing-miniapp-emulator/wechat/device';

/** Where the playground's server answers for the demo. */
export const DEMO_PATH = '/demo';

/** The modelled WeChat's back end; one POST per call, as `httpGateway` makes them. */
export const gatewayPath = `${DEMO_PATH}/gateway`;
/** GET: a {@link DemoState}. */
export const statePath = `${DEMO_PATH}/state`;
/** GET: server-sent events, each a {@link DemoMessage}. Everything that is still remembered comes first. */
export const streamPath = `${DEMO_PATH}/stream`;
/** POST of an {@link Intervention}; answers the {@link DemoState} that follows from it. */
export const intervenePath = `${DEMO_PATH}/intervene`;

/** Somebody with WeChat on a phone. */
export interface DemoUser {
  openid: string;
  name: string;
  /** Without country code; absent when WeChat knows none. */
  phone?: string;
}

/** How Authing answers from now on. */
export type Answering = 'normal' | 'slow' | '502';

/** One of the mini programs that can be watched. */
export interface DemoApp {
  id: 'example' | 'predecessor';
  /** Its playground; absent when it cannot be had, with the reason. */
  url?: string;
  unavailable?: string;
}

export interface DemoState {
  /** Differs from run to run of the demo: what a phone remembers belongs to one run. */
  run: string;
  /** The mini program's appId at WeChat. */
  appId: string;
  /** The host that the mini program names, e.g. `https://core.authing.cn`, and where it really is. */
  authing: { host: string; url: string };
  users: DemoUser[];
  apps: DemoApp[];
  answering: Answering;
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
  /** The login code in it and the session key it yielded; no `keyId` when WeChat refused it. */
  code?: { code: string; keyId?: string; refusal?: string };
  /** The iv/encryptedData in it: what is inside and which key it was sealed with. */
  sealed?: { keyId: string; plain: unknown };
}

/** One message of the stream. */
export type DemoMessage =
  | { kind: 'entry'; entry: TimelineEntry }
  /** Sent when a request arrives and again when it has been answered. */
  | { kind: 'request'; request: SeenRequest }
  | { kind: 'intervention'; at: number; intervention: Intervention }
  | { kind: 'state'; state: DemoState };
