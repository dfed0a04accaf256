import { sharedClient } from './client/shared-client';
import { setClientFactory } from './client/shared-session';
import { AuthenticationClient } from './sdk/authentication-client';

// Not evaluated before an app asks for a client: by getAuthing(), `this.authing`, or `new AuthenticationClient()`.
setClientFactory((config) => new AuthenticationClient(config));

/**
 * The client that all pages and components share, made when first asked for.
 * @throws AuthingError reason `not_configured`
 */
export function getAuthing(): AuthenticationClient {
  return sharedClient() as AuthenticationClient;
}

export { AuthenticationClient };
export { authingBehavior } from './behavior/authing-behavior';
export { onAuthStateChange } from './client/auth-state';
export type { AuthingState } from './client/auth-state';
export { configureAuthing } from './client/shared-session';
export type { AuthingConfig } from './client/config';
export type { LoginCode, PhoneToken } from './codes';
export { AuthingError } from './errors/authing-error';
export type { AuthingErrorStage } from './errors/authing-error';
export type { AuthingErrorReason } from './errors/reasons';
export type {
  AgreeEvent,
  AgreementEvent,
  AuthingErrorDetail,
  AvatarEvent,
  AvatarProgressEvent,
  CancelEvent,
  ChargeEvent,
  DeleteAccountEvent,
  LoginEvent,
  NicknameCancelEvent,
  NicknameCancelReason,
  NicknameEvent,
  PanelCancelEvent,
  PanelDoneEvent,
  ProfileEvent,
  SignedOutUser,
  SignOutEvent,
  UserPanelCancelEvent,
  UserPanelCancelReason,
  PhoneEvent,
  PhoneLoginEvent,
} from './events';
export type { CredentialsAnswer, TokenIntrospection, TokenSet, UserInfo } from './sdk/oidc-methods';
export type { AuthenticationClientOptions } from './sdk/options';
export type { StorageCipher } from './session/cipher';
export type { User } from './session/user';
export type { UserInfoData } from './endpoints/login-by-code';
export type { PanelStep } from './panel/path';
export type { LoginPanelWords } from './panel/login-words';
export type { UserPanelWords } from './panel/user-words';
export type { PhoneNumber } from './endpoints/phone';
export type { CancelReason } from './wx/refusal';
export type { UploadProgress } from './wx/upload-file';
