/** What both panels say where a code is asked for. */
export interface CodeWords {
  code: string;
  sendCode: string;
  sendAgain: string;
}

export const codeEn: CodeWords = { code: 'Code', sendCode: 'Get code', sendAgain: 's' };
export const codeZh: CodeWords = { code: '验证码', sendCode: '获取验证码', sendAgain: '秒' };
export const codeTw: CodeWords = { code: '驗證碼', sendCode: '取得驗證碼', sendAgain: '秒' };
