import type { User } from './user';
import { isObject } from '../is-object';

/**
 * What a user may be called to have, and a page may not: names of passwords and their salts, keys, tokens and whatever else opens
 * something, without regard to case, `_` and `-`. `tokenExpiredAt` opens nothing.
 *
 * Forbidden names and not allowed ones: what an app keeps in `customData`, and what an identity provider puts into an identity, has
 * names that nobody here can know, so below the first level no list of allowed ones could be written; at the first level it would
 * drop every field that Authing, or a private deployment, adds. The price is that a field is lost whose name only sounds like a secret.
 */
const SECRET_NAME =
  /passw|pwd|^salt|salt$|secret(?!ar)|oauth|token(?!_?expire)|(session|private|api|access)_?key|jwt|cookie|credential|authorization|^t?otp|recovery_?code/;
/** A JWT is a secret under any name. */
const SECRET_VALUE = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;
/** Deeper than this nothing is shown, nor is what contains itself. */
const DEEPEST = 20;

/**
 * A user as the library keeps them and hands them to pages: a copy without what a server should have kept to itself, at any depth. Its own
 * `token` stays: pages send it to their server; and so does what the user calls themselves, be it JSON.
 */
export function shownUser(user: User): User {
  const shown = shownObject(user as object, DEEPEST) as User;
  if (user.token) shown.token = user.token;
  if (typeof user.nickname === 'string') shown.nickname = user.nickname;
  return shown;
}

function isSecret(name: unknown): boolean {
  return typeof name === 'string' && (name === '__proto__' || SECRET_NAME.test(name.toLowerCase().replace(/-/g, '_')));
}

function shownObject(object: object, depth: number): object {
  const copy: Record<string, unknown> = {};
  Object.keys(object).forEach((name) => {
    if (isSecret(name)) return;
    const value = shown((object as Record<string, unknown>)[name], depth - 1);
    if (value !== undefined) copy[name] = value;
  });
  return copy;
}

/** Undefined for what is not shown. */
function shown(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return shownText(value, depth);
  if (!isObject(value)) return value;
  if (depth <= 0) return undefined;
  if (Array.isArray(value)) {
    // Authing's custom data comes as a list of { key, value }.
    return value
      .filter((item: unknown) => !isSecret(item && (item as { key?: unknown }).key))
      .map((item) => shown(item, depth - 1))
      .filter((item) => item !== undefined);
  }
  // A Date is the app's own doing: no answer has one.
  return Object.prototype.toString.call(value) === '[object Object]' ? shownObject(value, depth) : value;
}

/** Custom data comes as JSON text, too. */
function shownText(text: string, depth: number): string | undefined {
  if (SECRET_VALUE.test(text)) return undefined;
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    const without = JSON.stringify(shown(value, depth));
    // As it came, where nothing had to go: a number in it may have more digits than this phone can hold.
    return without === JSON.stringify(value) ? text : without;
  } catch {
    // Not JSON, only something that begins like it.
    return text;
  }
}
