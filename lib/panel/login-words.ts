import { spoken } from '../wx/device';
import { codeEn, codeTw, codeZh } from './code-words';
import type { CodeWords } from './code-words';

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
  finish: string;
  number: string;
  goOn: string;
  useCode: string;
  useWeChat: string;
  otherAccount: string;
  tryAgain: string;
  closed: string;
}

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
  finish: '完成',
  number: '手机号',
  goOn: '继续',
  useCode: '改用短信验证码',
  useWeChat: '返回',
  otherAccount: '登录该账号',
  tryAgain: '重试',
  closed: '已取消，可随时重试。',
};

const tw: LoginPanelWords = {
  ...codeTw,
  loginTitle: '歡迎',
  loginText: '登入後繼續。',
  signIn: '登入',
  notNow: '暫不登入',
  phoneTitle: '手機號碼',
  phoneText: '綁定手機號碼，隨時找回你的帳號。',
  connectText: '透過手機號碼確認哪個帳號是你的。',
  usePhone: '使用手機號碼',
  later: '以後再說',
  profileTitle: '個人資料',
  profileText: '選擇頭像，填寫暱稱。',
  finish: '完成',
  number: '手機號碼',
  goOn: '繼續',
  useCode: '改用簡訊驗證碼',
  useWeChat: '返回',
  otherAccount: '登入該帳號',
  tryAgain: '重試',
  closed: '已取消，可隨時重試。',
};

/** In the language of the phone, with what the page says otherwise. */
export function loginPanelWords(own: Partial<LoginPanelWords> | null, choose: typeof spoken = spoken): LoginPanelWords {
  return { ...choose(zh, tw, en), ...own };
}
