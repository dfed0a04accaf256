/** Languages that Authing's messages and ours come in. */
export type Language = 'zh-CN' | 'en-US';

/* One person reads this phone: whatever client an error comes from, it speaks one language, and who chose last has chosen. */
let chosen: Language | undefined;
let configured: Language | undefined;
let detected: Language | undefined;

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

/** Undefined where there is no WeChat to ask. */
function detectLanguage(): Language | undefined {
  if (typeof wx === 'undefined') return undefined;
  const name = appInfo().language;
  return typeof name === 'string' && name !== '' && name.slice(0, 2) !== 'zh' ? 'en-US' : 'zh-CN';
}

/** What WeChat says of itself; nothing where there is no WeChat. wx.getAppBaseInfo needs base library 2.20.1. */
export function appInfo(): { readonly language?: string; readonly SDKVersion?: string } {
  if (typeof wx === 'undefined') return {};
  if (typeof wx.getAppBaseInfo === 'function') return wx.getAppBaseInfo() || {};
  return (typeof wx.getSystemInfoSync === 'function' && wx.getSystemInfoSync()) || {};
}

/** Whether this base library has something, in wx.canIUse's words; true where nobody can tell (base library below 1.1.1). */
export function supports(schema: string): boolean {
  return typeof wx === 'undefined' || typeof wx.canIUse !== 'function' || wx.canIUse(schema) !== false;
}
