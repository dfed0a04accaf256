const { authingBehavior } = require('authing-miniapp');

Page({
  behaviors: [authingBehavior],
  data: { notice: '' },
  onError({ detail }) {
    this.setData({ notice: detail.message });
  },
  onCancel() {
    this.setData({ notice: 'Maybe later' });
  },
});
