import { NEVER_WRITTEN, readStorage, removeStorage } from '../wx/storage';
import { isToken, isUser } from './user';
import type { StoredSession } from './user';
import { appNamedBy } from './token-claims';

/** Where authing-wxapp-sdk kept its sign-in: two keys, the same for every appId. */
const TOKEN_KEY = '_authing_token';
const USER_KEY = '_authing_user';

/** Whether there is anything to look at. */
export function hasLegacySession(): boolean {
  return readStorage(TOKEN_KEY) !== NEVER_WRITTEN;
}

/** The predecessor's sign-in, unless its token says that it belongs to another app. */
export function readLegacySession(appId: string): StoredSession | null {
  const token = readStorage(TOKEN_KEY);
  if (!isToken(token)) return null;
  if (appNamedBy(token, appId) !== appId) return null;
  const user = readStorage(USER_KEY);
  return { token, user: isUser(user) ? user : null };
}

export function removeLegacySession(): void {
  removeStorage(TOKEN_KEY);
  removeStorage(USER_KEY);
}
