import type { Client } from '../client/client';
import { AuthingError } from '../errors/authing-error';
import { isToken, isUser } from '../session/user';
import type { User } from '../session/user';
import { postToWeChatConnection } from './post';

/** Signs in whoever Authing answers. */
export function signIn(client: Client, endpoint: 'auth' | 'auth-by-phone', data: Record<string, string | undefined>): Promise<User> {
  return postToWeChatConnection(client, endpoint, data, signedInUser).then((user) => {
    client.tokenProvider.setUser(user);
    return user;
  });
}

/** Only an answer that is a whole user with a token may replace who is signed in. */
function signedInUser(answer: unknown): User {
  if (!isUser(answer) || !isToken(answer.token)) throw new AuthingError('server', { stage: 'request' });
  return answer;
}
