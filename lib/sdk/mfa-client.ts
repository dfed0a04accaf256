import { choosePicture, uploadPicture } from '../endpoints/update-avatar';
import type { KernelClient } from '../client/kernel-client';
import type { ConnectionOptions } from '../http/options';
import { withFreshTokens } from '../session/renewal';
import { SdkMfaAuthenticationClient } from './authing-js-sdk';
import type { IMfaAssociation, User } from './authing-js-sdk';
import { invalidArgument } from './invalid-argument';

/** Where a second factor is bound: to the app, or by the user for themselves. */
type TotpSource = 'APPLICATION' | 'SELF';

/** The SDK's `mfa`; signatures are the SDK's, but that a file is a path here, not a Blob. */
export class MfaAuthenticationClient extends SdkMfaAuthenticationClient {
  override async assosicateMfaAuthenticator({
    authenticatorType,
    mfaToken,
    source,
  }: { authenticatorType: string; mfaToken?: string; source?: TotpSource } = ownTotp): Promise<IMfaAssociation> {
    return this.post('/mfa/totp/associate', mfaToken, { authenticator_type: authenticatorType, source }) as Promise<IMfaAssociation>;
  }

  override async confirmAssosicateMfaAuthenticator({
    authenticatorType,
    totp,
    source,
    mfaToken,
  }: { authenticatorType: string; totp?: string; source?: TotpSource; mfaToken?: string } = ownTotp): Promise<{
    code: number;
    message: string;
  }> {
    await this.post('/mfa/totp/associate/confirm', mfaToken, { authenticator_type: authenticatorType, totp, source });
    return { code: 200, message: 'TOTP MFA 绑定成功' };
  }

  override async verifyTotpMfa({ totp, mfaToken }: { totp: string; mfaToken: string }): Promise<User> {
    return this.post('/mfa/totp/verify', mfaToken, { totp }) as Promise<User>;
  }

  override async verifyTotpRecoveryCode({ recoveryCode, mfaToken }: { recoveryCode: string; mfaToken: string }): Promise<User> {
    return this.post('/mfa/totp/recovery', mfaToken, { recoveryCode }) as Promise<User>;
  }

  override async verifyAppSmsMfa({
    phone,
    code,
    mfaToken,
    phoneCountryCode,
  }: {
    phone: string;
    code: string;
    mfaToken: string;
    phoneCountryCode?: string;
  }): Promise<User> {
    return this.post('/applications/mfa/sms/verify', mfaToken, { phone, code, phoneCountryCode }) as Promise<User>;
  }

  override async verifyAppEmailMfa({ email, code, mfaToken }: { email: string; mfaToken: string; code: string }): Promise<User> {
    return this.post('/applications/mfa/email/verify', mfaToken, { email, code }) as Promise<User>;
  }

  override async phoneOrEmailBindable({ phone, email, mfaToken }: { phone?: string; email?: string; mfaToken: string }): Promise<boolean> {
    return this.post('/applications/mfa/check', mfaToken, { email, phone }) as Promise<boolean>;
  }

  override verifyFaceMfa(photo: string, mfaToken: string): Promise<User> {
    return this.post('/mfa/face/verify', mfaToken, { photo }) as Promise<User>;
  }

  override async associateFaceByUrl({
    baseFace,
    compareFace,
    mfaToken,
  }: {
    baseFace: string;
    compareFace: string;
    mfaToken?: string;
  }): Promise<User> {
    return this.post('/mfa/face/associate', mfaToken, { photoA: baseFace, photoB: compareFace, isExternal: true }) as Promise<User>;
  }

  /**
   * Lets the user choose a picture of their face, and uploads it.
   * @throws AuthingError reason `cancelled`, `file` …
   */
  override async associateFaceByLocalFile(mfaToken?: string): Promise<User> {
    return this.associateFaceByBlob({ baseFace: await choosePicture(), ...(mfaToken && { mfaToken }) });
  }

  /** @param opts `baseFace`, `compareFace`: paths of files, because a mini program has no Blobs */
  override async associateFaceByBlob({
    baseFace,
    compareFace,
    mfaToken,
  }: {
    mfaToken?: string;
    baseFace: unknown;
    compareFace?: unknown;
  }): Promise<User> {
    const photoA = await this.upload(baseFace);
    const photoB = await (compareFace ? this.upload(compareFace) : photoA);
    return this.post('/mfa/face/associate', mfaToken, { photoA, photoB }) as Promise<User>;
  }

  private post(path: string, mfaToken: string | undefined, data: object): Promise<unknown> {
    return this.httpClient.request({
      method: 'POST',
      url: `${this.baseClient.appHost}/api/v2${path}`,
      data,
      ...(mfaToken && { headers: { authorization: `Bearer ${mfaToken}` } }),
    });
  }

  /** @returns the key under which Authing keeps the picture */
  private async upload(filePath: unknown): Promise<string> {
    if (typeof filePath !== 'string') throw invalidArgument('baseFace, compareFace: file path');
    const options = this.options as typeof this.options & ConnectionOptions;
    return withFreshTokens(this as unknown as KernelClient, () =>
      uploadPicture(options, this.tokenProvider.getToken(), { folder: 'face-photo&private=true', field: 'key' }, filePath),
    );
  }
}

const ownTotp = { authenticatorType: 'totp', source: 'SELF' } as const;
