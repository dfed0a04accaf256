import type { KernelClient } from '../client/kernel-client';
import { loginByCode } from '../endpoints/login-by-code';
import type { UserInfoData } from '../endpoints/login-by-code';
import { getPhone, loginByPhone } from '../endpoints/phone';
import type { PhoneNumber } from '../endpoints/phone';
import { getPhoneByToken, loginByPhoneToken } from '../endpoints/phone-token';
import type { LoginCode, PhoneToken } from '../codes';
import { updateAvatar } from '../endpoints/update-avatar';
import { setLanguage } from '../wx/device';
import { authorizeAddress, logoutAddress, publicCloudDomain } from './addresses';
import * as sdk from './authing-js-sdk';
import {
  BrowserFingerprintClient,
  EnterpriseAuthenticationClient,
  PrincipalAuthenticationClient,
  QrCodeAuthenticationClient,
  SdkAuthenticationClient,
  SocialAuthenticationClient,
} from './authing-js-sdk';
import type { CommonMessage, RegisterProfile, User } from './authing-js-sdk';
import { EventAuthenticationClient } from './event-client';
import { guard, watchRequests } from './guard';
import { copyable, oneLine } from './invalid-argument';
import { MfaAuthenticationClient } from './mfa-client';
import { NaiveHttpClient } from './naive-http-client';
import * as oidc from './oidc-methods';
import { sdkOptions } from './options';
import type { AuthenticationClientOptions, ResolvedOptions } from './options';
import * as passwords from './password-methods';
import { prepareRandomText, randomText } from './random-text';
import { renewTokensOf } from './renewing';
import * as session from './session-methods';
import * as signIn from './sign-in-methods';
import { withdrawUnsupported } from './unsupported';

/**
 * The client: every method of `AuthenticationClient` of authing-js-sdk, called exactly alike, and WeChat's six.
 *
 * It shares its session with the components (WeChat Storage, one for each appId). All it throws, or rejects with, is an
 * `AuthingError`. What needs a browser window rejects at once with reason `unsupported`; docs/sdk-methods.md has the list.
 *
 * @example
 * const authing = new AuthenticationClient({ appId: 'YOUR_APP_ID' });
 * const user = await authing.loginByEmail('user@example.com', 'password');
 */
export class AuthenticationClient extends SdkAuthenticationClient implements KernelClient {
  // Every method of ours stands here, by topic. With `override` it takes the SDK's place, signature and all, since the SDK's has a fault,
  // or needs a browser; tools/sdk leaves the SDK's out of the package. What takes more than a line is in the topic's file.

  declare options: ResolvedOptions;

  /** Leaves `options` as it is. @throws AuthingError reason `not_configured`: no `appId`, or a host that is not https */
  constructor(options: AuthenticationClientOptions) {
    super(sdkOptions(options));
    const { tokenProvider, httpClient } = this;
    // The SDK's class of this name drags axios along; only `request` is ever called.
    this.naiveHttpClient = new NaiveHttpClient(this.options, tokenProvider) as unknown as this['naiveHttpClient'];
    this.mfa = new MfaAuthenticationClient(this.options, tokenProvider, httpClient);
    this.event = new EventAuthenticationClient(this.options, tokenProvider, httpClient);
    renewTokensOf(this);
    watchRequests(this);
    // The SDK's default is the public cloud's, where a private deployment's token has no business.
    if (!options.socketUri && !publicCloudDomain(this.baseClient.appHost)) this.options.socketUri = '';
    prepareRandomText();
  }

  // WeChat: lib/endpoints

  /**
   * Signs in with a code from `wx.login`; the first time, Authing creates the account.
   * @param options `iv` and `encryptedData` (only together) of `<button open-type="getUserInfo">`; `rawData` is taken unverified
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async loginByCode(code: LoginCode, options?: UserInfoData | null): Promise<User> {
    return loginByCode(this, code, options || {});
  }

  /**
   * Signs in with the phone number of `<button open-type="getPhoneNumber">`.
   * @param code of a `wx.login` that ended before the button was tapped
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async loginByPhone(code: LoginCode, iv: string, encryptedData: string): Promise<User> {
    return loginByPhone(this, code, iv, encryptedData);
  }

  /**
   * The phone number of `<button open-type="getPhoneNumber">`; registers and binds nothing.
   * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
   */
  async getPhone(code: LoginCode, iv: string, encryptedData: string): Promise<PhoneNumber> {
    return getPhone(this, code, iv, encryptedData);
  }

  /** Signs in with `e.detail.code` of `<button open-type="getPhoneNumber">` and the code of any `wx.login`; see lib/endpoints. */
  async loginByPhoneToken(phoneToken: PhoneToken, code: LoginCode): Promise<User> {
    return loginByPhoneToken(this, phoneToken, code);
  }

  /** The number behind such a token; registers and binds nothing, and needs no `wx.login`. */
  async getPhoneByToken(phoneToken: PhoneToken): Promise<PhoneNumber> {
    return getPhoneByToken(this, phoneToken);
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

  // Who is signed in: session-methods.ts

  /**
   * The id of the signed-in user: the one the token names, else that of the cached user.
   * @throws AuthingError reason `unauthenticated`: no token, or one that has expired by this phone's clock
   */
  override checkLoggedIn(): string {
    return session.signedInId(this);
  }

  /**
   * Makes `user` the signed-in user, or adds to what is known of the one who is. A user without a token
   * leaves the stored token alone, and fields that the answer does not have stay as they were.
   * @throws AuthingError reason `invalid_argument`: no user
   */
  override setCurrentUser(user: User): void {
    session.addToUser(this, user);
  }

  /** The signed-in user as Authing knows them now; null only when Authing says that nobody is signed in. */
  override getCurrentUser(): Promise<User | null> {
    return session.askWhoIAm(this);
  }

  /**
   * Signs out here first, then at Authing.
   * @throws AuthingError stage `logout`, `data.signedOutLocally` true: Authing could not be told, but on this phone nobody is
   *   signed in any more
   */
  override logout(): Promise<void> {
    return session.signOut(this, `/api/v2/logout?app_id=${this.options.appId}`);
  }

  /** Like `logout`, for this device's session alone. */
  override logoutCurrent(): Promise<void> {
    return session.signOut(this, `/logout?appId=${this.options.appId}&deviceId=current`);
  }

  /**
   * A new token for the signed-in user; signed in by phone token, also where theirs has expired. Calls for the same token that overlap, of
   * whichever client, share one request. Where it fails, they stay signed in, unless Authing takes the refresh token no more.
   */
  override refreshToken(): Promise<sdk.RefreshToken> {
    return session.renewToken(this);
  }

  override updateProfile(updates: sdk.UpdateUserInput, options?: { emailToken?: string; phoneToken?: string } | null): Promise<User> {
    return session.updateProfile(this, updates, options);
  }

  override updatePhone(
    phone: string,
    phoneCode: string,
    oldPhone?: string,
    oldPhoneCode?: string,
    phoneCountryCode?: string,
    oldPhoneCountryCode?: string,
  ): Promise<User> {
    const variables = { phone, phoneCode, oldPhone, oldPhoneCode, phoneCountryCode, oldPhoneCountryCode };
    return session.askAboutMe(this, sdk.updatePhone, variables);
  }

  override updateEmail(email: string, emailCode: string, oldEmail?: string, oldEmailCode?: string): Promise<User> {
    return session.askAboutMe(this, sdk.updateEmail, { email, emailCode, oldEmail, oldEmailCode });
  }

  override bindPhone(phone: string, phoneCode: string, phoneCountryCode?: string): Promise<User> {
    return session.askAboutMe(this, sdk.bindPhone, { phone, phoneCode, phoneCountryCode });
  }

  override unbindPhone(): Promise<User> {
    return session.askAboutMe(this, sdk.unbindPhone, {});
  }

  override bindEmail(email: string, emailCode: string): Promise<User> {
    return session.askAboutMe(this, sdk.bindEmail, { email, emailCode });
  }

  override unbindEmail(): Promise<User> {
    return session.askAboutMe(this, sdk.unbindEmail, {});
  }

  override async setUdfValue(data: sdk.KeyValuePair): Promise<session.UdfValues> {
    return super.setUdfValue(copyable(data));
  }

  /** Also the language of this library's own messages. */
  override setLang(lang: sdk.Lang): void {
    super.setLang(oneLine('lang', lang));
    setLanguage(lang);
  }

  override setRequestFrom(requestFrom: string): void {
    super.setRequestFrom(oneLine('requestFrom', requestFrom));
  }

  // Passwords, which never travel as they are: password-methods.ts

  override resetPasswordByPhoneCode(phone: string, code: string, newPassword: string, phoneCountryCode?: string): Promise<CommonMessage> {
    return passwords.resetByCode(this, { phone, code, phoneCountryCode }, newPassword);
  }

  override resetPasswordByEmailCode(email: string, code: string, newPassword: string): Promise<CommonMessage> {
    return passwords.resetByCode(this, { email, code }, newPassword);
  }

  override resetPasswordByFirstLoginToken(given: { token: string; password: string }): Promise<passwords.ResetAnswer> {
    return passwords.resetByFirstLoginToken(this, given);
  }

  override resetPasswordByForceResetToken(given: passwords.ForcedReset): Promise<passwords.ResetAnswer> {
    return passwords.resetByForceResetToken(this, given);
  }

  override updatePassword(newPassword: string, oldPassword?: string): Promise<User> {
    return passwords.updatePassword(this, newPassword, oldPassword);
  }

  // Signing in and up without WeChat: sign-in-methods.ts

  override registerByEmail(
    email: string,
    password: string,
    profile?: RegisterProfile | null,
    options?: signIn.RegisterOptions | null,
  ): Promise<User> {
    const { phoneToken } = options || {};
    return signIn.register(this, sdk.registerByEmail, { email, phoneToken }, profile, options, password);
  }

  override registerByUsername(
    username: string,
    password: string,
    profile?: RegisterProfile | null,
    options?: signIn.RegisterByNameOptions | null,
  ): Promise<User> {
    const { phoneToken, emailToken } = options || {};
    return signIn.register(this, sdk.registerByUsername, { username, phoneToken, emailToken }, profile, options, password);
  }

  override registerByPhoneCode(
    phone: string,
    code: string,
    password?: string | null,
    profile?: RegisterProfile | null,
    options?: signIn.RegisterByPhoneOptions | null,
  ): Promise<User> {
    const { phoneCountryCode, emailToken } = options || {};
    const input = { phone, code, phoneCountryCode, emailToken };
    return signIn.register(this, sdk.registerByPhoneCode, input, profile, options, password || false);
  }

  override async registerByEmailCode(
    email: string,
    code: string,
    profile?: RegisterProfile | null,
    options?: signIn.RegisterOptions | null,
  ): Promise<User> {
    return signIn.post(this, '/api/v2/register/email-code', { email, code, profile, ...copyable(options) }) as Promise<User>;
  }

  override loginByEmail(email: string, password: string, options?: signIn.PasswordLoginOptions | null): Promise<User> {
    return signIn.loginByPassword(this, sdk.loginByEmail, { email }, options, password);
  }

  override loginByUsername(username: string, password: string, options?: signIn.PasswordLoginOptions | null): Promise<User> {
    return signIn.loginByPassword(this, sdk.loginByUsername, { username }, options, password);
  }

  override loginByPhonePassword(phone: string, password: string, options?: signIn.PasswordLoginOptions | null): Promise<User> {
    return signIn.loginByPassword(this, sdk.loginByPhonePassword, { phone }, options, password);
  }

  override async loginByPhoneCode(phone: string, code: string, options?: signIn.PhoneCodeOptions | null): Promise<User> {
    const input = signIn.withCode({ phone, code }, options);
    return signIn.signedIn(this, await session.ask(this, sdk.loginByPhoneCode, { input }));
  }

  override loginBySubAccount(account: string, password: string, options?: signIn.SubAccountOptions | null): Promise<User> {
    return signIn.loginBySubAccount(this, account, password, options || {});
  }

  override async loginByEmailCode(email: string, code: string, options?: signIn.PhoneCodeOptions | null): Promise<User> {
    return signIn.signedIn(this, await signIn.post(this, '/api/v2/login/email-code', signIn.withCode({ email, code }, options)));
  }

  override async loginByLdap(username: string, password: string, options?: signIn.DirectoryOptions | null): Promise<User> {
    return signIn.signedIn(this, await signIn.post(this, '/api/v2/ldap/verify-user', signIn.directoryLogin(username, password, options)));
  }

  /**
   * At the option `websocketHost`; for the public cloud at `https://ws.<its domain>` without it. The password goes to no host that
   * neither Authing nor the options name.
   * @throws AuthingError reason `not_configured`: a private deployment, and no `websocketHost`
   */
  override loginByAd(username: string, password: string, options?: signIn.DirectoryOptions | null): Promise<User> {
    return signIn.loginByAd(this, username, password, options);
  }

  // OpenID Connect and OAuth 2.0: oidc-methods.ts, addresses.ts

  override async getAccessTokenByCode(code: string, options?: { codeVerifier?: string } | null): Promise<oidc.Unchecked<oidc.TokenSet>> {
    return oidc.tokenByCode(this, code, options || {});
  }

  override getNewAccessTokenByRefreshToken(refreshToken: string): Promise<oidc.Unchecked<oidc.TokenSet>> {
    return oidc.tokenByRefreshToken(this, refreshToken);
  }

  override getAccessTokenByIdToken(given: {
    redirectUri: string;
    idToken: string;
    scope?: string;
  }): Promise<oidc.Unchecked<oidc.TokenSet>> {
    return oidc.tokenById(this, given);
  }

  override getAccessTokenByClientCredentials(
    scope: string,
    options?: { accessKey: string; accessSecret: string } | null,
  ): Promise<oidc.Unchecked<oidc.TokenSet>> {
    return oidc.tokenByCredentials(this, scope, options);
  }

  override introspectToken(token: string): Promise<oidc.Unchecked<oidc.TokenIntrospection>> {
    return oidc.introspectToken(this, token);
  }

  override revokeToken(token: string): Promise<boolean> {
    return oidc.revokeToken(this, token);
  }

  override getUserInfoByAccessToken(accessToken: string, options?: oidc.UserInfoOptions | null): Promise<oidc.Unchecked<oidc.UserInfo>> {
    return oidc.userInfo(this, accessToken, options);
  }

  /**
   * Signs in by Authing's v3 API and resolves with its tokens; the signed-in user of this client does not change.
   * @throws AuthingError reason `unsupported` for `autoRedirect`, which needs a browser window: take the `code` from the result
   */
  override signinByCredentials(params: sdk.SigninByCredentialsDto): Promise<oidc.CredentialsAnswer> {
    return oidc.signInByCredentials(this, params);
  }

  /** 43 letters and digits, for `codeVerifier`; where they come from: see `randomText`. */
  override generateCodeChallenge(): string {
    return randomText(43);
  }

  override getCodeChallengeDigest({ codeChallenge, method = 'S256' }: { codeChallenge: string; method: 'S256' | 'plain' }): string {
    return oidc.codeChallengeDigest(codeChallenge, method);
  }

  override buildAuthorizeUrl(options?: sdk.IOidcParams | sdk.IOauthParams | sdk.ICasParams | null): string {
    return authorizeAddress(this.baseClient.appHost, this.options, options);
  }

  override buildLogoutUrl(options?: sdk.ILogoutParams | null): string {
    return logoutAddress(this.baseClient.appHost, this.options, options);
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
