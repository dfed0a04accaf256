import { AuthingError } from '../errors/authing-error';

/** A method was called with what it cannot work with. @param what names the argument, and what it takes */
export function invalidArgument(what: string): AuthingError {
  return new AuthingError('invalid_argument', { stage: 'request', message: what });
}
