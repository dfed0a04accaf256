import { personalInformation, type NamedInterface, type PersonalInformation, type PrivacyApp } from './privacy';

/** What to write into WeChat's console for one item. */
interface Purpose {
  readonly zh: string;
  readonly en: string;
}

/** By the console's name of the item; of each component what it does with it, as what stands after 为了. */
const purposes: Readonly<Partial<Record<PrivacyApp, Readonly<Record<string, Purpose>>>>> = {
  'login-button': { '昵称、头像': { zh: '注册和登录账号', en: 'register and sign in' } },
  'phone-button': { 手机号: { zh: '用手机号注册和登录账号', en: 'register and sign in with the phone number' } },
  'avatar-picker': {
    '昵称、头像': { zh: '设置和展示头像', en: 'set and show the picture' },
    选中的照片或视频信息: { zh: '从相册选择或拍摄照片作为头像', en: 'use a photo from album or camera as the picture' },
  },
  'nickname-input': { '昵称、头像': { zh: '设置和展示昵称', en: 'set and show the nickname' } },
  'login-panel': {
    '昵称、头像': { zh: '注册和登录账号、设置和展示头像和昵称', en: 'register and sign in, set and show picture and nickname' },
    手机号: { zh: '绑定手机号、用手机号找回账号', en: 'bind the phone number, get back into the account with it' },
    选中的照片或视频信息: { zh: '从相册选择或拍摄照片作为头像', en: 'use a photo from album or camera as the picture' },
  },
  'user-panel': {
    '昵称、头像': { zh: '设置和展示头像和昵称', en: 'set and show picture and nickname' },
    选中的照片或视频信息: { zh: '从相册选择或拍摄照片作为头像', en: 'use a photo from album or camera as the picture' },
  },
};

/**
 * The purposes of what a component names; none for what is no component.
 * @throws Error where a component names something whose purpose nobody has written down, or no longer does
 */
export function purposesOf(
  app: PrivacyApp,
  named: readonly NamedInterface[],
): readonly (Purpose & { readonly item: PersonalInformation })[] {
  const own = purposes[app];
  if (own === undefined) return [];
  const items = personalInformation.filter(({ names }) => named.some(({ name }) => names.includes(name)));
  const listed = Object.keys(own);
  if (listed.length !== items.length || items.some(({ zh }) => !listed.includes(zh)))
    throw new Error(`${app} handles ${items.map(({ zh }) => zh).join(', ')}; tools/size/privacy-purposes.ts says ${listed.join(', ')}.`);
  return items.map((item) => ({ item, ...own[item.zh]! }));
}
