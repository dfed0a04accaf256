/**
 * Was everything done in the only order that works? Judged from what happened alone, for each request that brought Authing a login code;
 * it knows nothing of who sent it.
 */
import type { SeenRequest } from '../../../backend/protocol';
import type { TimelineEvent } from './timeline';

/** One rule, kept or broken, with what its words need. Times in ms. */
export type Finding =
  /** `wx.login` began before WeChat encrypted the data. `ms`: how long before. */
  | { rule: 'code-before-data'; ok: boolean; ms: number }
  /** No further `wx.login` between the data and Authing's answer. `byHost`: it was the app around that called. */
  | { rule: 'no-login-in-between'; ok: boolean; byHost: boolean }
  /** The key that sealed the data is the key that the code yields. */
  | { rule: 'same-key'; ok: boolean; sealed: string; yielded: string | undefined }
  /** The code's age when Authing got it. */
  | { rule: 'young-enough'; ok: boolean; ms: number }
  /** The code had not been sent before. */
  | { rule: 'used-once'; ok: boolean };

export interface OrderCheck {
  request: SeenRequest;
  ok: boolean;
  findings: Finding[];
}

/** A code of 270 s may expire on its way: WeChat's end is at 300 s. */
export const SEND_WITHIN_MS = 270_000;

/** @param timeline in order, at least up to the answer; @returns undefined for a request without a login code */
export function checkOrder(request: SeenRequest, timeline: readonly TimelineEvent[]): OrderCheck | undefined {
  const { code, sealed } = request;
  if (code === undefined || request.duration === undefined) return undefined;
  const findings: Finding[] = [];
  const login = loginThatBrought(code.code, timeline);

  const data = timeline.findIndex(
    (one) => one.source === 'wechat' && one.entry.kind === 'data.sealed' && one.entry.detail.iv === sealed?.iv,
  );
  if (sealed !== undefined && data >= 0 && login !== undefined) {
    const sealedAt = timeline[data]?.at ?? 0;
    findings.push({ rule: 'code-before-data', ok: login.index < data, ms: Math.abs(sealedAt - login.at) });
    const answered = timeline.findIndex((one) => one.source === 'authing' && one.moment === 'answered' && one.request.id === request.id);
    const others = callsOfLogin(timeline).filter(({ index }) => index > data && index < answered);
    findings.push({ rule: 'no-login-in-between', ok: others.length === 0, byHost: others.some(({ byHost }) => byHost) });
    findings.push({ rule: 'same-key', ok: sealed.keyId === code.keyId, sealed: sealed.keyId, yielded: code.keyId });
  }
  const issued = timeline.find((one) => one.source === 'wechat' && one.entry.kind === 'code.issued' && one.entry.detail.code === code.code);
  if (issued !== undefined)
    findings.push({ rule: 'young-enough', ok: request.at - issued.at < SEND_WITHIN_MS, ms: request.at - issued.at });
  const sentBefore = timeline.some(
    (one) => one.source === 'authing' && one.request.id < request.id && one.request.code?.code === code.code,
  );
  findings.push({ rule: 'used-once', ok: !sentBefore });
  return { request, findings, ok: findings.every(({ ok }) => ok) };
}

interface LoginCall {
  index: number;
  at: number;
  byHost: boolean;
}

function callsOfLogin(timeline: readonly TimelineEvent[]): LoginCall[] {
  return timeline.flatMap((one, index) => {
    if (one.source !== 'device' || one.entry.kind !== 'wx.called' || one.entry.detail.api !== 'login') return [];
    const byHost = timeline.some((other) => other.source === 'you' && other.intervention.kind === 'host-login' && isSameMoment(other, one));
    return [{ index, at: one.at, byHost }];
  });
}

/** The panel notes what it does just before it does it. */
export const isSameMoment = (noted: TimelineEvent, done: TimelineEvent): boolean => done.at >= noted.at && done.at - noted.at <= 2;

/** The call of `wx.login` that was answered with this code: calls are answered in the order of their issue. */
function loginThatBrought(code: string, timeline: readonly TimelineEvent[]): LoginCall | undefined {
  const issue = timeline.findIndex((one) => one.source === 'wechat' && one.entry.kind === 'code.issued' && one.entry.detail.code === code);
  return issue < 0 ? undefined : callsOfLogin(timeline).findLast(({ index }) => index < issue);
}
