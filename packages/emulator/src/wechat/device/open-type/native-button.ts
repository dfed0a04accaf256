import type { UserInfo } from '../../gateway/gateway';

/** What a native `<button>` looks like at the moment of the tap. */
export interface NativeButton {
  /** The attribute as written, e.g. `getPhoneNumber|agreePrivacyAuthorization`; empty means none. */
  openType: string;
  disabled?: boolean;
  /** The native button's own id. `agreePrivacyAuthorization` needs it. */
  id?: string;
  /** `lang` attribute, for getUserInfo. Default `en`, as in WeChat. */
  lang?: string;
  /** `phone-number-no-quota-toast`. Default true; since 3.0.1. */
  phoneNumberNoQuotaToast?: boolean;
  /** Names of the native events that have a handler (`getphonenumber` …). Default: not known, taken as all. */
  bindings?: readonly string[];
  /** Asked when an event is due; false: the button is gone and the event with it. Default: always there. */
  mounted?: () => boolean;
}

export interface PhoneNumberDetail {
  errMsg: string;
  errno?: number;
  /** Dynamic phone token; 5 minutes, single use, not a login code. */
  code?: string;
  encryptedData?: string;
  iv?: string;
  cloudID?: string;
}

export interface GetUserInfoDetail {
  errMsg: string;
  errno?: number;
  userInfo?: UserInfo;
  rawData?: string;
  signature?: string;
  encryptedData?: string;
  iv?: string;
  cloudID?: string;
}

/** An event that WeChat fires on the button, never bubbling. */
export type NativeButtonEvent =
  | { name: 'getphonenumber'; detail: PhoneNumberDetail }
  | { name: 'getrealtimephonenumber'; detail: PhoneNumberDetail }
  | { name: 'getuserinfo'; detail: GetUserInfoDetail }
  | { name: 'chooseavatar'; detail: { avatarUrl: string } }
  | { name: 'agreeprivacyauthorization'; detail: { errMsg: string; errno?: number } }
  | { name: 'error'; detail: { errMsg: string; errno?: number } };

/** A tap under way. */
export interface Press {
  /**
   * Settles when WeChat has nothing more to say, with the events that were dispatched. Never settles when nothing ever comes: the person
   * leaves the sheet open, or an avatar fails the safety check.
   */
  readonly settled: Promise<readonly NativeButtonEvent[]>;
}
