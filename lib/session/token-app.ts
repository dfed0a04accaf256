/**
 * The app a token says it was issued to, or undefined when it does not say (an opaque token, an unreadable one).
 * This is no verification, only the server can do that: it keeps one app's token from being sent for another app.
 * Authing's tokens are JWTs with `aud` (OIDC) or `data.appId` (v2).
 */
export function appOfToken(token: string): string | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  let claims: { aud?: unknown; data?: { appId?: unknown } | null } | null;
  try {
    claims = JSON.parse(decodeBase64Url(payload)) as typeof claims;
  } catch {
    // Three dots do not make a JWT: an opaque token names no app.
    return undefined;
  }
  const app = claims && (claims.aud || (claims.data && claims.data.appId));
  return typeof app === 'string' ? app : undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes become characters one to one: enough for app ids, which are ASCII, without a text decoder (phones have none). */
function decodeBase64Url(text: string): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const value = alphabet.indexOf(text.charAt(i));
    if (value < 0) continue;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += String.fromCharCode((bits >> held) & 0xff);
    }
  }
  return out;
}
