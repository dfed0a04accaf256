import type { Client } from '../client/client';
import { AuthingError } from '../errors/authing-error';
import { isToken, isUser } from '../session/user';
import type { User } from '../session/user';

/** Only an answer that is a whole user with a token may replace who is signed in. */
export function signIn(client: Client, answer: unknown): User {
  if (!isUser(answer) || !isToken(answer.token)) throw new AuthingError('server', { stage: 'request' });
  client.tokenProvider.setUser(answer);
  return answer;
}
