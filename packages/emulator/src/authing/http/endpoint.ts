import type { Context, Handler, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { ApiError } from '../errors/api-error';
import type { Lang } from '../errors/error-codes';
import type { Caller, Services } from '../services';
import { successEnvelope, styleOf } from './envelope';
import { Parameters, readParameters } from './parameters';
import type { RequestBindings } from './pipeline';

/** The type of every router in this server. */
export type Env = { Bindings: RequestBindings };
export type Router = Hono<Env>;

/** Adds a family of endpoints. */
export type Routes = (router: Router, services: Services) => void;

/** A REST request, as an endpoint sees it. */
export interface Call {
  caller: Caller;
  body: Parameters;
  query: Parameters;
  request: Request;
}

/** Holds the id of the session by which a browser is signed in. */
export const SESSION_COOKIE = 'authing_session';

/** The language a request asks for. */
export const langOf = (request: Request): Lang => (request.headers.get('x-authing-lang') === 'en-US' ? 'en-US' : 'zh-CN');

/** Where tokens come bare: v3 and the single sign-on of mobile apps. Everywhere else they come behind `Bearer`. */
const takesBareTokens = (path: string): boolean => styleOf(path) === 'v3' || path.startsWith('/oauth/sso/');

/** The sign-in token of a request. */
export function tokenOf(request: Request): string | undefined {
  const header = request.headers.get('authorization');
  if (header === null || header === '') return undefined;
  const [scheme, token] = header.split(' ');
  if (token !== undefined && scheme?.toLowerCase() === 'bearer') return token;
  return token === undefined && takesBareTokens(new URL(request.url).pathname) ? header : undefined;
}

/** Who sends a request, from which application. Throws 2011 when it names none, or an unknown one. */
export function callerOf(context: Context<Env>, services: Services, appId = context.req.header('x-authing-app-id')): Caller {
  const request = context.req.raw;
  const { record, ip, exchangeFailure } = context.env;
  return {
    app: services.apps.get(appId),
    lang: langOf(request),
    token: tokenOf(request),
    ip,
    exchangeFailure,
    note: (name, value) => {
      record.notes[name] = value;
    },
    rememberSession: (sessionId) => {
      setCookie(context, SESSION_COOKIE, sessionId, { httpOnly: true, path: '/', sameSite: 'Lax' });
    },
  };
}

/**
 * As {@link callerOf}, for requests that may leave out the application: then the token tells it. Throws 2020, 2206 or 2207, too.
 */
export function callerByToken(context: Context<Env>, services: Services): Caller {
  if (context.req.header('x-authing-app-id') !== undefined) return callerOf(context, services);
  const token = tokenOf(context.req.raw);
  if (token === undefined) throw new ApiError(2020);
  return callerOf(context, services, String(services.tokens.read(token).aud));
}

/** A REST endpoint: reads the request, answers what `handle` returns in the envelope of its path. */
export function endpoint(services: Services, handle: (call: Call) => unknown): Handler<Env> {
  return async (context) => {
    const caller = callerOf(context, services);
    const body = context.req.method === 'GET' ? new Parameters({}) : await readParameters(context.req.raw);
    const data = await handle({ caller, body, query: new Parameters(context.req.query()), request: context.req.raw });
    return context.json(successEnvelope(styleOf(context.req.path), data));
  };
}

/** Throws 404: for endpoints that the application has not switched on. */
export function notFound(about: string): never {
  throw new ApiError(404, { about });
}
