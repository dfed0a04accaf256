import type { User } from '../sdk/authing-js-sdk';
import { isObject } from '../is-object';

export type { User };

/** What Authing's v3 API wants to see, beside the id_token. */
export interface OidcTokens {
  /** For v3's own endpoints. */
  accessToken: string;
  /** Brings new tokens, once; where the app in Authing's console hands out none, the person signs in again when they have expired. */
  refreshToken?: string;
}

/** A token and the user it belongs to; they are kept and replaced together, so they can never disagree. */
export interface StoredSession {
  token: string;
  /** Null when only a token is known (`accessToken` option, `setToken`). */
  user: User | null;
  /** Where v3 signed in: `token` is its id_token. */
  oidc?: OidcTokens;
}

/** Who is signed in: by their id or, where only a token is known, by that. Neither: nobody. */
export interface Person {
  readonly id?: string | undefined;
  readonly token?: string | null | undefined;
}

/** Tokens are renewed, and who has one becomes known; neither makes somebody else of them. */
export function isSamePerson(one: Person, other: Person): boolean {
  return one.id && other.id ? one.id === other.id : one.token === other.token;
}

/** True for a value that can be sent as a bearer token: visible ASCII, nothing that could break a header. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) && value !== 'null' && value !== 'undefined';
}

/** True for an answer that can become the signed-in user. */
export function isUser(value: unknown): value is User {
  return isObject(value) && typeof (value as User).id === 'string' && (value as User).id !== '';
}

/**
 * The user in an answer, with texts for what a server may have made numbers of; undefined where there is none.
 */
export function userIn(answer: unknown): User | undefined {
  if (!isObject(answer)) return undefined;
  const user = { ...answer } as Record<string, unknown>;
  ['id', 'phone', 'phoneCountryCode', 'nickname'].forEach((field) => {
    if (typeof user[field] === 'number') user[field] = String(user[field]);
  });
  return isUser(user) ? user : undefined;
}
