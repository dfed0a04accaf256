/** Languages that Authing's messages and ours come in. */
export type Language = 'zh-CN' | 'en-US';

/* One person reads this phone: whatever client an error comes from, it speaks one language, and who chose last has chosen. */
let chosen: Language | undefined;
let configured: Language | undefined;
let detected: Language | undefined;
/** WeChat speaks Traditional Chinese. */
let traditional = false;

/** The app's own choice (`lang` option); undefined goes back to the phone's language. */
export function setLanguage(language: Language | undefined): void {
  chosen = language;
}

/** What a configuration says: read again, it does not undo what was chosen since. */
export function configureLanguage(language: Language | undefined): void {
  if (language !== configured) chosen = configured = language;
}

/**
 * The language to speak: the app's choice, else WeChat's (`zh_CN`, `zh_TW`, `en` …), else Chinese.
 */
export function language(): Language {
  return chosen || (detected = detected || detectLanguage()) || 'zh-CN';
}

export function chineseSpoken(): boolean {
  return language() === 'zh-CN';
}

/** What a person reads on a component: in English, or in the Chinese characters of their WeChat, unless the app chose for them. */
export function spoken<Words>(simplified: Words, traditionally: Words, english: Words): Words {
  return !chineseSpoken() ? english : traditional && !chosen ? traditionally : simplified;
}

/** The class of dark colours, in an app that has a dark mode: others are told no theme, though media queries tell them. */
export function darkClass(): string {
  return appInfo().theme ? 'dark' : '';
}

/** Undefined where there is no WeChat to ask. */
function detectLanguage(): Language | undefined {
  if (typeof wx === 'undefined') return undefined;
  const name = appInfo().language;
  traditional = /TW|HK|MO/.test(String(name));
  return typeof name === 'string' && name !== '' && name.slice(0, 2) !== 'zh' ? 'en-US' : 'zh-CN';
}

/** What WeChat says of itself; nothing where there is no WeChat, or it cannot say. wx.getAppBaseInfo needs base library 2.20.1. */
export function appInfo(): { readonly language?: string; readonly SDKVersion?: string; readonly theme?: string } {
  try {
    return (typeof wx.getAppBaseInfo === 'function' ? wx.getAppBaseInfo() : wx.getSystemInfoSync()) || {};
  } catch {
    // Whoever shows a button must not fail for its language.
    return {};
  }
}

/** Whether this base library has something, in wx.canIUse's words; true where nobody can tell (base library below 1.1.1). */
export function supports(schema: string): boolean {
  try {
    return wx.canIUse(schema) !== false;
  } catch {
    return true;
  }
}
