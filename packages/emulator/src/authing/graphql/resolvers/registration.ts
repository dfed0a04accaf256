import { emailAddress, phoneNumber, recipientOf } from '../../accounts/contact-format';
import { storedPassword } from '../../accounts/passwords';
import type { RegistrationOptions } from '../../accounts/registration';
import { registerAndAnswer } from '../../accounts/registration';
import { scenes } from '../../outbox';
import { ApiError } from '../../errors/api-error';
import type { Maybe, ResolverContext, RootFields } from './context';
import { graphqlUser } from './user-fields';

type Input<T> = { input: T & RegistrationOptions };

export const registrationFields: RootFields = {
  registerByEmail: ({ input }: Input<{ email: string; password: string }>, { services, caller }: ResolverContext) => {
    const email = emailAddress(input.email);
    if (services.accounts.byEmail(caller.app.userPoolId, email) !== undefined) throw new ApiError(2026);
    const credentials = { email, ...storedPassword(services, input.password), registerSource: ['basic:email'] };
    return graphqlUser(services, registerAndAnswer(services, caller, credentials, input));
  },

  registerByUsername: ({ input }: Input<{ username: string; password: string }>, { services, caller }: ResolverContext) => {
    if (input.username.trim() === '') throw new ApiError(2231, { about: 'username' });
    if (services.accounts.byUsername(caller.app.userPoolId, input.username) !== undefined) throw new ApiError(2026);
    const credentials = {
      username: input.username,
      ...storedPassword(services, input.password),
      registerSource: ['basic:username-password'],
    };
    return graphqlUser(services, registerAndAnswer(services, caller, credentials, input));
  },

  registerByPhoneCode: (
    { input }: Input<{ phone: string; code: string; phoneCountryCode: Maybe<string>; password: Maybe<string> }>,
    { services, caller }: ResolverContext,
  ) => {
    const number = phoneNumber(input.phone, input.phoneCountryCode);
    if (services.accounts.byPhone(caller.app.userPoolId, number) !== undefined) throw new ApiError(2026);
    const password = input.password ? storedPassword(services, input.password) : {};
    services.outbox.use('sms', recipientOf(number), input.code, scenes.register);
    const credentials = {
      phone: number.phone,
      phoneCountryCode: number.countryCode,
      phoneVerified: true,
      ...password,
      registerSource: ['basic:phone-code'],
    };
    return graphqlUser(services, registerAndAnswer(services, caller, credentials, input));
  },
};
