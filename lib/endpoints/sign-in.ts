import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { isToken, userIn } from '../session/user';
import type { OidcTokens, User } from '../session/user';
import { postToWeChatConnection } from './post';

/** Signs in whoever Authing answers. Pages hear at once, or, with `hold`, when the function that it is given is called. */
export function signIn(
  client: KernelClient,
  endpoint: 'auth' | 'auth-by-phone',
  data: Record<string, string | undefined>,
  hold?: HoldNews,
): Promise<User> {
  return postToWeChatConnection(client, endpoint, data, signedInUser).then((user) => keepSignIn(client, user, hold));
}

/** Whoever was signed in is not any more. @param oidc the tokens of v3, of which `user.token` is the id_token */
export function keepSignIn({ tokenProvider }: KernelClient, user: User, hold: HoldNews | undefined, oidc?: OidcTokens): User {
  // A store of the app's own (the SDK's `tokenProvider` option) has no session.
  const { session } = tokenProvider;
  const change = (): void => (oidc && session ? session.start(user.token as string, user, oidc) : tokenProvider.setUser(user));
  if (hold && session) session.quietly(change, hold);
  else change();
  return user;
}

/** Only an answer that is a whole user with a token may replace who is signed in. */
function signedInUser(answer: unknown): User {
  const user = userIn(answer);
  if (!user || !isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
  return user;
}
