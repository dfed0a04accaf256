const chinese = {
  title: '欢迎使用',
  welcome: '三行代码，完成登录。',
  signIn: '立即登录',
  phoneTitle: '绑定手机号',
  phoneWhy: '用于找回账号，仅需一次。',
  usePhone: '使用手机号',
  later: '暂不绑定',
  profile: '个人资料',
  choose: '更换头像',
  nickname: '昵称',
  nicknameHint: '怎么称呼您？',
  save: '保存',
  saved: '已保存',
  phone: '手机号',
  none: '未绑定',
  signOut: '退出登录',
  signedOut: '已退出登录',
  cancelled: '已取消，可随时重试。',
};

const english: typeof chinese = {
  title: 'Welcome',
  welcome: 'Sign in with three lines of code.',
  signIn: 'Sign in',
  phoneTitle: 'Add your phone number',
  phoneWhy: 'To find your account again. Asked only once.',
  usePhone: 'Use my phone number',
  later: 'Not now',
  profile: 'Profile',
  choose: 'Change picture',
  nickname: 'Name',
  nicknameHint: 'What shall we call you?',
  save: 'Save',
  saved: 'Saved',
  phone: 'Phone',
  none: 'None',
  signOut: 'Sign out',
  signedOut: 'Signed out',
  cancelled: 'Cancelled. Try again whenever you like.',
};

/** The words of the page, in the language of the phone. */
export const strings = (): typeof chinese => (/^zh/.test(wx.getAppBaseInfo().language) ? chinese : english);
