import { ApiError } from '../errors/api-error';

/** A phone number the way accounts hold it. */
export interface PhoneNumber {
  /** Digits, without country code. */
  phone: string;
  /** With a leading plus. */
  countryCode: string;
}

/** A verified contact: what `phoneToken` and `emailToken` of the protocol prove. */
export interface Contact {
  phone?: PhoneNumber;
  email?: string;
}

/** Checks a number and fills in the country code, +86 unless given (with or without plus). Throws 2028. */
export function phoneNumber(phone: string, countryCode?: string | null): PhoneNumber {
  const code = countryCode === undefined || countryCode === null || countryCode === '' ? '86' : countryCode.replace(/^\+/, '');
  if (!/^\d{5,15}$/.test(phone) || !/^\d{1,4}$/.test(code)) throw new ApiError(2028);
  return { phone, countryCode: `+${code}` };
}

/** How a number is written in the outbox. */
export const recipientOf = (number: PhoneNumber): string => `${number.countryCode} ${number.phone}`;

/** Checks an address and puts it in lower case, as accounts hold it. Throws 2003. */
export function emailAddress(email: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new ApiError(2003);
  return email.toLowerCase();
}
