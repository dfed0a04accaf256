import { customValues } from '../accounts/custom-data';
import { wireIdentity } from '../accounts/wire-user';
import { updateProfile } from '../accounts/profile-update';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { requireV3User, v3User } from './v3-user';

/** The caller's own account in v3. */
export const v3Profile: Routes = (router, services) => {
  router.get(
    '/api/v3/get-profile',
    endpoint(services, ({ caller, query }) => {
      const user = requireV3User(services, caller);
      const wants = (name: string): boolean => query.optional(name) === 'true';
      return {
        ...v3User(user),
        ...(wants('withCustomData') && {
          customData: Object.fromEntries(customValues(services, user).map(({ key, value }) => [key, value])),
        }),
        ...(wants('withIdentities') && { identities: user.identities.map((identity) => wireIdentity(user, identity)) }),
      };
    }),
  );

  router.post(
    '/api/v3/update-profile',
    endpoint(services, ({ caller, body }) => {
      const user = requireV3User(services, caller);
      updateProfile(services, caller, user, body.all, {});
      return v3User(user);
    }),
  );
};
