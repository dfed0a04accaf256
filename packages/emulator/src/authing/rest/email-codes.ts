import { emailAddress } from '../accounts/contact-format';
import type { RegistrationOptions } from '../accounts/registration';
import { register, registerAndAnswer } from '../accounts/registration';
import { setParams } from '../accounts/custom-data';
import { signIn } from '../accounts/sign-in';
import { scenes } from '../outbox';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';

/** Registering and signing in with a code sent by email. */
export const emailCodes: Routes = (router, services) => {
  router.post(
    '/api/v2/register/email-code',
    endpoint(services, ({ caller, body }) => {
      const email = emailAddress(body.required('email'));
      const code = body.required('code');
      if (services.accounts.byEmail(caller.app.userPoolId, email) !== undefined) throw new ApiError(2026);
      services.outbox.use('email', email, code, scenes.register);
      const credentials = { email, emailVerified: true, registerSource: ['basic:email-code'] };
      return registerAndAnswer(services, caller, credentials, registrationOptions(body));
    }),
  );

  router.post(
    '/api/v2/login/email-code',
    endpoint(services, ({ caller, body }) => {
      const email = emailAddress(body.required('email'));
      const code = body.required('code');
      const existing = services.accounts.byEmail(caller.app.userPoolId, email);
      if (existing === undefined && !body.flag('autoRegister')) throw new ApiError(2004);
      services.outbox.use('email', email, code, scenes.login);
      const user = existing ?? register(services, caller, { email, registerSource: ['basic:email-code'] });
      user.emailVerified = true;
      setParams(services, user, body.optional('params'));
      return signIn(services, caller, user, existing === undefined);
    }),
  );
};

/** REST callers send custom data as an object or a list, where GraphQL has JSON text. */
function registrationOptions(body: Parameters): RegistrationOptions {
  const params =
    body.raw('customData') === undefined
      ? body.raw('params')
      : Object.entries(body.object('customData').all).map(([key, value]) => ({ key, value }));
  return {
    profile: body.object('profile').all,
    forceLogin: body.flag('forceLogin'),
    generateToken: body.flag('generateToken'),
    phoneToken: body.optional('phoneToken') ?? null,
    params: params === undefined || params === null ? null : typeof params === 'string' ? params : JSON.stringify(params),
  };
}
