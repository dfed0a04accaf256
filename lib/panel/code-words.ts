/** What both panels say where a code is asked for. */
export interface CodeWords {
  code: string;
  sendCode: string;
  /** After the number of seconds until then. */
  sendAgain: string;
}

export const codeEn: CodeWords = { code: 'Code', sendCode: 'Get code', sendAgain: 's to resend' };
export const codeZh: CodeWords = { code: '验证码', sendCode: '获取验证码', sendAgain: '秒后重发' };
export const codeTw: CodeWords = { code: '驗證碼', sendCode: '取得驗證碼', sendAgain: '秒後重傳' };
