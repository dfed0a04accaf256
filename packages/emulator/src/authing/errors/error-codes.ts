/**
 * Authing's numbered errors, as its error-code reference lists them, with a message in both languages the protocol knows
 * (`x-authing-lang`). The numbers are the contract; the wording is this server's own.
 */
export const errorMessages = {
  400: ['请求参数不正确', 'The request is not valid'],
  404: ['请求的接口或资源不存在', 'No such endpoint or resource'],
  413: ['文件过大', 'The file is too large'],
  500: ['服务器内部错误', 'Internal server error'],
  1000: ['系统繁忙，请稍后再试', 'The system is busy, try again later'],
  1001: ['没有执行此操作的权限', 'No permission to do this'],
  1635: ['请输入动态口令完成二次验证', 'A one-time password is needed to finish the sign-in'],
  1636: ['请完成二次验证', 'A second factor is needed to finish the sign-in'],
  1639: ['首次登录，请先修改密码', 'This is the first sign-in: set a new password'],
  1640: ['请绑定已有账号', 'Bind this identity to an existing account'],
  1641: ['请绑定已有账号，或创建新账号', 'Bind this identity to an existing account or create a new one'],
  1702: ['人脸校验未通过', 'The face does not match'],
  1707: ['绑定人脸失败', 'The face could not be bound'],
  2000: ['请输入图形验证码', 'A captcha is required'],
  2001: ['验证码不正确', 'The verification code is wrong'],
  2003: ['邮箱格式不正确', 'The email address is malformed'],
  2004: ['用户不存在', 'The user does not exist'],
  2005: ['用户已被锁定', 'The user is locked'],
  2006: ['密码不正确', 'The password is wrong'],
  2011: ['应用不存在', 'The application does not exist'],
  2016: ['密码解密失败', 'The password could not be decrypted'],
  2018: ['该字段不可修改', 'This field cannot be changed'],
  2020: ['尚未登录', 'Not signed in'],
  2026: ['用户已存在，请直接登录', 'The user exists already, sign in instead'],
  2027: ['该账号未设置密码，请使用第三方登录', 'The account has no password: sign in with the social account it was made by'],
  2028: ['请提供正确的手机号或邮箱', 'A valid phone number or email address is needed'],
  2029: ['密码长度不能少于 6 位', 'The password must have at least 6 characters'],
  2031: ['应用已关闭注册', 'The application does not accept registrations'],
  2034: ['用户名已被占用', 'The username is taken'],
  2035: ['手机号已被绑定', 'The phone number is bound already'],
  2036: ['用户不属于该用户池', 'The user is not in this user pool'],
  2037: ['旧邮箱与账号不符', 'The old email address is not the one of this account'],
  2038: ['旧手机号与账号不符', 'The old phone number is not the one of this account'],
  2058: ['密码已失效，请重新设置密码', 'The password must be reset'],
  2100: ['请求过于频繁，请稍后再试', 'Too many requests, try again later'],
  2200: ['邮箱已被绑定', 'The email address is bound already'],
  2201: ['请输入原密码', 'The old password is missing'],
  2203: ['原密码不正确', 'The old password is wrong'],
  2206: ['登录信息已过期', 'The sign-in has expired'],
  2207: ['登录信息有误', 'The sign-in is invalid'],
  2213: ['该账号已绑定其他社交账号', 'The account is bound to another social account'],
  2215: ['该社交账号已绑定其他账号', 'The social account is bound to another account'],
  2216: ['没有绑定过该社交账号', 'There is no such social account to unlink'],
  2217: ['不能移除最后一种登录方式', 'The last way to sign in cannot be removed'],
  2219: ['该账号没有绑定邮箱', 'The account has no email address'],
  2225: ['请使用 updateEmail 修改邮箱', 'Change the email address with updateEmail'],
  2226: ['请使用 updatePhone 修改手机号', 'Change the phone number with updatePhone'],
  2227: ['修改邮箱必须验证原邮箱', 'The old email address must be verified before it is changed'],
  2229: ['新邮箱与旧邮箱相同', 'The new email address is the same as the old one'],
  2230: ['新手机号与旧手机号相同', 'The new phone number is the same as the old one'],
  2231: ['缺少参数', 'A parameter is missing'],
  2241: ['二维码不存在', 'The QR code does not exist'],
  2300: ['验证码已失效', 'The verification code has expired'],
  2333: ['用户名或密码不正确', 'The user name or the password is wrong'],
  2401: ['移动应用的登录会话不存在', 'There is no single sign-on session on this device'],
  6001: ['动态口令不正确', 'The one-time password is wrong'],
  6002: ['恢复码不正确', 'The recovery code is wrong'],
  6003: ['请输入动态口令', 'The one-time password is missing'],
  6004: ['请输入恢复码', 'The recovery code is missing'],
} as const satisfies Record<number, readonly [zh: string, en: string]>;

/** A number this server answers with. 400, 404, 413 and 500 are HTTP's, for what no documented number fits; all others are documented. */
export type ErrorCode = keyof typeof errorMessages;

/** The two languages of `x-authing-lang`. Anything else is answered in Chinese, as Authing does. */
export type Lang = 'zh-CN' | 'en-US';

/** The catalogue's message for `code` in `lang`. */
export function messageOf(code: ErrorCode, lang: Lang): string {
  const [zh, en] = errorMessages[code];
  return lang === 'en-US' ? en : zh;
}
