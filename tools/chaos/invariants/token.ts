/** What a token says about itself; the server verifies, we only compare. */
export function claimsOf(token: string): { sub?: string; aud?: string } {
  const [, payload = ''] = token.split('.');
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub?: string; aud?: string };
  } catch {
    // An opaque token claims nothing.
    return {};
  }
}

/** Visible ASCII: what can be sent in a header, and is not the word for nothing. */
export const isSendable = (token: unknown): token is string =>
  typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && token !== 'null' && token !== 'undefined';
