/**
 * Every look a component can have: what is photographed, and what the other tests of this folder go through. A new state is a line here and
 * `npm run looks -- -u`.
 */

/** One component, looking one way. */
export interface State {
  /** Names it in pictures and in failures. */
  readonly name: string;
  /** Attributes in WXML, as a page writes them. */
  readonly attributes?: string;
  /** WXML between its tags. */
  readonly slot?: string;
  /** Its own data, for what only a flow under way shows. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** A method of its own that is called. */
  readonly calls?: 'ask';
  /** What runs is its own business: one of its buttons shows it. */
  readonly busy?: true;
  /** With a finger on it. */
  readonly pressed?: true;
  /** px. On a screen of its own, this high: for what covers the screen. */
  readonly screen?: number;
}

/** More and longer than the usual two. */
export const documents = ['User Agreement of the Example Shop', 'Privacy Policy', 'Rules for Members and Their Points'];

const LONG = 'A text that nobody would write on a button, but that a translation may come to';

const states = (named: Readonly<Record<string, Omit<State, 'name'>>>): readonly State[] =>
  Object.entries(named).map(([name, state]) => ({ name, ...state }));

/** Both buttons share one style; what a type looks like in each condition is the same for both. */
const button = states({
  default: {},
  primary: { attributes: 'type="primary"' },
  warn: { attributes: 'type="warn"' },
  plain: { attributes: 'plain' },
  'plain primary': { attributes: 'plain type="primary"' },
  'plain warn': { attributes: 'plain type="warn"' },
  mini: { attributes: 'size="mini"' },
  'mini primary': { attributes: 'size="mini" type="primary"' },
  'mini plain': { attributes: 'size="mini" plain' },
  disabled: { attributes: 'disabled' },
  'primary disabled': { attributes: 'type="primary" disabled' },
  'plain disabled': { attributes: 'plain disabled' },
  busy: { data: { busy: 2 } },
  'primary busy': { attributes: 'type="primary"', data: { busy: 2 } },
  'mini busy': { attributes: 'size="mini"', data: { busy: 2 } },
  pressed: { pressed: true },
  'primary pressed': { attributes: 'type="primary"', pressed: true },
  'plain pressed': { attributes: 'plain', pressed: true },
  'long text': { attributes: `type="primary" text="${LONG}"` },
  'mini long text': { attributes: `size="mini" text="${LONG}"` },
  'slot after text': { attributes: 'type="primary"', slot: '<text>→</text>' },
  'slot alone': { attributes: 'text=""', slot: '<text>Join us</text>' },
});

const pick = (from: readonly State[], ...names: readonly string[]): readonly State[] => from.filter(({ name }) => names.includes(name));

const PHOTO = 'src="/photo.svg"';

/** What avatar-picker asks somebody who is signed in; phone-button asks in earnest. */
const question = {
  title: 'Please read and agree to',
  names: ['Terms of Service', 'Privacy Policy'],
  agree: 'Agree and continue',
  decline: 'Not now',
  sheet: true,
};

/** By component: the folder's name. */
export const components: Readonly<Record<string, readonly State[]>> = {
  'login-button': button,
  'phone-button': [
    ...pick(button, 'default', 'primary', 'plain', 'mini', 'primary disabled', 'primary busy', 'primary pressed'),
    ...states({
      'action get': { attributes: 'action="get"' },
      'asking for consent': { attributes: 'agreed="{{false}}"', calls: 'ask', screen: 480 },
      // As high as the smallest phone, on which it has to be scrolled when letters are large.
      'asking for consent to much': { attributes: `agreed="{{false}}" agreement="{{documents}}"`, calls: 'ask', screen: 568 },
    }),
  ],
  'nickname-input': states({
    empty: {},
    'with a name': { attributes: 'value="Ann"' },
    disabled: { attributes: 'value="Ann" disabled' },
    busy: { attributes: 'value="Ann"', data: { busy: true } },
    pressed: { attributes: 'value="Ann"', pressed: true },
    'with a hint': { attributes: 'value="Ann"', data: { hint: LONG } },
    'name refused': { data: { hint: 'WeChat did not accept this nickname. Choose another' } },
    'without button': { attributes: 'text=""' },
    slot: { slot: '<view>up to 64 characters</view>' },
  }),
  'login-panel': states({
    'signing in': { data: { view: 'login', notice: '' } },
    'with an error': { data: { view: 'login', notice: LONG } },
    'phone number': { data: { view: 'phone', by: 'wechat', notice: '' } },
    'phone number by code': { data: { view: 'phone', by: 'code', notice: '' } },
    'code sent': { data: { view: 'phone', by: 'code', number: '13800138000', digits: '1234', seconds: 42, notice: '' } },
    'code on its way': {
      data: { view: 'phone', by: 'code', number: '13800138000', digits: '1234', seconds: 42, working: true, notice: '' },
      busy: true,
    },
    'no number from WeChat': { data: { view: 'phone', by: 'wechat', wayOn: 'code', notice: 'WeChat has blocked this. Use another way' } },
    'number of another account': {
      data: { view: 'phone', by: 'code', number: '13800138000', digits: '1234', wayOn: 'account', notice: 'The number is in use' },
    },
    'which account': { data: { view: 'phone', by: 'wechat', connecting: true, wayOn: 'code', leaves: true, notice: '' } },
    'sheet closed': { data: { view: 'phone', by: 'wechat', calm: true, notice: 'Nothing was shared. Try again whenever you like.' } },
    'nobody knows who': { data: { view: 'wait', notice: 'No connection. Check the network and try again' } },
    profile: { data: { view: 'profile', notice: '' } },
    'profile, half': { data: { view: 'profile', some: true, leaves: false, notice: '' } },
  }),
  'user-panel': states({
    account: { data: { signedIn: true, phone: '138****8000' } },
    'without number, with an error': { data: { signedIn: true, notice: LONG } },
    'deleting by code': { data: { signedIn: true, phone: '138****8000', deleting: true, byCode: true } },
    'deleting, at work': {
      data: { signedIn: true, phone: '138****8000', deleting: true, byCode: true, digits: '1234', seconds: 42, working: true },
      busy: true,
    },
    'deleting, wrong code': {
      data: { signedIn: true, phone: '138****8000', deleting: true, byCode: true, digits: '1234', notice: 'The code is wrong' },
    },
    'deleting by request': { data: { signedIn: true, deleting: true } },
    'signing out': { data: { signedIn: true, phone: '138****8000', working: true } },
  }),
  'avatar-picker': states({
    'without picture': {},
    'with picture': { attributes: PHOTO },
    disabled: { attributes: `${PHOTO} disabled` },
    'uploading 40 %': { data: { busy: true, percent: 40, chosen: '/photo.svg' } },
    'uploading 100 %': { data: { busy: true, percent: 100, chosen: '/photo.svg' } },
    small: { attributes: 'size="44"' },
    'small, uploading': { attributes: 'size="44"', data: { busy: true, percent: 100, chosen: '/photo.svg' } },
    'picture alone': { attributes: `${PHOTO} text=""` },
    'tiny alone': { attributes: `${PHOTO} text="" size="24"` },
    'long text': { attributes: `text="${LONG}"` },
    slot: { slot: '<text>at most 5 MB</text>' },
    'picture that fails': { attributes: 'src="/missing.png"' },
    'asking for consent': { data: { question }, screen: 480 },
  }),
};
