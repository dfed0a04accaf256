import { link, unlink } from '../accounts/identities';
import { requireUser } from '../accounts/sign-in';
import type { Call, Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { User } from '../store/entities';

/** Tying a social account to a main one, and untying it. Both accounts are named by their tokens. */
export const linkedAccounts: Routes = (router, services) => {
  const userOf = ({ caller, body }: Call, parameter: string): User =>
    requireUser(services, { ...caller, token: body.required(parameter) }).user;

  router.post(
    '/api/v2/users/link',
    endpoint(services, (call) => {
      link(services, userOf(call, 'secondaryUserToken'), userOf(call, 'primaryUserToken'));
      return null;
    }),
  );

  router.post(
    '/api/v2/users/unlink',
    endpoint(services, (call) => {
      // Providers are named with their kind of connection (`wechat:miniprogram:default`); an identity only knows the provider.
      const [provider] = call.body.required('provider').split(':');
      unlink(userOf(call, 'primaryUserToken'), (identity) => identity.provider === provider);
      return null;
    }),
  );
};
