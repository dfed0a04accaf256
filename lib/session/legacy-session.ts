import { readStorage, removeStorage } from '../wx/storage';
import { isToken, isUser } from './user';
import type { StoredSession } from './user';

/** Where authing-wxapp-sdk kept its sign-in: two keys, the same for every appId. */
const tokenKey = '_authing_token';
const userKey = '_authing_user';

/** The predecessor's sign-in, unless its token says that it belongs to another app. */
export function readLegacySession(appId: string): StoredSession | null {
  const token = readStorage(tokenKey);
  if (!isToken(token)) return null;
  // Few users come from the predecessor: only for them is this evaluated.
  const { appNamedBy } = require('./token-claims') as typeof import('./token-claims');
  if (appNamedBy(token, appId) !== appId) return null;
  const user = readStorage(userKey);
  return { token, user: isUser(user) ? user : null };
}

export function removeLegacySession(): void {
  removeStorage(tokenKey);
  removeStorage(userKey);
}
