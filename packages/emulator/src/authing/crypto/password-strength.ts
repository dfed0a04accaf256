/** Authing's three levels, as `computedPasswordSecurityLevel` of the SDK and the security-level endpoint number them. */
export type PasswordLevel = 1 | 2 | 3;

/** Shortest password that a registration or change accepts. */
export const SHORTEST_PASSWORD = 6;

/** 3: lower, upper, digit, 12 or more characters. 2: letter, digit, 8 or more. 1: everything else. */
export function passwordLevel(password: string): PasswordLevel {
  const has = (pattern: RegExp): boolean => pattern.test(password);
  if (password.length >= 12 && has(/[a-z]/) && has(/[A-Z]/) && has(/\d/)) return 3;
  if (password.length >= 8 && has(/[a-zA-Z]/) && has(/\d/)) return 2;
  return 1;
}
