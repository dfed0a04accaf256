import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';

/** The public keys that clients encrypt passwords under. */
export const wellKnown: Routes = (router, services) => {
  router.get(
    '/api/v2/.well-known',
    endpoint(services, () => {
      const keys = services.keys();
      return { publicKey: keys.passwordPublicPem, sm2: { publicKey: keys.sm2.publicKey } };
    }),
  );
};
