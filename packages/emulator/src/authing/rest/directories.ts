import { customValues } from '../accounts/custom-data';
import { accountInDirectory } from '../accounts/directory-sign-in';
import { signIn } from '../accounts/sign-in';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';

/** Signing in with a company directory: LDAP, and Active Directory (whose endpoint lives on the websocket host). */
export const directories: Routes = (router, services) => {
  for (const kind of ['ldap', 'ad'] as const) {
    router.post(
      `/api/v2/${kind}/verify-user`,
      endpoint(services, ({ caller, body }) => {
        const { user, created } = accountInDirectory(services, caller, kind, body.required('username'), body.required('password'));
        const answer = signIn(services, caller, user, created);
        return body.flag('withCustomData') ? { ...answer, customData: customValues(services, user) } : answer;
      }),
    );
  }
};
