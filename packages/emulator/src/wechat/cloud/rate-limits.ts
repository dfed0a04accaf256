const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Counts calls per user and API over a sliding second and a sliding day. Refused calls are not counted. */
export interface RateLimits {
  /** Counts one call; false when it is one too many. */
  admit(openid: string, api: string): boolean;
}

export function createRateLimits({ perSecond = 4, perDay = Infinity }: { perSecond?: number; perDay?: number }): RateLimits {
  const calls = new Map<string, number[]>();
  return {
    admit(openid, api) {
      const name = `${api} ${openid}`;
      const now = Date.now();
      const today = (calls.get(name) ?? []).filter((at) => at > now - DAY_MS);
      const justNow = today.filter((at) => at > now - SECOND_MS);
      const admitted = justNow.length < perSecond && today.length < perDay;
      calls.set(name, admitted ? [...today, now] : today);
      return admitted;
    },
  };
}
