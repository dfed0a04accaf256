/** What the components take and tell. test/cli/doctor-components.test.ts compares it with types/components.d.ts. */

export interface Component {
  /** Properties with few values, and which. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Properties that are on or off: for WeChat any text is on. */
  readonly flags: readonly string[];
  readonly others: readonly string[];
  /** External classes, as WXML writes them. */
  readonly classes: readonly string[];
  readonly events: readonly string[];
}

const CONSENT = ['agreed', 'agreement'];
const CONSENT_EVENTS = ['agree', 'agreement'];
const WISHES = ['required', 'optional', 'never'];
const FLOWS = ['auto', 'encrypted', 'token'];
const PRIVACY = ['auto', 'combined'];
const PARTS = ['custom-class', 'title-class', 'text-class', 'button-class', 'link-class', 'input-class'];
const button = { privacy: PRIVACY, type: ['default', 'primary', 'warn'], size: ['default', 'mini'] };

export const components = {
  'login-button': {
    values: { ...button, mode: ['silent', 'userinfo'], lang: ['en', 'zh_CN', 'zh_TW'] },
    flags: ['disabled', 'plain', 'rawData'],
    others: [...CONSENT, 'text', 'customStyle'],
    classes: ['custom-class'],
    events: ['login', 'error', 'cancel', ...CONSENT_EVENTS],
  },
  'phone-button': {
    values: { ...button, action: ['login', 'get'], flow: FLOWS },
    flags: ['disabled', 'plain', 'realtime', 'phoneNumberNoQuotaToast'],
    others: [...CONSENT, 'text', 'customStyle'],
    classes: ['custom-class'],
    events: ['phone', 'login', 'charge', 'error', 'cancel', ...CONSENT_EVENTS],
  },
  'avatar-picker': {
    values: { source: ['wechat', 'album'] },
    flags: ['disabled', 'crop'],
    others: [...CONSENT, 'src', 'maxSize', 'size', 'text', 'customStyle'],
    classes: ['custom-class'],
    events: ['avatar', 'progress', 'error', 'cancel', ...CONSENT_EVENTS],
  },
  'nickname-input': {
    values: {},
    flags: ['disabled'],
    others: [...CONSENT, 'value', 'placeholder', 'maxlength', 'text', 'customStyle'],
    classes: ['custom-class'],
    events: ['nickname', 'error', 'cancel', ...CONSENT_EVENTS],
  },
  'login-panel': {
    values: { privacy: PRIVACY, phone: WISHES, profile: WISHES, flow: FLOWS },
    flags: ['realtime', 'fallback'],
    others: [...CONSENT, 'words', 'customStyle'],
    classes: PARTS,
    events: ['done', 'charge', 'error', 'cancel', ...CONSENT_EVENTS],
  },
  'user-panel': {
    values: { deletion: ['account', 'request', 'never'] },
    flags: [],
    others: ['words', 'customStyle'],
    classes: PARTS,
    events: ['profile', 'signout', 'delete', 'error', 'cancel'],
  },
} as const satisfies Readonly<Record<string, Component>>;

/** Events of WeChat's own button, and what the component tells in their place. */
export const NATIVE_FORMS: { readonly [tag in ComponentName]?: Readonly<Record<string, string>> } = {
  'login-button': { getuserinfo: 'login' },
  'phone-button': { getphonenumber: 'phone', getrealtimephonenumber: 'phone' },
  'avatar-picker': { chooseavatar: 'avatar' },
};

export type ComponentName = keyof typeof components;

/** The components, by their tags. */
export const TAGS = Object.keys(components) as ComponentName[];
