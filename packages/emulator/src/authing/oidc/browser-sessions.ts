import { wireUser } from '../accounts/wire-user';
import type { Routes } from '../http/endpoint';
import { browserSession } from '../http/browser-session';

/** Single sign-on: who is signed in on this browser, and signing out of it. */
export const browserSessions: Routes = (router, services) => {
  router.get('/cas/session', (context) => {
    const signedIn = browserSession(context, services);
    if (signedIn === undefined) return context.json({ session: null });
    const { session, user } = signedIn;
    return context.json({
      session: {
        _id: session.id,
        cookie: {
          originalMaxAge: session.expiresAt - session.issuedAt,
          expires: new Date(session.expiresAt).toISOString(),
          secure: false,
          httpOnly: true,
          path: '/',
          sameSite: 'lax',
          appId: session.appId,
          type: 'oidc',
          userId: user.id,
        },
      },
      userInfo: wireUser(user),
    });
  });

  const end = { '/oidc/session/end': 'post_logout_redirect_uri', '/login/profile/logout': 'redirect_uri' };
  for (const [path, parameter] of Object.entries(end)) {
    router.get(path, (context) => {
      const signedIn = browserSession(context, services);
      if (signedIn !== undefined) services.tokens.revoke(signedIn.session.id);
      const next = context.req.query(parameter);
      const known = next !== undefined && services.apps.all.some((app) => app.redirectUris.includes(next));
      return known ? context.redirect(next) : context.json({ code: 200, message: 'ok', data: null });
    });
  }
};
