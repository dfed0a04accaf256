import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { isToken, userIn } from '../session/user';
import type { User } from '../session/user';
import { postToWeChatConnection } from './post';

/** Signs in whoever Authing answers. Pages hear at once, or, with `hold`, when the function that it is given is called. */
export function signIn(
  client: KernelClient,
  endpoint: 'auth' | 'auth-by-phone',
  data: Record<string, string | undefined>,
  hold?: HoldNews,
): Promise<User> {
  return postToWeChatConnection(client, endpoint, data, signedInUser).then((user) => {
    const { tokenProvider } = client;
    const change = (): void => tokenProvider.setUser(user);
    // A store of the app's own (the SDK's `tokenProvider` option) has no session.
    if (hold && tokenProvider.session) tokenProvider.session.quietly(change, hold);
    else change();
    return user;
  });
}

/** Only an answer that is a whole user with a token may replace who is signed in. */
function signedInUser(answer: unknown): User {
  const user = userIn(answer);
  if (!user || !isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
  return user;
}
