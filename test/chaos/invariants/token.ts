/** What a token says about itself; the server verifies, we only compare. */
export function claimsOf(token: string): { sub?: string; aud?: string; exp?: number } {
  const [, payload = ''] = token.split('.');
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as ReturnType<typeof claimsOf>;
  } catch {
    // An opaque token claims nothing.
    return {};
  }
}

/** Whether a token has run out at a moment (ms) of the world, on a phone whose clock is so much (ms) ahead. */
export function hasExpired(token: string, at: number, ahead: number): 'yes' | 'no' | 'perhaps' {
  const { exp } = claimsOf(token);
  if (exp === undefined) return 'no';
  const left = exp * 1000 - at;
  // Whole seconds in the token, and clocks that may disagree.
  if (left < -LENIENT && left - ahead < -LENIENT) return 'yes';
  return left > LENIENT && left - ahead > LENIENT ? 'no' : 'perhaps';
}

const LENIENT = 1500;

/** Visible ASCII: what can be sent in a header, and is not the word for nothing. */
export const isSendable = (token: unknown): token is string =>
  typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && token !== 'null' && token !== 'undefined';
