import { phoneNumber, recipientOf } from '../accounts/contact-format';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';

/** Scenes an SMS code can be asked for; without one it fits every purpose. */
const smsScenes = ['login', 'register', 'reset', 'bind', 'unbind', 'mfa-bind', 'mfa-verify', 'mfa-unbind', 'complete-phone'] as const;

/** Sends codes by SMS. (Codes by email are sent through GraphQL.) */
export const verificationCodes: Routes = (router, services) => {
  router.post(
    '/api/v2/sms/send',
    endpoint(services, ({ caller, body }) => {
      const number = phoneNumber(body.required('phone'), body.optional('phoneCountryCode'));
      const scene = body.optional('scene') ?? null;
      if (scene !== null && !(smsScenes as readonly string[]).includes(scene)) throw new ApiError(400, { about: 'scene' });
      services.outbox.send('sms', recipientOf(number), scene, caller.app.appId);
      return null;
    }),
  );
};
