/** Which base library brought what. Versions are those of WeChat's documentation; members without an entry have always been there. */

/** `wx` members of this model, by the version that brought them. A test compares them with miniprogram-api-typings. */
export const memberSince: Readonly<Record<string, string>> = {
  arrayBufferToBase64: '1.1.0',
  base64ToArrayBuffer: '1.1.0',
  canIUse: '1.1.1',
  chooseMedia: '2.10.0',
  compressImage: '2.4.0',
  cropImage: '2.26.0',
  getAccountInfoSync: '2.2.2',
  getAppBaseInfo: '2.20.1',
  getClipboardData: '1.1.0',
  getDeviceInfo: '2.20.1',
  getFileSystemManager: '1.9.9',
  getPrivacySetting: '2.32.3',
  getRandomValues: '2.15.0',
  getSetting: '1.2.0',
  getUserCryptoManager: '2.17.3',
  getUserProfile: '2.10.4',
  getWindowInfo: '2.20.1',
  hideLoading: '1.1.0',
  nextTick: '2.2.3',
  offAppHide: '2.1.2',
  offAppShow: '2.1.2',
  offNetworkStatusChange: '2.9.3',
  offThemeChange: '2.11.0',
  onAppHide: '2.1.2',
  onAppShow: '2.1.2',
  onNeedPrivacyAuthorization: '2.32.3',
  onNetworkStatusChange: '1.1.0',
  onThemeChange: '2.11.0',
  openPrivacyContract: '2.32.3',
  requirePrivacyAuthorize: '2.32.3',
  setClipboardData: '1.1.0',
  showLoading: '1.1.0',
};

/** Open-types of `<button>` that this model acts on, by the version that brought them. */
export const openTypeSince: Readonly<Record<string, string>> = {
  getUserInfo: '1.3.0',
  getPhoneNumber: '1.2.0',
  getRealtimePhoneNumber: '2.24.4',
  chooseAvatar: '2.21.2',
  agreePrivacyAuthorization: '2.32.3',
};

/** Where behaviour, not existence, depends on the version. */
export const behaviourSince = {
  /** Asynchronous APIs called without callbacks return a promise. */
  promiseStyle: '2.10.2',
  /** Failures of `wx.login` and network APIs carry `errno`. */
  errno: '2.24.0',
  /** `getPhoneNumber` carries the dynamic phone token `code`. */
  phoneNumberCode: '2.21.2',
  /** An avatar that fails the safety check fires no event. */
  avatarReview: '2.24.4',
  /** `chooseAvatar` crops and compresses. */
  avatarEditing: '2.28.1',
  /** `<root-portal>`; below, what is in it stays where it is written. */
  rootPortal: '2.25.2',
  /** `phone-number-no-quota-toast`. */
  noQuotaToast: '3.0.1',
  /** Privacy APIs wait for consent to the privacy guide; older base libraries restrict nothing. */
  privacy: '2.32.3',
  /** `getPhoneNumber|agreePrivacyAuthorization` and its sisters work; before, they fail with errno 104. */
  privacyCombination: '2.33.1',
  /** WeChat's own dialogs carry the privacy tick, in place of the pop-up before them. What has no dialog keeps the pop-up. */
  privacyInDialog: '3.4.2',
  /** `wx.compressImage` takes a width and a height. */
  compressedSize: '2.26.0',
  /** `<input type="nickname">`. */
  nicknameInput: '2.21.2',
  /** A nickname that fails the safety check is cleared when the input loses the focus. */
  nicknameReview: '2.24.4',
  /** `bindnicknamereview`. */
  nicknameReviewEvent: '2.29.1',
} as const;

/**
 * Whether the combined open-types work. Developers saw them fail at 3.0.0 like below 2.33.1, and work again at 3.0.1
 * (developers.weixin.qq.com/community/develop/doc/000c0aef6246c0b106303eba461c00).
 */
export const combinationWorks = (baseLibrary: string): boolean =>
  isSupported(baseLibrary, behaviourSince.privacyCombination) && baseLibrary !== '3.0.0';

/** Negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a base library of version `baseLibrary` has what `since` brought. */
export function isSupported(baseLibrary: string, since: string): boolean {
  return compareVersions(baseLibrary, since) >= 0;
}
