/**
 * WeChat hands out two kinds of code that look alike and mean different things. TypeScript tells them apart where they are named; a plain
 * string, which is what WeChat's typings call both, is taken for either.
 */

/** The `code` of `wx.login`: who uses the mini program. Valid 5 minutes, once; free. */
export type LoginCode = string & { readonly codeOf?: 'wx.login' };

/**
 * The `code` of a phone button's event (base library 2.21.2): which number they have agreed to hand over. Valid 5 minutes, once; WeChat
 * charges for it, used or not. It belongs to no login code and to no session key.
 */
export type PhoneToken = string & { readonly codeOf?: 'getPhoneNumber' };
