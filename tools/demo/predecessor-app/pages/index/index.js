const { AuthenticationClient } = require('authing-wxapp-sdk');
const strings = require('../../strings');

const authing = new AuthenticationClient({ appId: 'YOUR_APP_ID' });

/** The documentation awaits `wx.login()`, whose own page says it returns no promise; the order is the same. */
const login = () => new Promise((success, fail) => wx.login({ success, fail }));

Page({
  data: { words: strings(), phone: '', error: '', busy: false },

  // As documented: the phone number first, and the code only then.
  // If wx.login renews the session key, the number can no longer be decrypted.
  async onPhone({ detail }) {
    const { iv, encryptedData, errMsg } = detail;
    if (!iv) return this.setData({ error: errMsg });
    this.setData({ busy: true, error: '', phone: '' });
    try {
      const { code } = await login();
      const user = await authing.loginByPhone(code, iv, encryptedData);
      this.setData({ phone: user.phone });
    } catch (error) {
      this.setData({ error: (error && error.message) || this.data.words.silent });
    }
    return this.setData({ busy: false });
  },
});
