import type { Context } from 'hono';
import type { App } from '../apps';
import { claimsOf } from '../oidc/claims';
import { browserSession } from '../http/browser-session';
import type { Env, Routes } from '../http/endpoint';
import type { Services } from '../services';
import type { User } from '../store/entities';
import { newSecret } from '../store/store';
import { failureXml, successXml } from './xml';

const LIFETIME = 60_000;
const ALL_SCOPES = 'profile email phone address external_id unionid';

/** Issues a service ticket: good once, for a minute, for one service. */
export function issueTicket(services: Services, app: App, user: User, service: string): string {
  const value = `ST-${newSecret()}`;
  services.data.casTickets.push({ value, appId: app.appId, userId: user.id, service, expiresAt: Date.now() + LIFETIME, usedAt: null });
  return value;
}

/** CAS 1.0 and 2.0: tickets for signed-in users, and their validation by the service. */
export const cas: Routes = (router, services) => {
  router.get('/cas-idp/logout', (context) => {
    const signedIn = browserSession(context, services);
    if (signedIn !== undefined) services.tokens.revoke(signedIn.session.id);
    return context.json({ code: 200, message: 'ok', data: null });
  });

  router.get('/cas-idp/:appId', (context) => {
    const app = services.apps.get(context.req.param('appId'));
    const service = context.req.query('service') ?? '';
    if (!app.casServices.includes(service)) return context.text('the service is not registered', 403);
    const signedIn = browserSession(context, services);
    if (signedIn === undefined) return context.text('nobody is signed in', 401);
    const next = new URL(service);
    next.searchParams.set('ticket', issueTicket(services, app, signedIn.user, service));
    return context.redirect(next.toString());
  });

  router.get('/cas-idp/:appId/validate', (context) => {
    const result = use(context, services);
    return context.text('user' in result ? `yes\n${result.user.id}\n` : 'no\n\n');
  });

  router.get('/cas-idp/:appId/serviceValidate', (context) => {
    const result = use(context, services);
    const xml = context.req.query('format') !== 'JSON';
    if ('code' in result) {
      if (xml) return context.body(failureXml(result.code, result.description), 200, { 'content-type': 'application/xml' });
      return context.json({ serviceResponse: { authenticationFailure: result } });
    }
    const attributes = claimsOf(result.user, ALL_SCOPES);
    if (xml) return context.body(successXml(result.user.id, attributes), 200, { 'content-type': 'application/xml' });
    return context.json({ serviceResponse: { authenticationSuccess: { user: result.user.id, attributes } } });
  });
};

/** Uses up the ticket of a validation request. */
function use(context: Context<Env>, services: Services): { user: User } | { code: string; description: string } {
  const { ticket, service } = context.req.query();
  const app = services.apps.get(context.req.param('appId'));
  if (ticket === undefined || service === undefined) return { code: 'INVALID_REQUEST', description: 'ticket and service are needed' };
  const found = services.data.casTickets.find(({ value, appId }) => value === ticket && appId === app.appId);
  const user = found === undefined ? undefined : services.accounts.byId(found.userId);
  const fresh = found !== undefined && found.usedAt === null && Date.now() < found.expiresAt;
  if (found !== undefined) found.usedAt ??= Date.now();
  if (!fresh || user === undefined) return { code: 'INVALID_TICKET', description: `ticket ${ticket} is not valid` };
  if (found.service !== service) return { code: 'INVALID_SERVICE', description: `the ticket is not for ${service}` };
  return { user };
}
