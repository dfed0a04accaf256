import type { KeyRotationReason, Timeline } from '../timeline';
import type { RotationPolicy, SupersededCode } from './cloud-types';
import type { SeededRandom } from './seeded-random';

/** A session key; `id` is its label on the timeline. */
export interface SessionKey {
  readonly id: string;
  readonly openid: string;
  /** base64 of 16 bytes */
  readonly secret: string;
  readonly createdAt: number;
  usedAt: number;
}

interface UserKeys {
  all: SessionKey[];
  /** The one valid key; absent before the first use and once expired. */
  valid: SessionKey | undefined;
  /** The key that belonged to the last code issued: all that `wx.checkSession` knows about. */
  ofLastCode: SessionKey | undefined;
  ofLastData: SessionKey | undefined;
}

/** One valid session key per user, and when it is replaced. */
export interface SessionKeys {
  /** A `wx.login` happens: returns the key behind its code, rotated as the policy says. */
  login(openid: string): SessionKey;
  /** The key that data is encrypted with now. */
  forData(openid: string): SessionKey;
  /** Whether the user ever logged in and that key is still the valid one. */
  isFresh(openid: string): boolean;
  /** What exchanging a code yields that was issued with `own`. */
  forExchange(own: SessionKey, policy: SupersededCode): { key: SessionKey; superseded: boolean };
  rotate(openid: string, reason: KeyRotationReason): void;
  expire(openid: string): void;
  /** Every key there ever was, newest first. */
  readonly history: readonly SessionKey[];
}

export function createSessionKeys(options: {
  random: SeededRandom;
  lifetime: number;
  timeline: Timeline;
  policy: () => RotationPolicy;
}): SessionKeys {
  const { random, lifetime, timeline, policy } = options;
  const users = new Map<string, UserKeys>();
  const history: SessionKey[] = [];

  const of = (openid: string): UserKeys => {
    const known = users.get(openid);
    if (known !== undefined) {
      if (known.valid !== undefined && Date.now() - known.valid.usedAt >= lifetime) known.valid = undefined;
      return known;
    }
    const fresh: UserKeys = { all: [], valid: undefined, ofLastCode: undefined, ofLastData: undefined };
    users.set(openid, fresh);
    return fresh;
  };

  const mint = (openid: string, reason: KeyRotationReason): SessionKey => {
    const user = of(openid);
    const now = Date.now();
    const key: SessionKey = {
      id: `key-${history.length + 1}`,
      openid,
      secret: random.bytes(16).toString('base64'),
      createdAt: now,
      usedAt: now,
    };
    timeline.record('key.rotated', { openid, keyId: key.id, previous: user.all.at(-1)?.id, reason });
    user.all.push(key);
    history.unshift(key);
    user.valid = key;
    return key;
  };

  const valid = (openid: string): SessionKey => {
    const user = of(openid);
    const key = user.valid ?? mint(openid, user.all.length === 0 ? 'first' : 'expired');
    key.usedAt = Date.now();
    return key;
  };

  const rotatesNow = (key: SessionKey): KeyRotationReason | undefined => {
    const rotation = policy();
    if (rotation === 'every-call') return 'login';
    if (rotation === 'never') return undefined;
    if ('sometimes' in rotation) return random.fraction() < rotation.sometimes ? 'login' : undefined;
    return Date.now() - key.createdAt >= rotation.olderThan ? 'age' : undefined;
  };

  return {
    history,
    login(openid) {
      const user = of(openid);
      const reason = user.valid === undefined ? undefined : rotatesNow(user.valid);
      const key = reason === undefined ? valid(openid) : mint(openid, reason);
      user.ofLastCode = key;
      return key;
    },
    forData(openid) {
      const key = valid(openid);
      of(openid).ofLastData = key;
      return key;
    },
    isFresh(openid) {
      const user = of(openid);
      return user.valid !== undefined && user.valid === user.ofLastCode;
    },
    forExchange(own, superseded) {
      const user = of(own.openid);
      const current = user.valid;
      if (current === own) own.usedAt = Date.now();
      if (current === own || current === undefined) return { key: own, superseded: current !== own };
      const yieldsCurrent = superseded === 'current' || (superseded === 'worst' && user.ofLastData === own);
      return { key: yieldsCurrent ? current : own, superseded: true };
    },
    rotate(openid, reason) {
      mint(openid, reason);
    },
    expire(openid) {
      of(openid).valid = undefined;
    },
  };
}
