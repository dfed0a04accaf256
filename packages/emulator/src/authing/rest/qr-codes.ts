import { customValues } from '../accounts/custom-data';
import { requireUser, signIn } from '../accounts/sign-in';
import { qrGif } from '../crypto/qr-image';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Services } from '../services';
import type { QrCode } from '../store/entities';
import { newSecret } from '../store/store';

const scenes = ['WXAPP_AUTH', 'APP_AUTH', 'WECHATMP_AUTH'];
const LIFETIME = 120_000;

/**
 * Signing in by scanning: one side shows a code (`gene`), asks what has become of it (`check`) and trades the ticket for the user
 * (`userinfo`); the other side, an app somebody is signed in to, reports `scanned`, then `confirm` or `cancel`.
 */
export const qrCodes: Routes = (router, services) => {
  router.post(
    '/api/v2/qrcode/gene',
    endpoint(services, ({ caller, body }) => {
      const scene = body.required('scene');
      if (!scenes.includes(scene)) throw new ApiError(400, { about: 'scene' });
      const random = newSecret();
      services.data.qrCodes.push({
        random,
        scene,
        appId: caller.app.appId,
        status: 0,
        userId: null,
        ticket: null,
        ticketUsed: false,
        withCustomData: body.flag('withCustomData'),
        createdAt: Date.now(),
        expiresAt: Date.now() + LIFETIME,
      });
      return { random, url: `${services.url()}/api/v2/qrcode/image/${random}`, customLogo: null, expiresIn: LIFETIME / 1000 };
    }),
  );

  router.get('/api/v2/qrcode/image/:random', (context) => {
    const { random, scene } = find(services, context.req.param('random'));
    return context.body(qrGif(JSON.stringify({ random, scene })), 200, { 'content-type': 'image/gif' });
  });

  router.get(
    '/api/v2/qrcode/check',
    endpoint(services, ({ query }) => {
      const code = find(services, query.required('random'));
      const status = isOver(code) ? -1 : code.status;
      const user = code.userId === null || status < 1 ? undefined : services.accounts.byId(code.userId);
      return {
        random: code.random,
        status,
        ticket: status === 2 ? code.ticket : null,
        // Before the ticket is traded only what is needed to greet somebody.
        userInfo: user === undefined ? null : { nickname: user.profile.nickname ?? null, photo: user.profile.photo ?? null },
      };
    }),
  );

  router.post(
    '/api/v2/qrcode/userinfo',
    endpoint(services, ({ caller, body }) => {
      const ticket = body.required('ticket');
      const code = services.data.qrCodes.find((candidate) => candidate.ticket === ticket);
      const user = code?.userId ? services.accounts.byId(code.userId) : undefined;
      if (code === undefined || user === undefined || code.ticketUsed || isOver(code) || code.appId !== caller.app.appId) {
        throw new ApiError(400, { about: 'ticket' });
      }
      code.ticketUsed = true;
      const answer = signIn(services, caller, user);
      return code.withCustomData ? { ...answer, customData: customValues(services, user) } : answer;
    }),
  );

  const steps = { scanned: [0, 1], confirm: [1, 2], cancel: [1, 3] } as const;
  for (const [step, [from, to]] of Object.entries(steps)) {
    router.post(
      `/api/v2/qrcode/${step}`,
      endpoint(services, ({ caller, body }) => {
        const { user } = requireUser(services, caller);
        const code = find(services, body.required('random'));
        const mine = code.userId === null || code.userId === user.id;
        if (!mine || isOver(code) || code.status !== from) throw new ApiError(400, { about: 'random' });
        code.status = to;
        code.userId = user.id;
        if (to === 2) code.ticket = newSecret();
        return { random: code.random, status: code.status };
      }),
    );
  }
};

function find(services: Services, random: string): QrCode {
  const code = services.data.qrCodes.find((candidate) => candidate.random === random);
  if (code === undefined) throw new ApiError(2241);
  return code;
}

const isOver = (code: QrCode): boolean => Date.now() >= code.expiresAt;
