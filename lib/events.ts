import type { AuthingErrorStage } from './errors/authing-error';
import type { AuthingErrorReason } from './errors/reasons';
import type { PanelStep } from './panel/path';
import type { User } from './session/user';
import type { CancelReason } from './wx/refusal';

/** `login` of login-button. */
export interface LoginEvent {
  user: User;
  mode: 'silent' | 'userinfo';
}

/** `login` of phone-button. */
export interface PhoneLoginEvent {
  user: User;
}

/** `phone` of phone-button. */
export interface PhoneEvent {
  /** Without a plus: `86`. */
  countryCode: string;
  /** With the country code, where it is not 86. */
  phoneNumber: string;
  /** Without the country code. */
  purePhoneNumber: string;
  /** With action `login`: who is signed in now. */
  user?: User;
}

/** `charge` of phone-button: WeChat has handed over a number, and charges for it, whatever becomes of it. */
export interface ChargeEvent {
  /** They have different prices. */
  kind: 'phone' | 'realtime';
  /** ms since 1970, by the phone's clock. */
  at: number;
}

/** `avatar` of avatar-picker. */
export interface AvatarEvent {
  /** Address of the new picture. */
  photo: string;
  user: User;
}

/** `progress` of avatar-picker. */
export interface AvatarProgressEvent {
  /** 0 to 100. */
  percent: number;
  /** bytes */
  sent: number;
  /** bytes */
  total: number;
}

/** `nickname` of nickname-input: it is saved. */
export interface NicknameEvent {
  /** As Authing has it now. */
  nickname: string;
  user: User;
}

/**
 * Why nothing was saved although nothing went wrong: the user declined the privacy terms, or the app's own; went to read those; or this is
 * their name already.
 */
export type NicknameCancelReason = 'privacy' | 'declined' | 'cancelled' | 'unchanged';

/** `cancel` of nickname-input. */
export interface NicknameCancelEvent {
  reason: NicknameCancelReason;
}

/** `agree` of every component but user-panel: the person has agreed to the app's own terms. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Details are objects, each with a type of its own.
export interface AgreeEvent {}

/** `agreement` of every component but user-panel: the person wants to read one of the documents. */
export interface AgreementEvent {
  /** Its place in the property `agreement`, from 0. */
  index: number;
  name: string;
}

/** `cancel` of login-button, phone-button and avatar-picker: the user did not want to. */
export interface CancelEvent {
  reason: CancelReason;
}

/** `done` of login-panel: signed in, and everything that the page asks for was given or put off. */
export interface PanelDoneEvent {
  user: User;
}

/** Who was signed in; a token that is worth nothing any more is no part of it. */
export type SignedOutUser = Omit<User, 'token'>;

/** `profile` of user-panel: picture or name is another. */
export interface ProfileEvent {
  user: User;
}

/** `signout` of user-panel: nobody is signed in any more. */
export interface SignOutEvent {
  /** Null where only a token was known. */
  user: SignedOutUser | null;
}

/** `delete` of user-panel. */
export interface DeleteAccountEvent {
  user: SignedOutUser | null;
  /** False: they confirmed, and are signed in; the rest is the page's to do. */
  deleted: boolean;
}

/** Why nothing was changed in user-panel: that of its picture or its name, which nobody is asked to agree for; or they keep the account. */
export type UserPanelCancelReason = 'denied' | 'cancelled' | 'privacy' | 'unchanged';

/** `cancel` of user-panel: nothing was changed. */
export interface UserPanelCancelEvent {
  reason: UserPanelCancelReason;
}

/** `cancel` of login-panel: somebody declined a step that nothing comes after. */
export interface PanelCancelEvent {
  reason: 'denied';
  step: PanelStep;
}

/** `error` of every component: the error's fields as a plain object, because event details are data. */
export interface AuthingErrorDetail {
  code: number;
  reason: AuthingErrorReason;
  message: string;
  stage: AuthingErrorStage;
  retryable: boolean;
  data: unknown;
}
