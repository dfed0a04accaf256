const chinese = {
  title: '文档中的写法',
  why: '先取手机号，再在回调里调用 wx.login。',
  button: '使用手机号',
  done: '已登录',
  failed: '登录失败',
  silent: '出错了，且没有任何说明。',
};

const english = {
  title: 'The documented order',
  why: 'The phone number first, then wx.login in its callback.',
  button: 'Use my phone number',
  done: 'Signed in',
  failed: 'Sign-in failed',
  silent: 'It failed without a word.',
};

module.exports = () => (/^zh/.test(wx.getAppBaseInfo().language) ? chinese : english);
