/** What was typed, without spaces and dashes. */
export function digitsIn(text: string): string {
  return String(text).replace(/\D/g, '');
}

/** A number as others may see it who look at the phone: 138****8000. */
export function maskedNumber(phone: string): string {
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
