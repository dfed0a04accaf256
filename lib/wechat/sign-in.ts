import type { Client } from '../client/client';
import { AuthingError } from '../errors/authing-error';
import { isToken, isUser } from '../session/user';
import type { User } from '../session/user';

/** Only an answer that is a whole user with a token may replace who is signed in. */
export function signIn(client: Client, answer: Promise<unknown>): Promise<User> {
  return answer.then((user) => {
    if (!isUser(user) || !isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
    client.tokenProvider.setUser(user);
    return user;
  });
}
