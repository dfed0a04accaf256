/** Codes that work once and not for long: login codes and dynamic phone tokens, each kind in its own book. */
export interface SingleUseCodes<T> {
  issue(code: string, value: T): { expiresAt: number };
  /** What the code stands for, used or not; `undefined` for an unknown one. */
  peek(code: string): T | undefined;
  /** Uses the code up, unless it cannot be used. An unknown code and one of another book look the same. */
  redeem(code: string): { state: 'redeemed'; value: T } | { state: 'unknown' | 'used' | 'expired' };
}

/** Both kinds of code live five minutes. */
export const CODE_LIFETIME_MS = 5 * 60 * 1000;

export function createSingleUseCodes<T>(): SingleUseCodes<T> {
  const book = new Map<string, { value: T; expiresAt: number; used: boolean }>();
  return {
    issue(code, value) {
      if (book.has(code)) throw new Error(`code ${code} was issued before`);
      const expiresAt = Date.now() + CODE_LIFETIME_MS;
      book.set(code, { value, expiresAt, used: false });
      return { expiresAt };
    },
    peek: (code) => book.get(code)?.value,
    redeem(code) {
      const entry = book.get(code);
      if (entry === undefined) return { state: 'unknown' };
      if (entry.used) return { state: 'used' };
      if (Date.now() >= entry.expiresAt) return { state: 'expired' };
      entry.used = true;
      return { state: 'redeemed', value: entry.value };
    },
  };
}
