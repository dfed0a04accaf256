import type { App } from '../apps';
import type { Parameters } from '../http/parameters';
import type { Services } from '../services';
import { OidcError } from './oidc-error';

/** A client, and whether it has proved who it is. */
export interface Client {
  app: App;
  authenticated: boolean;
}

/** Whether an application may use the token endpoint without a secret. */
export const isPublic = (app: App): boolean => app.secret === undefined || app.tokenEndpointAuthMethod === 'none';

/**
 * Who asks: by `Authorization: Basic`, by client_id and client_secret in the form, by client_id alone, or by the app header alone (as
 * the mini-program SDKs do). A secret that is given must be right, and must come the way the application is set up for.
 */
export function clientOf(services: Services, request: Request, form: Parameters): Client {
  const basic = basicCredentials(request);
  const posted = form.optional('client_secret');
  const id = basic?.id ?? form.optional('client_id') ?? request.headers.get('x-authing-app-id') ?? undefined;
  const app = id === undefined ? undefined : services.apps.find(id);
  if (app === undefined) throw new OidcError('invalid_client', 'unknown client');
  const secret = basic?.secret ?? posted;
  if (secret === undefined) return { app, authenticated: false };
  const method = basic === undefined ? 'client_secret_post' : 'client_secret_basic';
  if (app.tokenEndpointAuthMethod !== undefined && app.tokenEndpointAuthMethod !== method) {
    throw new OidcError('invalid_client', `the client must authenticate by ${app.tokenEndpointAuthMethod}`);
  }
  if (app.secret === undefined || app.secret !== secret) throw new OidcError('invalid_client', 'wrong client secret');
  return { app, authenticated: true };
}

/** As {@link clientOf}, for what a client with a secret must not do without it. */
export function requireClient(services: Services, request: Request, form: Parameters): App {
  const { app, authenticated } = clientOf(services, request, form);
  if (!authenticated && !isPublic(app)) throw new OidcError('invalid_client', 'the client must authenticate');
  return app;
}

/** `Authorization: Basic`, taken apart; undefined without one. */
export function basicCredentials(request: Request): { id: string; secret: string } | undefined {
  const [scheme, encoded] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id, secret: secret.join(':') };
}
