import { spoken } from '../wx/device';
import { codeEn, codeTw, codeZh } from './code-words';
import type { CodeWords } from './code-words';

/** What user-panel says. A page may say any of it otherwise. */
export interface UserPanelWords extends CodeWords {
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

const en: UserPanelWords = {
  ...codeEn,
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

const zh: UserPanelWords = {
  ...codeZh,
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

const tw: UserPanelWords = {
  ...codeTw,
  name: '暱稱',
  number: '手機號碼',
  none: '未綁定',
  signOut: '登出',
  deleteAccount: '刪除帳號',
  deleteTitle: '確定刪除帳號？',
  deleteText: '帳號中的全部內容將永久刪除，無法復原。',
  requestText: '帳號中的全部內容將永久刪除，無法復原。',
  codeGoesTo: '驗證碼將傳送至',
  deleteNow: '永久刪除',
  requestDeletion: '確定刪除',
  keepAccount: '保留帳號',
};

/** In the language of the phone, with what the page says otherwise. */
export function userPanelWords(own: Partial<UserPanelWords> | null, choose: typeof spoken = spoken): UserPanelWords {
  return { ...choose(zh, tw, en), ...own };
}
