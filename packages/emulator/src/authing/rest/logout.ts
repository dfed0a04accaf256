import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';

/** Ends the caller's session. Succeeds without one, too: signed out is signed out. */
export const logout: Routes = (router, services) => {
  const end = endpoint(services, ({ caller }) => {
    if (caller.token === undefined) return null;
    try {
      services.tokens.revoke(services.tokens.verify(caller.token, caller.app).jti);
    } catch (error) {
      // An expired or forged token has no session left to end.
      if (!(error instanceof ApiError)) throw error;
    }
    return null;
  });
  router.get('/api/v2/logout', end);
  router.get('/logout', end);
};
