import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { GraphqlClient } from '../http/graphql-client';
import { appHostOf } from '../http/options';
import { userIn } from '../session/user';
import type { User } from '../session/user';

/** The fields of a user that a page shows; the session keeps the others it already had. */
export const USER_FIELDS = `{
    id arn username email emailVerified phone phoneVerified phoneCountryCode unionid openid
    nickname name photo gender status token updatedAt
  }`;

const UPDATE_USER = `mutation updateUser($id: String, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) ${USER_FIELDS}
}`;

/** Who begins a change of the profile. All of it is done as this user, whoever signs in meanwhile. */
export interface ProfileOwner {
  token: string;
  /** Undefined where only a token is known: Authing then goes by that. */
  id: string | undefined;
}

/** Who is signed in now. @throws AuthingError reason `unauthenticated` */
export function profileOwner({ tokenProvider }: KernelClient, stage: 'tap' | 'upload'): ProfileOwner {
  const token = tokenProvider.getToken();
  if (!token) throw new AuthingError('unauthenticated', { stage });
  const user = tokenProvider.getUser();
  return { token, id: user ? user.id : undefined };
}

/**
 * Changes the profile of the user who began, and the session with it. Does no harm twice.
 * @returns the user as the session now has them
 * @throws AuthingError reason `unauthenticated` when somebody else is signed in by then
 */
export function updateUser(client: KernelClient, owner: ProfileOwner, input: { photo?: string; nickname?: string }): Promise<User> {
  return askAboutOwner(client, owner, 'updateUser', UPDATE_USER, { id: owner.id, input });
}

/**
 * An operation of GraphQL whose answer, in its field, is news about the user who began.
 * @returns the user as the session now has them
 * @throws AuthingError reason `unauthenticated` when somebody else is signed in by then
 */
export function askAboutOwner(
  client: KernelClient,
  { token }: ProfileOwner,
  field: string,
  query: string,
  variables: object,
): Promise<User> {
  const { tokenProvider } = client;
  const read = (answer: unknown): User => {
    const user = userIn((answer as Record<string, unknown>)[field]);
    if (!user) throw new AuthingError('server', { stage: 'request' });
    return user;
  };
  return graphqlOf(client)
    .request({ query, variables, token, read })
    .then((answer) => {
      const updated = answer as User;
      const now = tokenProvider.getUser();
      if (now ? now.id !== updated.id : tokenProvider.getToken() !== token) {
        throw new AuthingError('unauthenticated', { stage: 'session', retryable: true });
      }
      // Without a token: an answer about a profile must never sign anybody in.
      tokenProvider.setUser({ ...updated, token: null });
      return tokenProvider.getUser() || updated;
    });
}

export function graphqlOf({ options, graphqlClient }: KernelClient): Pick<GraphqlClient, 'request'> {
  return graphqlClient || new GraphqlClient(`${appHostOf(options)}/graphql/v2`, options);
}
