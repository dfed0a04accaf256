import { requireUser, signIn } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { callerByToken, callerOf } from '../http/endpoint';
import { successEnvelope } from '../http/envelope';
import { Parameters, readParameters } from '../http/parameters';
import type { Services } from '../services';
import type { MobileSession } from '../store/entities';
import { nowIso } from '../store/store';

/**
 * Single sign-on between the mobile apps of one device: an app that somebody is signed in to opens a session for the device
 * (`createSession`), the others ask for it (`trackSession`: the user with a token, the plainer of the two forms that Authing can be set
 * up for) until it is ended (`destorySession`; the path and `destoryAll` really are spelled that way). Where there is none: 2401.
 */
export const mobileSessions: Routes = (router, services) => {
  router.post('/oauth/sso/mobile/createSession', async (context) => {
    const caller = callerByToken(context, services);
    const { user } = requireUser(services, caller);
    const { deviceId, appId } = place(await readParameters(context.req.raw), user.userPoolId);
    const known = sessionsOf(services, user.userPoolId, deviceId).find((session) => session.mobileAppId === appId);
    if (known !== undefined) drop(services, [known]);
    const session: MobileSession = {
      userPoolId: user.userPoolId,
      deviceId,
      mobileAppId: appId,
      appId: caller.app.appId,
      userId: user.id,
      createdAt: nowIso(),
    };
    services.data.mobileSessions.push(session);
    return context.json(successEnvelope('v2', { sessionId: `${deviceId}:${appId}` }));
  });

  router.get('/oauth/sso/mobile/trackSession', (context) => {
    const query = new Parameters(context.req.query());
    const [session] = sessionsOf(services, query.required('userPoolId'), query.required('deviceId'));
    const user = session === undefined ? undefined : services.accounts.byId(session.userId);
    if (session === undefined || user === undefined) throw new ApiError(2401);
    return context.json(successEnvelope('v2', signIn(services, callerOf(context, services, session.appId), user)));
  });

  router.post('/oauth/sso/mobile/destorySession', async (context) => {
    const { user } = requireUser(services, callerByToken(context, services));
    const body = await readParameters(context.req.raw);
    const { deviceId, appId } = place(body, user.userPoolId);
    const own = sessionsOf(services, user.userPoolId, deviceId).filter((session) => session.userId === user.id);
    const ending = body.flag('destoryAll') ? own : own.filter((session) => session.mobileAppId === appId);
    if (ending.length === 0) throw new ApiError(2401);
    drop(services, ending);
    return context.json(successEnvelope('v2', null));
  });
};

/** Which app on which device. Throws 2036 when the request names another user pool than its token. */
function place(body: Parameters, userPoolId: string): { deviceId: string; appId: string } {
  if (body.required('userPoolId') !== userPoolId) throw new ApiError(2036);
  return { deviceId: body.required('deviceId'), appId: body.required('appId') };
}

/** Newest first. */
function sessionsOf({ data }: Services, userPoolId: string, deviceId: string): MobileSession[] {
  return data.mobileSessions.filter((session) => session.userPoolId === userPoolId && session.deviceId === deviceId).reverse();
}

function drop({ data }: Services, ending: readonly MobileSession[]): void {
  data.mobileSessions = data.mobileSessions.filter((session) => !ending.includes(session));
}
