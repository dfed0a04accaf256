import { emailAddress, phoneNumber, recipientOf } from '../../accounts/contact-format';
import { setParams } from '../../accounts/custom-data';
import { signInByPassword } from '../../accounts/password-sign-in';
import { storedPassword } from '../../accounts/passwords';
import { register } from '../../accounts/registration';
import type { SignedInUser } from '../../accounts/sign-in';
import { signIn } from '../../accounts/sign-in';
import { scenes } from '../../outbox';
import { ApiError } from '../../errors/api-error';
import type { User } from '../../store/entities';
import type { Maybe, ResolverContext, RootField, RootFields } from './context';
import { graphqlUser } from './user-fields';

interface PasswordInput {
  password: string;
  autoRegister?: Maybe<boolean>;
  params?: Maybe<string>;
}

interface PhoneCodeInput {
  phone: string;
  code: string;
  phoneCountryCode: Maybe<string>;
  autoRegister: Maybe<boolean>;
  params: Maybe<string>;
}

/** A sign-in by a kind of name and a password, registering the name if asked to. */
function byPassword<T extends PasswordInput>(
  find: (input: T, context: ResolverContext) => User | undefined,
  credentials: (input: T) => Partial<User>,
): RootField<{ input: T }> {
  return ({ input }, context) => {
    const { services, caller } = context;
    const create = (): User => register(services, caller, { ...credentials(input), ...storedPassword(services, input.password) });
    return answer(
      context,
      signInByPassword(services, caller, {
        find: () => find(input, context),
        register: input.autoRegister === true ? create : undefined,
        password: input.password,
        params: input.params,
      }),
    );
  };
}

const answer = ({ services }: ResolverContext, user: SignedInUser) => graphqlUser(services, user);

export const signInFields: RootFields = {
  loginByEmail: byPassword<PasswordInput & { email: string }>(
    ({ email }, { services, caller }) => services.accounts.byEmail(caller.app.userPoolId, emailAddress(email)),
    ({ email }) => ({ email: emailAddress(email), registerSource: ['basic:email'] }),
  ),

  loginByUsername: byPassword<PasswordInput & { username: string }>(
    ({ username }, { services, caller }) => services.accounts.byUsername(caller.app.userPoolId, username),
    ({ username }) => ({ username, registerSource: ['basic:username-password'] }),
  ),

  loginByPhonePassword: byPassword<PasswordInput & { phone: string }>(
    ({ phone }, { services, caller }) => services.accounts.byPhone(caller.app.userPoolId, phoneNumber(phone)),
    ({ phone }) => ({ phone: phoneNumber(phone).phone, phoneCountryCode: phoneNumber(phone).countryCode, registerSource: ['basic:phone'] }),
  ),

  loginByPhoneCode: ({ input }: { input: PhoneCodeInput }, context: ResolverContext) => {
    const { services, caller } = context;
    const number = phoneNumber(input.phone, input.phoneCountryCode);
    const existing = services.accounts.byPhone(caller.app.userPoolId, number);
    if (existing === undefined && input.autoRegister !== true) throw new ApiError(2004);
    services.outbox.use('sms', recipientOf(number), input.code, scenes.login);
    const user =
      existing ??
      register(services, caller, {
        phone: number.phone,
        phoneCountryCode: number.countryCode,
        phoneVerified: true,
        registerSource: ['basic:phone-code'],
      });
    setParams(services, user, input.params);
    return answer(context, signIn(services, caller, user, existing === undefined));
  },

  loginBySubAccount: ({ account, password }: { account: string; password: string }, context: ResolverContext) => {
    const { services, caller } = context;
    return answer(
      context,
      signInByPassword(services, caller, {
        find: () => services.accounts.bySubAccount(caller.app.userPoolId, account),
        register: undefined,
        password,
      }),
    );
  },
};
