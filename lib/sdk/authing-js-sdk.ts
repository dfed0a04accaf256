/**
 * The only file that touches `authing-js-sdk`.
 *
 * In the built package the compiled output of this file is replaced: `tools/sdk/bundle.ts` follows these very exports
 * into the SDK's TypeScript sources, leaves out what a phone cannot use and writes one file (and one `.d.ts`).
 * So what is not exported here, and not reached from it, is not shipped.
 */
export { AuthenticationClient as SdkAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/AuthenticationClient';
export { BrowserFingerprintClient } from 'authing-js-sdk/build/main/lib/authentication/BrowserFingerprintClient';
export { EnterpriseAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/EnterpriseAuthenticationClient';
export { EventAuthenticationClient as SdkEventAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/EventAuthenticationClient';
export { MfaAuthenticationClient as SdkMfaAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/MfaAuthenticationClient';
export { PrincipalAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/PrincipalAuthentication';
export { QrCodeAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/QrCodeAuthenticationClient';
export { SocialAuthenticationClient } from 'authing-js-sdk/build/main/lib/authentication/SocialAuthenticationClient';
export {
  bindEmail,
  bindPhone,
  loginByEmail,
  loginByPhoneCode,
  loginByPhonePassword,
  loginBySubAccount,
  loginByUsername,
  refreshToken,
  registerByEmail,
  registerByPhoneCode,
  registerByUsername,
  resetPassword,
  resetPasswordByFirstLoginToken,
  resetPasswordByForceResetToken,
  unbindEmail,
  unbindPhone,
  updateEmail,
  updatePassword,
  updatePhone,
  updateUser,
  user,
} from 'authing-js-sdk/build/main/lib/graphqlapi';
export { convertObjectToKeyValueList } from 'authing-js-sdk/build/main/lib/utils';
export type {
  AuthenticationClientOptions as SdkAuthenticationClientOptions,
  ICasParams,
  ILogoutParams,
  IMfaAssociation,
  IOauthParams,
  IOidcParams,
  SigninByCredentialsDto,
} from 'authing-js-sdk/build/main/lib/authentication/types';
export type { CommonMessage, RefreshToken, RegisterProfile, UpdateUserInput } from 'authing-js-sdk/build/main/types/graphql.v2';
export type { Encryption, KeyValuePair, Lang, User } from 'authing-js-sdk/build/main/types/index';
