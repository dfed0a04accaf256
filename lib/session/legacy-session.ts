import { readStorage, removeStorage } from '../wx/storage';
import { isToken, isUser } from './user';
import type { StoredSession } from './user';

/** Where authing-wxapp-sdk kept its sign-in: two keys, the same for every appId. */
const TOKEN_KEY = '_authing_token';
const USER_KEY = '_authing_user';

/** The predecessor's sign-in, unless its token says that it belongs to another app. */
export function readLegacySession(appId: string): StoredSession | null {
  const token = readStorage(TOKEN_KEY);
  if (!isToken(token)) return null;
  // Few users come from the predecessor: only for them is this evaluated.
  const { appNamedBy } = require('./token-claims') as typeof import('./token-claims');
  if (appNamedBy(token, appId) !== appId) return null;
  const user = readStorage(USER_KEY);
  return { token, user: isUser(user) ? user : null };
}

export function removeLegacySession(): void {
  removeStorage(TOKEN_KEY);
  removeStorage(USER_KEY);
}
