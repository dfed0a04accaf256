import { authingBehavior, getAuthing } from 'authing-miniapp';
import type { AuthingErrorDetail, AvatarEvent, LoginEvent, PhoneEvent } from 'authing-miniapp';

/** `authingBehavior` keeps `data.authing` up to date: who is signed in is in the template, and no code here asks for it. */
Page({
  behaviors: [authingBehavior],
  data: { event: '', notice: '' },

  onLogin({ detail }: WechatMiniprogram.CustomEvent<LoginEvent>) {
    this.say('login', `Welcome, ${detail.user.nickname ?? detail.user.id}`);
  },

  onPhone({ detail }: WechatMiniprogram.CustomEvent<PhoneEvent>) {
    this.say('phone', detail.purePhoneNumber);
  },

  onAvatar({ detail }: WechatMiniprogram.CustomEvent<AvatarEvent>) {
    this.say('avatar', `New picture of ${detail.user.nickname ?? detail.user.id}`);
  },

  onError({ detail }: WechatMiniprogram.CustomEvent<AuthingErrorDetail>) {
    this.say(`error: ${detail.reason}`, detail.message);
  },

  onCancel() {
    this.say('cancel');
  },

  async signOut() {
    await getAuthing().logout();
    this.say('logout');
  },

  say(event: string, notice = '') {
    this.setData({ event, notice });
  },
});
