import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { ApiError } from '../errors/api-error';
import type { Services } from '../services';
import type { Session, User } from '../store/entities';
import type { Env } from './endpoint';
import { SESSION_COOKIE, tokenOf } from './endpoint';

/** Who is signed in on the browser that sends a request: by its cookie, or by a sign-in token in the header (clients without cookies). */
export function browserSession(context: Context<Env>, services: Services): { session: Session; user: User } | undefined {
  const session = services.tokens.liveSession(getCookie(context, SESSION_COOKIE) ?? sessionOfToken(context, services));
  const user = session === undefined ? undefined : services.accounts.byId(session.userId);
  return session === undefined || user === undefined || user.blocked ? undefined : { session, user };
}

function sessionOfToken(context: Context<Env>, services: Services): string | undefined {
  const token = tokenOf(context.req.raw);
  if (token === undefined) return undefined;
  try {
    return services.tokens.read(token).jti;
  } catch (error) {
    // Expired or forged: as good as none.
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
