import { chineseSpoken } from '../wx/device';

/** What both panels say where a code is asked for. */
interface CodeWords {
  code: string;
  sendCode: string;
  sendAgain: string;
}

/** What login-panel says. A page may say any of it otherwise. */
export interface LoginPanelWords extends CodeWords {
  loginTitle: string;
  loginText: string;
  signIn: string;
  notNow: string;
  phoneTitle: string;
  phoneText: string;
  connectText: string;
  usePhone: string;
  later: string;
  profileTitle: string;
  profileText: string;
  choosePicture: string;
  finish: string;
  number: string;
  goOn: string;
  useCode: string;
  useWeChat: string;
  otherAccount: string;
  tryAgain: string;
  closed: string;
}

/** What user-panel says, likewise. */
export interface UserPanelWords extends CodeWords {
  changePicture: string;
  name: string;
  number: string;
  none: string;
  signOut: string;
  deleteAccount: string;
  deleteTitle: string;
  deleteText: string;
  requestText: string;
  codeGoesTo: string;
  deleteNow: string;
  requestDeletion: string;
  keepAccount: string;
}

const codeEn: CodeWords = { code: 'Code', sendCode: 'Get code', sendAgain: 's' };
const codeZh: CodeWords = { code: '验证码', sendCode: '获取验证码', sendAgain: '秒' };

const en: LoginPanelWords = {
  ...codeEn,
  loginTitle: 'Welcome',
  loginText: 'Sign in to go on.',
  signIn: 'Sign in',
  notNow: 'Not now',
  phoneTitle: 'Your phone number',
  phoneText: 'With it you can get back into your account at any time.',
  connectText: 'Your number shows which account is yours.',
  usePhone: 'Use my phone number',
  later: 'Later',
  profileTitle: 'Your profile',
  profileText: 'Choose a picture and a name.',
  choosePicture: 'Choose picture',
  finish: 'Done',
  number: 'Mobile number',
  goOn: 'Continue',
  useCode: 'Use a code by text message',
  useWeChat: 'Back',
  otherAccount: 'Sign in to that account',
  tryAgain: 'Try again',
  closed: 'Nothing was shared. Try again whenever you like.',
};

const zh: LoginPanelWords = {
  ...codeZh,
  loginTitle: '欢迎',
  loginText: '登录后继续。',
  signIn: '登录',
  notNow: '暂不登录',
  phoneTitle: '手机号',
  phoneText: '绑定手机号，随时找回你的账号。',
  connectText: '通过手机号确认哪个账号是你的。',
  usePhone: '使用手机号',
  later: '以后再说',
  profileTitle: '个人资料',
  profileText: '选择头像，填写昵称。',
  choosePicture: '选择头像',
  finish: '完成',
  number: '手机号',
  goOn: '继续',
  useCode: '改用短信验证码',
  useWeChat: '返回',
  otherAccount: '登录该账号',
  tryAgain: '重试',
  closed: '已取消，可随时重试。',
};

const userEn: UserPanelWords = {
  ...codeEn,
  changePicture: 'Change picture',
  name: 'Name',
  number: 'Mobile number',
  none: 'None',
  signOut: 'Sign out',
  deleteAccount: 'Delete account',
  deleteTitle: 'Delete this account?',
  deleteText: 'Everything in it is deleted for good, and cannot be brought back.',
  requestText: 'Everything in it will be deleted for good, and cannot be brought back.',
  codeGoesTo: 'A code goes to',
  deleteNow: 'Delete for good',
  requestDeletion: 'Yes, delete it',
  keepAccount: 'Keep my account',
};

const userZh: UserPanelWords = {
  ...codeZh,
  changePicture: '更换头像',
  name: '昵称',
  number: '手机号',
  none: '未绑定',
  signOut: '退出登录',
  deleteAccount: '注销账号',
  deleteTitle: '确定注销账号？',
  deleteText: '账号中的全部内容将被永久删除，无法恢复。',
  requestText: '账号中的全部内容将被永久删除，无法恢复。',
  codeGoesTo: '验证码将发送至',
  deleteNow: '永久注销',
  requestDeletion: '确定注销',
  keepAccount: '保留账号',
};

/** In the language of the phone, with what the page says otherwise. */
export function loginPanelWords(own: Partial<LoginPanelWords> | null, chinese = chineseSpoken()): LoginPanelWords {
  return { ...(chinese ? zh : en), ...own };
}

export function userPanelWords(own: Partial<UserPanelWords> | null, chinese = chineseSpoken()): UserPanelWords {
  return { ...(chinese ? userZh : userEn), ...own };
}
