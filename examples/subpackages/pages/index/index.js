const { authingBehavior, getAuthing } = require('authing-miniapp');

Page({
  behaviors: [authingBehavior],
  data: { event: '', notice: '' },

  onLogin({ detail }) {
    this.say('login', `Welcome, ${detail.user.nickname || detail.user.id}`);
  },

  onPhone({ detail }) {
    this.say('phone', detail.purePhoneNumber);
  },

  onAvatar({ detail }) {
    this.say('avatar', `New picture of ${detail.user.nickname || detail.user.id}`);
  },

  onError({ detail }) {
    this.say(`error: ${detail.reason}`, detail.message);
  },

  onCancel() {
    this.say('cancel');
  },

  async signOut() {
    await getAuthing().logout();
    this.say('logout');
  },

  say(event, notice = '') {
    this.setData({ event, notice });
  },
});
