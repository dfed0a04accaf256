import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import type { User } from '../session/user';
import { invalid, postToWeChatConnection } from './post';
import { signIn } from './sign-in';

/** The phone number of the WeChat user. */
export interface PhoneNumber {
  /** Without a plus: `86`. */
  countryCode: string;
  /** With the country code, where it is not 86. */
  phoneNumber: string;
  /** Without the country code. */
  purePhoneNumber: string;
  openid?: string;
  unionid?: string;
}

/**
 * Signs in with the phone number from `<button open-type="getPhoneNumber">`. A number that Authing knows signs in to that
 * account and binds it to this WeChat user; an unknown one is bound to this WeChat user's account.
 * `code` must come from a wx.login that ended before the button was tapped.
 * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
 */
export function loginByPhone(client: KernelClient, code: string, iv: string, encryptedData: string, hold?: HoldNews): Promise<User> {
  if (!iv || !encryptedData) return invalid('iv + encryptedData');
  return signIn(client, 'auth-by-phone', { code, iv, encryptedData }, hold);
}

/**
 * The phone number from `<button open-type="getPhoneNumber">`; registers and binds nothing.
 * @throws AuthingError reason `session_key`: the code was used, is too old, or does not belong to the data
 */
export function getPhone(client: KernelClient, code: string, iv: string, encryptedData: string): Promise<PhoneNumber> {
  if (!iv || !encryptedData) return invalid('iv + encryptedData');
  return postToWeChatConnection(client, 'getphone', { code, iv, encryptedData }, phoneNumber);
}

/** WeChat's three fields. @throws AuthingError reason `server`: no number */
export function phoneNumber(answer: unknown): PhoneNumber {
  const number = numberIn(answer);
  if (!number.purePhoneNumber) throw new AuthingError('server', { stage: 'request' });
  return number;
}

/**
 * WeChat's three fields, whatever a server on the way made of them: numbers become texts, a country code that is said twice counts once,
 * what is missing follows from the others. Authing leaves the country out where it is 86. Without a number all but the country are empty.
 */
export function numberIn(answer: unknown): PhoneNumber {
  const given = (answer || {}) as Partial<Record<keyof PhoneNumber, unknown>>;
  const whole = text(given.phoneNumber);
  const pure = text(given.purePhoneNumber);
  const country = text(given.countryCode) || (pure && whole.charAt(0) === '+' ? whole.slice(1, -pure.length) : '');
  // A number abroad, without a word on where its country code ends: better none than a wrong one.
  const countryCode = country.replace(/\D/g, '') || (/^\+(?!86)/.test(whole) ? '' : '86');
  const purePhoneNumber = (pure || whole).replace(`+${countryCode}`, '').trim();
  const phoneNumber = countryCode === '86' || !purePhoneNumber ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`;
  return { ...(answer as PhoneNumber), countryCode, phoneNumber, purePhoneNumber };
}

function text(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
