import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { App, Apps } from './apps';
import type { KeyRing } from './crypto/keys';
import { ApiError } from './errors/api-error';
import type { StoreData } from './store/store';
import type { TokenAlgorithm } from './options';
import { newId } from './store/store';
import type { Session, User } from './store/entities';

/** Payload of a sign-in token, the fields of Authing's v2 tokens. */
export interface TokenClaims {
  sub: string;
  iss: string;
  aud: string;
  /** Seconds since the epoch, as `exp`. */
  iat: number;
  exp: number;
  jti: string;
  data: {
    type: 'user';
    id: string;
    userId: string;
    _id: string;
    userPoolId: string;
    appId: string;
    arn: string;
    phone: string | null;
    email: string | null;
    username: string | null;
    unionid: string | null;
    openid: string | null;
    clientId: string;
  };
}

/** A token and its life, as `refreshToken` answers it. */
export interface IssuedToken {
  token: string;
  /** Names the session the token belongs to. */
  jti: string;
  /** Seconds since the epoch. */
  iat: number;
  exp: number;
}

/** What the token says it is signed with; undefined for anything that is no JWT. */
const algorithmOf = (token: string): string | undefined => jwt.decode(token, { complete: true })?.header.alg;

/** As a key: of a text jsonwebtoken would first ask whether it is a private one, which takes longer than signing. */
function secretOf({ appId, secret }: App): KeyObject {
  if (secret === undefined) throw new Error(`the app ${appId} has no secret`);
  return createSecretKey(secret, 'utf8');
}

/** The name a user has towards access control. */
export const arnOf = (user: User): string => `arn:cn:authing:${user.userPoolId}:user:${user.id}`;

/** The user's WeChat id of a type, if there is one. */
export const wechatIdOf = (user: User, type: 'openid' | 'unionid'): string | null =>
  user.identities.find((identity) => identity.provider === 'wechat' && identity.type === type)?.userIdInIdp ?? null;

/** Issues, verifies and revokes sign-in tokens: JWTs that each belong to one application, signed as it is set up. */
export class Tokens {
  constructor(
    private readonly keys: () => KeyRing,
    private readonly data: StoreData,
    private readonly issuer: () => string,
    private readonly apps: Apps,
    private readonly idTokens: 'accepted' | 'refused',
  ) {}

  /** Signs `user` in to `app`. */
  issue(user: User, app: App): IssuedToken {
    const iat = Math.floor(Date.now() / 1000);
    const exp = iat + app.tokenLifetime;
    const session = this.openSession(user.id, app.appId, exp);
    const claims: TokenClaims = {
      sub: user.id,
      iss: `${this.issuer()}/oidc`,
      aud: app.appId,
      iat,
      exp,
      jti: session.id,
      data: {
        type: 'user',
        id: user.id,
        userId: user.id,
        _id: user.id,
        userPoolId: user.userPoolId,
        appId: app.appId,
        arn: arnOf(user),
        phone: user.phone,
        email: user.email,
        username: user.username,
        unionid: wechatIdOf(user, 'unionid'),
        openid: wechatIdOf(user, 'openid'),
        clientId: user.userPoolId,
      },
    };
    return { token: this.signFor(app, claims), jti: session.id, iat, exp };
  }

  /** Remembers a token that is about to be signed, so that it can be revoked. `exp`: seconds since the epoch. */
  openSession(userId: string, appId: string, exp: number): Session {
    const session: Session = { id: newId(), userId, appId, issuedAt: Date.now(), expiresAt: exp * 1000, revokedAt: null };
    this.data.sessions.push(session);
    return session;
  }

  /** A session that is neither over nor revoked. */
  liveSession(id: string | undefined): Session | undefined {
    return this.data.sessions.find((session) => session.id === id && session.revokedAt === null && session.expiresAt > Date.now());
  }

  /** Signs claims about a user of `app` the way the application is set up. */
  signFor(app: App, claims: object): string {
    return app.tokenAlgorithm === 'HS256' ? jwt.sign(claims, secretOf(app), { algorithm: 'HS256' }) : this.sign(claims);
  }

  /** Signs any claims with the server's key. */
  sign(claims: object): string {
    const { signingPrivate, signingKeyId } = this.keys();
    return jwt.sign(claims, signingPrivate, { algorithm: 'RS256', keyid: signingKeyId });
  }

  /**
   * Checks signature, age, application and session. Throws 2207 for a token this server did not sign for `app`, 2206 for one that has
   * expired or was revoked.
   */
  verify(token: string, app: App): TokenClaims {
    const claims = this.read(token) as TokenClaims;
    if (claims.aud !== app.appId) throw new ApiError(2207);
    if (algorithmOf(token) !== app.tokenAlgorithm) throw new ApiError(2207);
    // An id_token: it has no session of its own, so nothing but time ends it.
    if ('at_hash' in claims && this.idTokens === 'accepted') return claims;
    if (claims.data?.type !== 'user') throw new ApiError(2207);
    const session = this.data.sessions.find(({ id }) => id === claims.jti);
    if (session === undefined) throw new ApiError(2207);
    if (session.revokedAt !== null) throw new ApiError(2206);
    return claims;
  }

  /** Checks signature and age only: for tokens that are not sign-ins. Throws 2206 or 2207. */
  read(token: string): jwt.JwtPayload {
    try {
      const { key, algorithm } = this.keyFor(token);
      const claims = jwt.verify(token, key, { algorithms: [algorithm] });
      if (typeof claims === 'string') throw new ApiError(2207);
      return claims;
    } catch (error) {
      if (error instanceof jwt.TokenExpiredError) throw new ApiError(2206);
      // A payload that is no JSON is a SyntaxError.
      if (error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError) throw new ApiError(2207);
      throw error;
    }
  }

  /** An application's secret opens what that application signs with it, and nothing else; the rest must be under the server's key. */
  private keyFor(token: string): { key: KeyObject; algorithm: TokenAlgorithm } {
    if (algorithmOf(token) !== 'HS256') return { key: this.keys().signingPublic, algorithm: 'RS256' };
    const aud = (jwt.decode(token) as jwt.JwtPayload | null)?.aud;
    const app = typeof aud === 'string' ? this.apps.find(aud) : undefined;
    if (app?.tokenAlgorithm !== 'HS256') throw new ApiError(2207);
    return { key: secretOf(app), algorithm: 'HS256' };
  }

  /** Ends one session: its token is refused with 2206 from now on. */
  revoke(sessionId: string): void {
    const session = this.data.sessions.find(({ id }) => id === sessionId);
    if (session !== undefined) session.revokedAt ??= Date.now();
  }

  /** Ends every session of a user. */
  revokeAll(userId: string): void {
    for (const session of this.data.sessions) if (session.userId === userId) session.revokedAt ??= Date.now();
  }
}
