/** The recommended path: `login-panel` until somebody is signed in and has given what is asked for, `user-panel` from then on. */
Page({
  data: { done: false },

  onDone() {
    this.setData({ done: true });
  },

  onOut() {
    this.setData({ done: false });
  },
});
