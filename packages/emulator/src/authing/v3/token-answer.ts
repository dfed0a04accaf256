import type { App } from '../apps';
import { ApiError } from '../errors/api-error';
import type { Parameters } from '../http/parameters';
import { issueTokenSet } from '../oidc/token-set';
import type { Services } from '../services';
import type { User } from '../store/entities';

/** The scope that a sign-in asks for, `openid profile` unless given. Throws 400 without `openid`, which v3 wants in every one. */
export function scopeOf(options: Parameters): string {
  const scope = options.optional('scope') || 'openid profile';
  if (!scope.split(' ').includes('openid')) throw new ApiError(400, { about: 'options.scope: openid' });
  return scope;
}

/** The tokens of a v3 sign-in, with the lifetime under the name that the server is set up for. */
export function tokenAnswer(services: Services, app: App, user: User, scope: string): object {
  const { expires_in: seconds, ...tokens } = issueTokenSet(services, app, user, scope);
  const names = services.lifetimeField === 'both' ? ['expires_in', 'expire_in'] : [services.lifetimeField];
  return { ...tokens, ...Object.fromEntries(names.map((name) => [name, seconds])) };
}
