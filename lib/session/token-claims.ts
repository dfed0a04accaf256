import { fromBase64 } from '../base64';

/** What Authing writes into its tokens, which are JWTs: who (`sub`, or `data.id` in v2), for which app, until when. */
export interface TokenClaims {
  readonly sub?: unknown;
  readonly aud?: unknown;
  /** Seconds since 1970. */
  readonly exp?: unknown;
  readonly data?: { readonly id?: unknown; readonly appId?: unknown } | null;
  /** Of id_tokens, with scope `phone`. */
  readonly phone_number?: unknown;
}

/**
 * The claims of a token; none for one that is opaque. This is no verification, only the server can do that: it keeps one
 * app's token from being sent for another app, and one user's from being kept with another's profile.
 */
export function claimsOf(token: string): TokenClaims {
  try {
    return (JSON.parse(asciiOf(fromBase64(token.split('.')[1] || ''))) as TokenClaims | null) || {};
  } catch {
    // Not a JWT: it says nothing about itself.
    return {};
  }
}

/** The app a token was issued to, or the API; `own` when it does not say. */
export function appNamedBy(token: string, own: string): string {
  const { aud, data } = claimsOf(token);
  const app = aud || (data && data.appId);
  return typeof app === 'string' ? app : own;
}

/** The id of the user a token was issued to; undefined when it does not say. */
export function userIdOf({ sub, data }: TokenClaims): string | undefined {
  const id = sub || (data && data.id);
  return typeof id === 'string' ? id : undefined;
}

/** 32-bit FNV-1a of a token, in hex: tells one from another, and nothing about either. */
export function fingerprintOf(token: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** Bytes become characters one to one: enough for ids and numbers, which are ASCII, without a text decoder (phones have none). */
function asciiOf(bytes: number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte)).join('');
}
