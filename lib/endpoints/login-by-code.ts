import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import type { User } from '../session/user';
import { invalid } from './post';
import { signIn } from './sign-in';

/** What `<button open-type="getUserInfo">` hands over. */
export interface UserInfoData {
  /** Goes with `encryptedData`, and only with it. Authing decrypts the pair with the key that `code` yields. */
  iv?: string;
  encryptedData?: string;
  /** Authing takes it as the profile without checking it: anybody can have written it. */
  rawData?: string;
}

/**
 * Signs in with a code from wx.login. The first time, Authing creates the account, or finds the one that already belongs to
 * this WeChat user; nickname and photo stay empty unless user info comes along.
 * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
 */
export function loginByCode(
  client: KernelClient,
  code: string,
  { iv, encryptedData, rawData }: UserInfoData = {},
  hold?: HoldNews,
): Promise<User> {
  if (!iv !== !encryptedData) return invalid('iv + encryptedData');
  return signIn(client, 'auth', { code, iv, encryptedData, rawData }, hold);
}
