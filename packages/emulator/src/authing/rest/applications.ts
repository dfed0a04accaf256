import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';

/** What anybody may know about an application before signing in. */
export const applications: Routes = (router, services) => {
  router.get(
    '/api/v2/applications/:appId/public-config',
    endpoint(services, ({ request }) => {
      const [appId] = new URL(request.url).pathname.split('/').slice(-2);
      const app = services.apps.get(appId);
      return {
        id: app.appId,
        name: app.name,
        userPoolId: app.userPoolId,
        publicKey: services.keys().passwordPublicPem,
        logo: null,
        registerDisabled: app.registrationDisabled ?? false,
        redirectUris: app.redirectUris,
        identityProviders: [],
        socialConnections: [],
        protocol: 'oidc',
      };
    }),
  );
};
