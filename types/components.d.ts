/**
 * The components' properties and events, once for all: what JSX and Vue's templates know of them is made from this. The READMEs in
 * `components/` say what each means.
 */
import type {
  AgreeEvent,
  AgreementEvent,
  AuthingErrorDetail,
  AvatarEvent,
  AvatarProgressEvent,
  CancelEvent,
  ChargeEvent,
  DeleteAccountEvent,
  LoginEvent,
  LoginPanelWords,
  NicknameCancelEvent,
  NicknameEvent,
  PanelCancelEvent,
  PanelDoneEvent,
  ProfileEvent,
  SignOutEvent,
  UserPanelCancelEvent,
  UserPanelWords,
  PhoneEvent,
  PhoneLoginEvent,
} from '../miniprogram_dist/index';

/** Those of every component but user-panel: consent to the app's own terms. */
export interface ConsentProperties {
  /** Left out: nobody is asked. `false`: a tap asks first. */
  agreed?: boolean | undefined;
  /** The names of what is agreed to. */
  agreement?: readonly string[] | string | undefined;
}

export interface ConsentEvents {
  agree: AgreeEvent;
  agreement: AgreementEvent;
}

/** Those of both buttons; but for `text` as on WeChat's own. */
export interface ButtonProperties extends ConsentProperties {
  /** Default `auto`: WeChat asks for consent to its privacy agreement. `combined`: the tap gives it, where the base library can. */
  privacy?: 'auto' | 'combined' | undefined;
  disabled?: boolean | undefined;
  type?: 'default' | 'primary' | 'warn' | undefined;
  size?: 'default' | 'mini' | undefined;
  plain?: boolean | undefined;
  /** The words on the button; `''` leaves the content to the slot. */
  text?: string | undefined;
  /** Style of the inner button. */
  customStyle?: string | undefined;
}

export interface LoginButtonProperties extends ButtonProperties {
  /** Default `silent`: with the login code alone. */
  mode?: 'silent' | 'userinfo' | undefined;
  /** Only with `userinfo`. */
  lang?: 'en' | 'zh_CN' | 'zh_TW' | undefined;
  /** Only with `userinfo`: send WeChat's `rawData`, which nobody checks. */
  rawData?: boolean | undefined;
}

export interface LoginButtonEvents extends ConsentEvents {
  login: LoginEvent;
  error: AuthingErrorDetail;
  cancel: CancelEvent;
}

export interface PhoneButtonProperties extends ButtonProperties {
  /** Default `login`. `get` only reads the number: registers and binds nothing. */
  action?: 'login' | 'get' | undefined;
  /** Default `auto`: by phone token where `extIdpConnIdentifier` is configured, else by encrypted data. */
  flow?: 'auto' | 'encrypted' | 'token' | undefined;
  /** WeChat asks the operator whether the number is still this person's; charged higher. Needs `extIdpConnIdentifier`. */
  realtime?: boolean | undefined;
  /** Default true: WeChat tells the user by itself when the app's quota is used up. */
  phoneNumberNoQuotaToast?: boolean | undefined;
}

export interface PhoneButtonEvents extends ConsentEvents {
  charge: ChargeEvent;
  phone: PhoneEvent;
  login: PhoneLoginEvent;
  error: AuthingErrorDetail;
  cancel: CancelEvent;
}

export interface AvatarPickerProperties extends ConsentProperties {
  /** Default `wechat`: its avatar sheet. `album`: a picture from album or camera. */
  source?: 'wechat' | 'album' | undefined;
  /** Address of the picture to show; default the signed-in user's photo. */
  src?: string | undefined;
  disabled?: boolean | undefined;
  /** Let the user cut a square out of a picture from the album; WeChat's sheet does so by itself. */
  crop?: boolean | undefined;
  /** kB: a larger picture is compressed, and refused when that does not help. Default any size. */
  maxSize?: number | undefined;
  /** Width and height: px as a number, or a CSS length. */
  size?: number | string | undefined;
  /** The words below the picture; `''` leaves them to the slot. */
  text?: string | undefined;
  /** Style of the inner button. */
  customStyle?: string | undefined;
}

export interface AvatarPickerEvents extends ConsentEvents {
  avatar: AvatarEvent;
  progress: AvatarProgressEvent;
  error: AuthingErrorDetail;
  cancel: CancelEvent;
}

export interface NicknameInputProperties extends ConsentProperties {
  /** What the field shows; default the signed-in user's nickname. */
  value?: string | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  /** Characters; default 64, -1 for any number. */
  maxlength?: number | undefined;
  /** The words on the button; `''` for none: the keyboard's key saves, too. */
  text?: string | undefined;
  /** Style of the inner form. */
  customStyle?: string | undefined;
}

export interface NicknameInputEvents extends ConsentEvents {
  nickname: NicknameEvent;
  error: AuthingErrorDetail;
  cancel: NicknameCancelEvent;
}

export interface LoginPanelProperties extends ConsentProperties {
  /** As on phone-button. */
  privacy?: 'auto' | 'combined' | undefined;
  /** The phone number: default `optional`, which can be put off. */
  phone?: 'required' | 'optional' | 'never' | undefined;
  /** Picture and name: default `optional`, which can be put off. */
  profile?: 'required' | 'optional' | 'never' | undefined;
  /** How WeChat's number travels, as on phone-button. */
  flow?: 'auto' | 'encrypted' | 'token' | undefined;
  /** As on phone-button. */
  realtime?: boolean | undefined;
  /** Default true: where WeChat gives no number, a code by text message is offered. */
  fallback?: boolean | undefined;
  /** What the panel says otherwise. */
  words?: Partial<LoginPanelWords> | undefined;
  /** Style of the whole panel. */
  customStyle?: string | undefined;
}

export interface LoginPanelEvents extends ConsentEvents {
  done: PanelDoneEvent;
  charge: ChargeEvent;
  error: AuthingErrorDetail;
  cancel: PanelCancelEvent;
}

export interface UserPanelProperties {
  /** Default `account`: Authing deletes it, once a code has shown whose it is. `request`: the page does. `never`: not offered. */
  deletion?: 'account' | 'request' | 'never' | undefined;
  /** What the panel says otherwise. */
  words?: Partial<UserPanelWords> | undefined;
  /** Style of the whole panel. */
  customStyle?: string | undefined;
}

export interface UserPanelEvents {
  profile: ProfileEvent;
  signout: SignOutEvent;
  delete: DeleteAccountEvent;
  error: AuthingErrorDetail;
  cancel: UserPanelCancelEvent;
}

/** What WeChat, Taro and uni-app hand to a listener, as far as it is the same. */
export interface ComponentEvent<Detail> {
  readonly type: string;
  readonly timeStamp: number;
  readonly detail: Detail;
}

/** A listener may ask for more of the event than is the same everywhere (Taro's `BaseEventOrig`, `WechatMiniprogram.CustomEvent`). */
type Listener<Detail> = { bivariant(event: ComponentEvent<Detail>): unknown }['bivariant'];

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** As attributes: `rawData` or `raw-data`, and `onLogin` for the event `login`. */
type Attributes<Properties, Events, Classes extends string = never> = Properties & {
  [name in keyof Properties as Kebab<name & string>]: Properties[name];
} & {
  [event in keyof Events as `on${Capitalize<event & string>}`]?: Listener<Events[event]> | undefined;
} & { id?: string | undefined; customClass?: string | undefined; 'custom-class'?: string | undefined } & {
  [name in Classes]?: string | undefined;
};

/** Of the panels' parts. */
type PartClasses = 'title-class' | 'text-class' | 'button-class' | 'link-class' | 'input-class';

export type LoginButtonAttributes = Attributes<LoginButtonProperties, LoginButtonEvents>;
export type PhoneButtonAttributes = Attributes<PhoneButtonProperties, PhoneButtonEvents>;
export type AvatarPickerAttributes = Attributes<AvatarPickerProperties, AvatarPickerEvents>;
export type NicknameInputAttributes = Attributes<NicknameInputProperties, NicknameInputEvents>;
export type LoginPanelAttributes = Attributes<LoginPanelProperties, LoginPanelEvents, PartClasses>;
export type UserPanelAttributes = Attributes<UserPanelProperties, UserPanelEvents, PartClasses>;
