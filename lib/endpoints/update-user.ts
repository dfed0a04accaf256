import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { GraphqlClient } from '../http/graphql-client';
import { appHostOf } from '../http/options';
import { withFreshTokens } from '../session/renewal';
import { userIn } from '../session/user';
import type { OidcTokens, User } from '../session/user';
import { getProfile, updateProfile } from './v3';
import type { SignedIn } from './v3';

/** The fields of a user that a page shows; the session keeps the others it already had. */
export const USER_FIELDS = `{
    id arn username email emailVerified phone phoneVerified phoneCountryCode unionid openid
    nickname name photo gender status token updatedAt
  }`;

const UPDATE_USER = `mutation updateUser($id: String, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) ${USER_FIELDS}
}`;

interface ProfileInput {
  photo?: string;
  nickname?: string;
}

/** Who begins a change of the profile. All of it is done as this user, whoever signs in meanwhile. */
export interface ProfileOwner {
  token: string;
  /** Undefined where only a token is known: Authing then goes by that. */
  id: string | undefined;
  /** Where v3 signed them in. */
  oidc?: OidcTokens | undefined;
  /** What was known of them when the last request was sent. */
  known?: string;
}

/** Who is signed in now. @throws AuthingError reason `unauthenticated` */
export function profileOwner({ tokenProvider }: KernelClient, stage: 'tap' | 'upload'): ProfileOwner {
  const token = tokenProvider.getToken();
  if (!token) throw new AuthingError('unauthenticated', { stage });
  const user = tokenProvider.getUser();
  const { session } = tokenProvider;
  return { token, id: user ? user.id : undefined, oidc: session && session.oidc };
}

/** Theirs, as they are now: they may have been renewed since. */
export function tokensOf({ tokenProvider }: KernelClient, owner: ProfileOwner): Pick<ProfileOwner, 'token' | 'oidc'> {
  const { session } = tokenProvider;
  const user = tokenProvider.getUser();
  const token = tokenProvider.getToken();
  return session && session.oidc && token && user && user.id === owner.id ? { token, oidc: session.oidc } : owner;
}

/**
 * Sends a request with the tokens of whoever began. A refusal of tokens that are no longer the session's says nothing about whoever is
 * signed in now: it comes with stage `session`, which ends nobody's sign-in.
 */
export function asOwner<T>(client: KernelClient, owner: ProfileOwner, send: (tokens: SignedIn) => Promise<T>, isV3?: boolean): Promise<T> {
  let sent = owner.token;
  const ask = (): Promise<T> => {
    const tokens = tokensOf(client, owner) as SignedIn;
    sent = tokens.token;
    owner.known = JSON.stringify(client.tokenProvider.getUser());
    return send(tokens);
  };
  // Nobody's tokens are renewed for a request that carries somebody else's.
  return (tokensOf(client, owner) === owner ? ask() : withFreshTokens(client, ask, isV3)).catch((error: unknown) => {
    throw refusedTo(sent, client.tokenProvider.getToken(), error);
  });
}

/** What was refused to whoever had the token `sent`: where somebody else's has taken its place, with stage `session`. */
export function refusedTo(sent: string | null, now: string | null, error: unknown): unknown {
  if (!(error instanceof AuthingError) || error.reason !== 'unauthenticated' || error.stage === 'session') return error;
  if (!now || now === sent) return error;
  const { code, message } = error;
  return new AuthingError('unauthenticated', { stage: 'session', code, message, retryable: true, cause: error });
}

/**
 * Changes the profile of the user who began, and the session with it. Does no harm twice.
 * @returns the user as the session now has them
 * @throws AuthingError reason `unauthenticated` when somebody else is signed in by then; `server` when Authing did not make the change
 */
export function updateUser(client: KernelClient, owner: ProfileOwner, input: ProfileInput): Promise<User> {
  const before: Partial<User> = client.tokenProvider.getUser() || {};
  const changes = Object.keys(input) as (keyof ProfileInput)[];
  // By the API that they have signed in with.
  const answer = owner.oidc
    ? asOwner(client, owner, (tokens) => updateProfile(client, tokens, input), true)
    : answerAbout(client, owner, 'updateUser', UPDATE_USER, { id: owner.id, input });
  return answer.then((updated) => {
    if (changes.every((field) => isMade(input[field], updated[field], before[field]))) return keepNews(client, owner, updated, changes);
    throw new AuthingError('server', { stage: 'request' });
  });
}

/** Authing may make something else of a value; it has not taken one for which it answers none, or what was there before. */
function isMade(asked: unknown, now: unknown, before: unknown): boolean {
  return !!now && (now === asked || now !== before);
}

/** The profile of whoever v3 signed in, as Authing knows it now. */
export function ownProfile(client: KernelClient, owner: ProfileOwner): Promise<User> {
  return asOwner(client, owner, (tokens) => getProfile(client, tokens), true).then((profile) => keepNews(client, owner, profile));
}

/**
 * An operation of GraphQL whose answer, in its field, is news about the user who began.
 * @param changes the fields of a user that it changes
 * @returns the user as the session now has them
 * @throws AuthingError reason `unauthenticated` when somebody else is signed in by then
 */
export function askAboutOwner(
  client: KernelClient,
  owner: ProfileOwner,
  field: string,
  query: string,
  variables: object,
  changes?: string[],
): Promise<User> {
  return answerAbout(client, owner, field, query, variables).then((updated) => keepNews(client, owner, updated, changes));
}

function answerAbout(client: KernelClient, owner: ProfileOwner, field: string, query: string, variables: object): Promise<User> {
  const read = (answer: unknown): User => {
    const user = userIn((answer as Record<string, unknown>)[field]);
    if (!user) throw new AuthingError('server', { stage: 'request' });
    return user;
  };
  const ask = ({ token }: SignedIn): Promise<unknown> => graphqlOf(client).request({ query, variables, token, read });
  return asOwner(client, owner, ask) as Promise<User>;
}

/**
 * By how much (ms) Authing has changed `one` later than `other`, of whom answers come in any order; NaN where nobody says. Of its APIs some
 * tell whole seconds.
 */
export function newerBy(one: User, other: User | null): number {
  const [time, otherTime] = [one, other].map((user) => Date.parse(String(user && user.updatedAt))) as [number, number];
  return time % 1000 && otherTime % 1000 ? time - otherTime : Math.floor(time / 1000) - Math.floor(otherTime / 1000);
}

/** @param changes what the answer is newer in than whatever was known when it was asked for: the rest may have changed meanwhile */
function keepNews({ tokenProvider }: KernelClient, owner: ProfileOwner, updated: User, changes: string[] = []): User {
  const now = tokenProvider.getUser();
  if (now ? now.id !== updated.id : tokenProvider.getToken() !== owner.token) {
    throw new AuthingError('unauthenticated', { stage: 'session', retryable: true });
  }
  const newer = newerBy(updated, now);
  const isOlder = newer < 0;
  const isNewest = newer > 0 || (!isOlder && JSON.stringify(now) === owner.known);
  const known = (JSON.parse(owner.known || 'null') || {}) as User;
  const news: Record<string, unknown> = isNewest
    ? { ...updated }
    : { id: updated.id, updatedAt: (isOlder && now ? now : updated).updatedAt };
  (changes as (keyof User)[]).forEach((field) => {
    // An older answer, too, is news of what nobody else has told since.
    if (!isOlder || !now || now[field] === known[field]) news[field] = updated[field];
  });
  // Without a token: an answer about a profile must never sign anybody in.
  tokenProvider.setUser({ ...(news as unknown as User), token: null });
  return tokenProvider.getUser() || updated;
}

export function graphqlOf({ options, graphqlClient }: KernelClient): Pick<GraphqlClient, 'request'> {
  return graphqlClient || new GraphqlClient(`${appHostOf(options)}/graphql/v2`, options);
}
