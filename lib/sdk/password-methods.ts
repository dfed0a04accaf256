import { encryptRsa } from './crypto/rsa';
import { encryptSm2 } from './crypto/sm2';
import {
  resetPassword,
  resetPasswordByFirstLoginToken,
  resetPasswordByForceResetToken,
  updatePassword as changePassword,
} from './authing-js-sdk';
import type { CommonMessage, Encryption, SdkAuthenticationClient, User } from './authing-js-sdk';
import { invalidArgument } from './invalid-argument';
import { ask } from './session-methods';

/**
 * The SDK's `encryptFunction`: RSA under Authing's published key, or SM2 where the client was given `encryption`.
 * @throws AuthingError reason `invalid_argument`: no text, or no key; `unsupported`: no secure randomness on this phone
 */
export async function encryptPassword(password: string, publicKey: string, encryption?: Encryption): Promise<string> {
  if (typeof password !== 'string') throw invalidArgument('password: string');
  return encryption && encryption.type === 'sm2' ? encryptSm2(password, encryption.publicKey || '') : encryptRsa(password, publicKey);
}

/** How the SDK types the answers of two methods. */
export interface ResetAnswer {
  message?: string;
  code?: number;
}

export interface ForcedReset {
  token: string;
  newPassword: string;
  oldPassword: string;
}

/** The password as it may travel. */
export async function encrypted(client: SdkAuthenticationClient, password: string): Promise<string> {
  // Private to the SDK's class, which leaves its type out of its declarations.
  const keys = client['publicKeyManager'] as { getPublicKey(): Promise<string> };
  const key = await keys.getPublicKey();
  return client.options.encryptFunction!(password, key, client.options.encryption);
}

/** Sets another password for whom the code in `variables` was sent to. */
export async function resetByCode(client: SdkAuthenticationClient, variables: object, newPassword: string): Promise<CommonMessage> {
  return ask(client, resetPassword, {
    ...variables,
    newPassword: await encrypted(client, newPassword),
  }) as Promise<CommonMessage>;
}

export async function resetByFirstLoginToken(
  client: SdkAuthenticationClient,
  { token, password }: { token: string; password: string },
): Promise<ResetAnswer> {
  const variables = { token, password: await encrypted(client, password) };
  return ask(client, resetPasswordByFirstLoginToken, variables) as Promise<ResetAnswer>;
}

export async function resetByForceResetToken(
  client: SdkAuthenticationClient,
  { token, newPassword, oldPassword }: ForcedReset,
): Promise<ResetAnswer> {
  const next = await encrypted(client, newPassword);
  const variables = { token, newPassword: next, oldPassword: await encrypted(client, oldPassword) };
  return ask(client, resetPasswordByForceResetToken, variables) as Promise<ResetAnswer>;
}

export async function updatePassword(client: SdkAuthenticationClient, newPassword: string, oldPassword?: string): Promise<User> {
  const next = await encrypted(client, newPassword);
  const last = await (oldPassword ? encrypted(client, oldPassword) : undefined);
  return ask(client, changePassword, { newPassword: next, oldPassword: last }) as Promise<User>;
}
