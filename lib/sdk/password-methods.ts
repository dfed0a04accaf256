import { resetPassword, resetPasswordByFirstLoginToken, resetPasswordByForceResetToken, updatePassword } from './authing-js-sdk';
import type { CommonMessage, User } from './authing-js-sdk';
import { SessionMethods } from './session-methods';

/** How the SDK types the answers of two of these methods. */
interface Answer {
  message?: string;
  code?: number;
}

/** The SDK's methods that change a password, which never travels as it is; signatures are the SDK's. */
export class PasswordMethods extends SessionMethods {
  override resetPasswordByPhoneCode(phone: string, code: string, newPassword: string, phoneCountryCode?: string): Promise<CommonMessage> {
    return this.reset({ phone, code, phoneCountryCode }, newPassword);
  }

  override resetPasswordByEmailCode(email: string, code: string, newPassword: string): Promise<CommonMessage> {
    return this.reset({ email, code }, newPassword);
  }

  override async resetPasswordByFirstLoginToken({ token, password }: { token: string; password: string }): Promise<Answer> {
    return this.ask(resetPasswordByFirstLoginToken, 'resetPasswordByFirstLoginToken', {
      token,
      password: await this.encrypted(password),
    }) as Promise<Answer>;
  }

  override async resetPasswordByForceResetToken({
    token,
    newPassword,
    oldPassword,
  }: {
    token: string;
    newPassword: string;
    oldPassword: string;
  }): Promise<Answer> {
    const next = await this.encrypted(newPassword);
    return this.ask(resetPasswordByForceResetToken, 'resetPasswordByForceResetToken', {
      token,
      newPassword: next,
      oldPassword: await this.encrypted(oldPassword),
    }) as Promise<Answer>;
  }

  override async updatePassword(newPassword: string, oldPassword?: string): Promise<User> {
    const next = await this.encrypted(newPassword);
    return this.ask(updatePassword, 'updatePassword', {
      newPassword: next,
      oldPassword: await (oldPassword ? this.encrypted(oldPassword) : undefined),
    }) as Promise<User>;
  }

  private async reset(variables: object, newPassword: string): Promise<CommonMessage> {
    return this.ask(resetPassword, 'resetPassword', {
      ...variables,
      newPassword: await this.encrypted(newPassword),
    }) as Promise<CommonMessage>;
  }

  /** The password as it may travel. */
  protected async encrypted(password: string): Promise<string> {
    // Private to the SDK's class, which leaves its type out of its declarations.
    const keys = this['publicKeyManager'] as { getPublicKey(): Promise<string> };
    const key = await keys.getPublicKey();
    return this.options.encryptFunction!(password, key, this.options.encryption);
  }
}
