require('../../authing');
const { authingBehavior } = require('authing-miniapp');

Page({
  behaviors: [authingBehavior],
  data: { error: '' },

  onError({ detail }) {
    this.setData({ error: detail.message });
  },
});
