import { AuthingError } from '../errors/authing-error';
import { isObject } from '../is-object';

/** A method was called with what it cannot work with. @param what names the argument, and what it takes */
export function invalidArgument(what: string): AuthingError {
  return new AuthingError('invalid_argument', { stage: 'request', message: what });
}

/** A method would send a secret to a host that the client's options do not name. @param option the one that names it, and an example */
export function notConfigured(option: string): AuthingError {
  return new AuthingError('not_configured', { stage: 'configure', message: `new AuthenticationClient({ ${option} })` });
}

/**
 * Refuses what cannot be copied: JSON.parse makes an own key of `__proto__`, and a copy would take what it holds for its prototype.
 * @returns value
 * @throws AuthingError reason `invalid_argument`
 */
export function copyable<T>(value: T, depth = 3): T {
  if (depth && isObject(value)) {
    Object.keys(value).forEach((name) => {
      if (name === '__proto__') throw invalidArgument(name);
      copyable((value as Record<string, unknown>)[name], depth - 1);
    });
  }
  return value;
}

/**
 * Refuses a text that would end the header, or the line of the request, which it is part of.
 * @returns text
 * @throws AuthingError reason `invalid_argument`
 */
export function oneLine<T>(name: string, text: T): T {
  if (/[\r\n]/.test(String(text))) throw invalidArgument(`${name}: CR, LF`);
  return text;
}
