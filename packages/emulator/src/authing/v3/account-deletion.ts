/**
 * Codes by SMS in v3, and closing one's own account. Source: Authing's v3 reference (`send-sms`, `verify-delete-account-request`,
 * `delete-account`). An account with neither phone, email nor password, as a sign-in by code alone makes it, cannot prove itself here.
 */
import { emailAddress, phoneNumber, recipientOf } from '../accounts/contact-format';
import { isPasswordOf, isPlainPasswordOf, requireRightPassword } from '../accounts/passwords';
import { stepToken, STEP_LIFETIME, userOfStep } from '../accounts/step-token';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import { scenes } from '../outbox';
import type { Services } from '../services';
import type { User } from '../store/entities';
import { nowIso } from '../store/store';
import { requireV3User } from './v3-user';

/** What an SMS can be for in v3. */
const channels = [
  'CHANNEL_LOGIN',
  'CHANNEL_REGISTER',
  'CHANNEL_RESET_PASSWORD',
  'CHANNEL_BIND_PHONE',
  'CHANNEL_UNBIND_PHONE',
  'CHANNEL_BIND_MFA',
  'CHANNEL_VERIFY_MFA',
  'CHANNEL_UNBIND_MFA',
  'CHANNEL_COMPLETE_PHONE',
  'CHANNEL_IDENTITY_VERIFICATION',
  'CHANNEL_DELETE_ACCOUNT',
];

export const accountDeletion: Routes = (router, services) => {
  router.post(
    '/api/v3/send-sms',
    endpoint(services, ({ caller, body }) => {
      const channel = body.required('channel');
      if (!channels.includes(channel)) throw new ApiError(400, { about: 'channel' });
      const number = phoneNumber(body.required('phoneNumber'), body.optional('phoneCountryCode'));
      services.outbox.send('sms', recipientOf(number), channel, caller.app.appId);
      return null;
    }),
  );

  router.post(
    '/api/v3/verify-delete-account-request',
    endpoint(services, ({ caller, body }) => {
      const user = requireV3User(services, caller);
      requireProof(services, user, body);
      return { deleteAccountToken: stepToken(services, caller, user, 'delete-account'), tokenExpiresIn: STEP_LIFETIME };
    }),
  );

  router.post(
    '/api/v3/delete-account',
    endpoint(services, ({ caller, body }) => {
      const user = requireV3User(services, caller);
      if (userOfStep(services, caller, body.required('deleteAccountToken'), 'delete-account') !== user) throw new ApiError(2207);
      Object.assign(user, { isDeleted: true, updatedAt: nowIso() });
      services.tokens.revokeAll(user.id);
      return { success: true };
    }),
  );
};

/** Throws 2001 or 2300 for a wrong code, 2037 or 2038 for a contact that is another's, 2027 or the wrong password's number. */
function requireProof(services: Services, user: User, body: Parameters): void {
  switch (body.required('verifyMethod')) {
    case 'PHONE_PASSCODE': {
      const payload = body.object('phonePassCodePayload');
      const number = phoneNumber(payload.required('phoneNumber'), payload.optional('phoneCountryCode'));
      if (user.phone !== number.phone || user.phoneCountryCode !== number.countryCode) throw new ApiError(2038);
      return services.outbox.use('sms', recipientOf(number), payload.required('passCode'), scenes.deleteAccount);
    }
    case 'EMAIL_PASSCODE': {
      const payload = body.object('emailPassCodePayload');
      const email = emailAddress(payload.required('email'));
      if (user.email !== email) throw new ApiError(2037);
      return services.outbox.use('email', email, payload.required('passCode'), scenes.deleteAccount);
    }
    case 'PASSWORD': {
      // "如果用户既没有绑定手机号又没有绑定邮箱，可以使用密码作为验证手段"
      if (user.phone !== null || user.email !== null) throw new ApiError(400, { about: 'verifyMethod: PASSWORD' });
      const payload = body.object('passwordPayload');
      const password = payload.required('password');
      const encrypted = (payload.optional('passwordEncryptType') ?? 'none') !== 'none';
      return requireRightPassword(services, user, () =>
        encrypted ? isPasswordOf(services, user, password) : isPlainPasswordOf(user, password),
      );
    }
    default:
      throw new ApiError(400, { about: 'verifyMethod' });
  }
}
