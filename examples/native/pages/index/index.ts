import { authingBehavior, AuthingError, getAuthing } from 'authing-miniapp';
import type { AuthingErrorDetail } from 'authing-miniapp';
import { strings } from '../../strings';

/**
 * The recommended path: sign in silently; ask for the phone number only if the account has none; then the picture.
 * `authingBehavior` keeps `data.authing` up to date, so the page only has to show it.
 */
Page({
  behaviors: [authingBehavior],

  data: {
    words: strings(),
    /** The user does not want to give a phone number now. */
    phoneLater: false,
    notice: '',
    error: '',
  },

  async onLoad() {
    // Who was signed in last time still is, unless Authing says that the sign-in has expired.
    const authing = getAuthing();
    if (!authing.tokenProvider.getToken()) return;
    try {
      const { status } = await authing.checkLoginStatus();
      if (!status) authing.tokenProvider.clearUser();
    } catch (error) {
      this.showError(error);
    }
  },

  onCancel() {
    this.say(this.data.words.cancelled);
  },

  onError({ detail }: WechatMiniprogram.CustomEvent<AuthingErrorDetail>) {
    this.setData({ error: detail.message, notice: '' });
  },

  onDone() {
    this.say('');
  },

  onLater() {
    this.setData({ phoneLater: true });
    this.say('');
  },

  onNickname() {
    this.say(this.data.words.saved);
  },

  onNicknameError(event: WechatMiniprogram.CustomEvent<AuthingErrorDetail>) {
    // What is wrong with the name stands below the field.
    if (event.detail.reason === 'nickname') this.say('');
    else this.onError(event);
  },

  async onSignOut() {
    try {
      await getAuthing().logout();
      this.say(this.data.words.signedOut);
    } catch (error) {
      this.showError(error);
    }
    this.setData({ phoneLater: false });
  },

  say(notice: string) {
    this.setData({ notice, error: '' });
  },

  showError(error: unknown) {
    if (!(error instanceof AuthingError)) throw error;
    this.setData({ error: error.message, notice: '' });
  },
});
