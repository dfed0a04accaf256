import { emailAddress, phoneNumber, recipientOf } from '../accounts/contact-format';
import { userInSecondStep } from '../accounts/second-factor';
import { signIn } from '../accounts/sign-in';
import { scenes } from '../outbox';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { nowIso } from '../store/store';

/** The second step of a sign-in with a code by SMS or email. An account without the contact gets it bound on the way. */
export const mfaContact: Routes = (router, services) => {
  router.post(
    '/api/v2/applications/mfa/check',
    endpoint(services, ({ caller, body }) => {
      const user = userInSecondStep(services, caller);
      const phone = body.optional('phone');
      const email = body.optional('email');
      if (!phone && !email) throw new ApiError(2231, { about: 'phone, email' });
      const owner = phone
        ? services.accounts.byPhone(user.userPoolId, phoneNumber(phone, body.optional('phoneCountryCode')))
        : services.accounts.byEmail(user.userPoolId, emailAddress(email ?? ''));
      return owner === undefined || owner === user;
    }),
  );

  router.post(
    '/api/v2/applications/mfa/sms/verify',
    endpoint(services, ({ caller, body }) => {
      const user = userInSecondStep(services, caller);
      const number = phoneNumber(body.required('phone'), body.optional('phoneCountryCode'));
      if (user.phone !== null && user.phone !== number.phone) throw new ApiError(2038);
      services.accounts.requireFreePhone(user.userPoolId, number, user);
      services.outbox.use('sms', recipientOf(number), body.required('code'), scenes.mfa);
      Object.assign(user, { phone: number.phone, phoneCountryCode: number.countryCode, phoneVerified: true, updatedAt: nowIso() });
      return signIn(services, caller, user);
    }),
  );

  router.post(
    '/api/v2/applications/mfa/email/verify',
    endpoint(services, ({ caller, body }) => {
      const user = userInSecondStep(services, caller);
      const email = emailAddress(body.required('email'));
      if (user.email !== null && user.email !== email) throw new ApiError(2037);
      services.accounts.requireFreeEmail(user.userPoolId, email, user);
      services.outbox.use('email', email, body.required('code'), scenes.mfa);
      Object.assign(user, { email, emailVerified: true, updatedAt: nowIso() });
      return signIn(services, caller, user);
    }),
  );
};
