/** What became of every session key and every login code, read from what happened. */
import type { TimelineEvent } from './timeline';
import type { KeyRotationReason } from 'authing-miniapp-emulator/wechat/device';

export interface KeyRecord {
  id: string;
  openid: string;
  since: number;
  reason: KeyRotationReason;
  /** When it stopped being the valid one. */
  until?: number;
  /** Why: another key took its place, or it ran out. */
  ended?: 'replaced' | 'expired';
}

export interface CodeRecord {
  code: string;
  openid: string;
  keyId: string;
  issuedAt: number;
  expiresAt: number;
  /** Of an unused code, time tells the rest: see {@link fateOf}. */
  fate: 'unused' | 'exchanged' | 'used-up';
  fateAt?: number;
  /** Later attempts to exchange it, each refused with these words. */
  refusals: string[];
}

export interface CodesAndKeys {
  /** Oldest first. */
  keys: KeyRecord[];
  codes: CodeRecord[];
}

export function codesAndKeysOf(timeline: readonly TimelineEvent[]): CodesAndKeys {
  const codesAndKeys: CodesAndKeys = { keys: [], codes: [] };
  for (const event of timeline) enter(codesAndKeys, event);
  return codesAndKeys;
}

/** The one valid session key of a user; undefined before the first and after the last has run out. */
export const validKey = ({ keys }: CodesAndKeys, openid: string): KeyRecord | undefined =>
  keys.findLast((key) => key.openid === openid && key.until === undefined);

/** A code as it stands now; WeChat refuses it from `expiresAt` on. */
export function fateOf(code: CodeRecord, now: number): CodeRecord['fate'] | 'expired' {
  return code.fate === 'unused' && now >= code.expiresAt ? 'expired' : code.fate;
}

function enter({ keys, codes }: CodesAndKeys, event: TimelineEvent): void {
  const { at } = event;
  const codeOf = (text: string): CodeRecord | undefined => codes.find(({ code }) => code === text);
  const endKeyOf = (openid: string, ended: 'replaced' | 'expired'): void => {
    const valid = validKey({ keys, codes }, openid);
    if (valid) Object.assign(valid, { until: at, ended });
  };
  if (event.source === 'you') {
    const { intervention } = event;
    if (intervention.kind === 'expire-key') endKeyOf(intervention.openid, 'expired');
    const code = intervention.kind === 'use-up-code' ? codeOf(intervention.code) : undefined;
    if (code?.fate === 'unused') Object.assign(code, { fate: 'used-up', fateAt: at });
    return;
  }
  if (event.source !== 'wechat') return;
  const { entry } = event;
  if (entry.kind === 'key.rotated') {
    const { openid, keyId, reason } = entry.detail;
    endKeyOf(openid, 'replaced');
    keys.push({ id: keyId, openid, since: at, reason });
  }
  if (entry.kind === 'code.issued') codes.push({ ...entry.detail, issuedAt: at, fate: 'unused', refusals: [] });
  if (entry.kind === 'code.exchanged') {
    const code = codeOf(entry.detail.code);
    if (code) Object.assign(code, { fate: 'exchanged', fateAt: at });
  }
  if (entry.kind === 'code.refused') codeOf(entry.detail.code)?.refusals.push(`${entry.detail.errcode} ${entry.detail.errmsg}`);
}
