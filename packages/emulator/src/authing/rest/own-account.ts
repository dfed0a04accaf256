import { organisationPaths } from '../access/departments';
import { requireUser } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import type { User } from '../store/entities';

/** What the signed-in user may ask about themselves. */
export const ownAccount: Routes = (router, services) => {
  router.get(
    '/api/v2/users/me/orgs',
    endpoint(services, ({ caller }) => organisationPaths(services, requireUser(services, caller).user)),
  );

  router.get(
    '/api/v2/users/me/security-level',
    endpoint(services, ({ caller }) => securityLevel(requireUser(services, caller).user)),
  );

  router.get(
    '/api/v2/users/me/applications/allowed',
    endpoint(services, ({ caller, query }) => {
      const { user } = requireUser(services, caller);
      const page = positive(query, 'page', 1);
      const limit = positive(query, 'limit', 10);
      const apps = services.apps.inPool(user.userPoolId);
      const shown = apps.slice((page - 1) * limit, page * limit);
      return { totalCount: apps.length, list: shown.map(({ appId, name }) => ({ id: appId, name, logo: null, domain: services.url() })) };
    }),
  );
};

/** Each of email, phone and second factor is worth 20 points; a password 20, 30 or 40 by its level. */
function securityLevel(user: User) {
  const has = {
    email: user.email !== null,
    phone: user.phone !== null,
    mfa: user.totp?.enabled === true,
    password: user.passwordHash !== null,
  };
  const contacts = [has.email, has.phone, has.mfa].filter(Boolean).length * 20;
  const password = user.passwordLevel === null ? 0 : 10 + user.passwordLevel * 10;
  return { ...has, passwordSecurityLevel: user.passwordLevel, score: contacts + password };
}

function positive(query: Parameters, name: string, fallback: number): number {
  const text = query.optional(name);
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new ApiError(400, { about: name });
  return value;
}
