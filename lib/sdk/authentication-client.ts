import { updateAvatar } from '../endpoints/update-avatar';
import type { Client } from '../client/client';
import { loginByCode } from '../endpoints/login-by-code';
import type { UserInfoData } from '../endpoints/login-by-code';
import { getPhone, loginByPhone } from '../endpoints/phone';
import type { PhoneNumber } from '../endpoints/phone';
import {
  BrowserFingerprintClient,
  EnterpriseAuthenticationClient,
  PrincipalAuthenticationClient,
  QrCodeAuthenticationClient,
  SocialAuthenticationClient,
} from './authing-js-sdk';
import type { User } from './authing-js-sdk';
import { EventAuthenticationClient } from './event-client';
import { guard, watchRequests } from './guard';
import { MfaAuthenticationClient } from './mfa-client';
import { NaiveHttpClient } from './naive-http-client';
import { OidcMethods } from './oidc-methods';
import { sdkOptions } from './options';
import type { AuthenticationClientOptions, ResolvedOptions } from './options';
import { publicCloudDomain } from './addresses';
import { prepareRandomText } from './random-text';
import { withdrawUnsupported } from './unsupported';

/**
 * The client: every method of `AuthenticationClient` of authing-js-sdk, called exactly alike, and WeChat's four.
 *
 * It shares its session with the components (WeChat Storage, one for each appId). All it throws, or rejects with, is an
 * `AuthingError`. What needs a browser window rejects at once with reason `unsupported`; docs/sdk-methods.md has the list.
 *
 * @example
 * const authing = new AuthenticationClient({ appId: 'YOUR_APP_ID' });
 * const user = await authing.loginByEmail('user@example.com', 'password');
 */
export class AuthenticationClient extends OidcMethods implements Client {
  declare options: ResolvedOptions;

  /**
   * Leaves `options` as it is; a frozen object will do.
   * @throws AuthingError reason `not_configured`: no `appId`, or a host that is not https
   */
  constructor(options: AuthenticationClientOptions) {
    super(sdkOptions(options));
    const { tokenProvider, httpClient, graphqlClient } = this;
    const naiveHttpClient = new NaiveHttpClient(this.options, tokenProvider);
    // The SDK's class of this name drags axios along; only `request` is ever called.
    this.naiveHttpClient = naiveHttpClient as unknown as this['naiveHttpClient'];
    this.mfa = new MfaAuthenticationClient(this.options, tokenProvider, httpClient);
    this.event = new EventAuthenticationClient(this.options, tokenProvider, httpClient);
    watchRequests(httpClient);
    watchRequests(graphqlClient);
    watchRequests(naiveHttpClient);
    // The SDK's default is the public cloud's, where a private deployment's token has no business.
    if (!options.socketUri && !publicCloudDomain(this.baseClient.appHost)) this.options.socketUri = '';
    prepareRandomText();
  }

  /**
   * Signs in with a code from `wx.login`; the first time, Authing creates the account.
   * @param options `iv` and `encryptedData` (only together) of `<button open-type="getUserInfo">`; `rawData` is taken unverified
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async loginByCode(code: string, options?: UserInfoData | null): Promise<User> {
    return loginByCode(this, code, options || {});
  }

  /**
   * Signs in with the phone number of `<button open-type="getPhoneNumber">`.
   * @param code of a `wx.login` that ended before the button was tapped
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async loginByPhone(code: string, iv: string, encryptedData: string): Promise<User> {
    return loginByPhone(this, code, iv, encryptedData);
  }

  /**
   * The phone number of `<button open-type="getPhoneNumber">`; registers and binds nothing.
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async getPhone(code: string, iv: string, encryptedData: string): Promise<PhoneNumber> {
    return getPhone(this, code, iv, encryptedData);
  }

  /**
   * Uploads a picture and makes it the signed-in user's photo.
   * @param filePath without one (or with the SDK's `{ accept }`) the user is asked to choose
   * @throws AuthingError reason `unauthenticated`, `cancelled`, `file` …
   */
  override updateAvatar(filePath?: string | { accept?: string } | null): Promise<User> {
    return updateAvatar(this, typeof filePath === 'string' ? filePath : undefined);
  }

  /** The same as `updateAvatar`. */
  override uploadAvatar(filePath?: string | { accept?: string } | null): Promise<User> {
    return this.updateAvatar(filePath);
  }
}

withdrawUnsupported({ SocialAuthenticationClient, EnterpriseAuthenticationClient, QrCodeAuthenticationClient, BrowserFingerprintClient });

[
  AuthenticationClient,
  MfaAuthenticationClient,
  EventAuthenticationClient,
  SocialAuthenticationClient,
  EnterpriseAuthenticationClient,
  QrCodeAuthenticationClient,
  PrincipalAuthenticationClient,
  BrowserFingerprintClient,
].forEach(guard);
