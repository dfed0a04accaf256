import { emailAddress, phoneNumber, recipientOf } from '../../accounts/contact-format';
import type { PhoneNumber } from '../../accounts/contact-format';
import type { Proof } from '../../accounts/contacts';
import { bindEmail, bindPhone, changeEmail, changePhone, unbindEmail, unbindPhone } from '../../accounts/contacts';
import { requireOldPassword, setPassword } from '../../accounts/passwords';
import { updateProfile } from '../../accounts/profile-update';
import { ownAccount, requireUser } from '../../accounts/sign-in';
import { userOfStep } from '../../accounts/step-token';
import { scenes } from '../../outbox';
import { ApiError } from '../../errors/api-error';
import type { User } from '../../store/entities';
import type { Maybe, ResolverContext, RootFields } from './context';
import { graphqlUser } from './user-fields';

const done = { code: 200, message: 'ok' };

/** Lets the caller change their own account, and answers it. `id` may only name that account: 1001. */
function change({ services, caller }: ResolverContext, apply: (user: User) => void, id?: Maybe<string>) {
  const { user } = requireUser(services, caller);
  if (id && id !== user.id) throw new ApiError(1001);
  apply(user);
  return graphqlUser(services, ownAccount(services, caller, user));
}

export const profileFields: RootFields = {
  user: ({ id }: { id: Maybe<string> }, context: ResolverContext) => change(context, () => undefined, id),

  isUserExists: (
    { email, phone, username, externalId }: Record<'email' | 'phone' | 'username' | 'externalId', Maybe<string>>,
    { services, caller }: ResolverContext,
  ) => {
    const { accounts } = services;
    const pool = caller.app.userPoolId;
    if (!email && !phone && !username && !externalId) throw new ApiError(2231);
    return [
      email ? accounts.byEmail(pool, email) : undefined,
      phone ? accounts.byPhone(pool, phoneNumber(phone)) : undefined,
      username ? accounts.byUsername(pool, username) : undefined,
      externalId ? accounts.byExternalId(pool, externalId) : undefined,
    ].some((user) => user !== undefined);
  },

  updateUser: (
    {
      id,
      input,
      emailToken,
      phoneToken,
    }: { id: Maybe<string>; input: Record<string, unknown> } & Record<'emailToken' | 'phoneToken', Maybe<string>>,
    context: ResolverContext,
  ) =>
    change(
      context,
      (user) => {
        updateProfile(context.services, context.caller, user, input, { emailToken, phoneToken });
      },
      id,
    ),

  updatePassword: ({ newPassword, oldPassword }: { newPassword: string; oldPassword: Maybe<string> }, context: ResolverContext) =>
    change(context, (user) => {
      const { services } = context;
      if (user.passwordHash !== null) requireOldPassword(services, user, oldPassword);
      setPassword(services, user, newPassword);
    }),

  bindPhone: (
    { phone, phoneCode, phoneCountryCode }: { phone: string; phoneCode: string; phoneCountryCode: Maybe<string> },
    context: ResolverContext,
  ) =>
    change(context, (user) => {
      bindPhone(context.services, user, phoneNumber(phone, phoneCountryCode), phoneCode);
    }),

  unbindPhone: (_: object, context: ResolverContext) => change(context, unbindPhone),

  updatePhone: (
    args: { phone: string; phoneCode: string } & Record<
      'oldPhone' | 'oldPhoneCode' | 'phoneCountryCode' | 'oldPhoneCountryCode',
      Maybe<string>
    >,
    context: ResolverContext,
  ) =>
    change(context, (user) => {
      const next = { contact: phoneNumber(args.phone, args.phoneCountryCode), code: args.phoneCode };
      const current: Proof<PhoneNumber> | undefined =
        args.oldPhone && args.oldPhoneCode
          ? { contact: phoneNumber(args.oldPhone, args.oldPhoneCountryCode), code: args.oldPhoneCode }
          : undefined;
      changePhone(context.services, user, next, current);
    }),

  bindEmail: ({ email, emailCode }: { email: string; emailCode: string }, context: ResolverContext) =>
    change(context, (user) => {
      bindEmail(context.services, user, emailAddress(email), emailCode);
    }),

  unbindEmail: (_: object, context: ResolverContext) => change(context, unbindEmail),

  updateEmail: (
    args: { email: string; emailCode: string } & Record<'oldEmail' | 'oldEmailCode', Maybe<string>>,
    context: ResolverContext,
  ) =>
    change(context, (user) => {
      const current = args.oldEmail && args.oldEmailCode ? { contact: emailAddress(args.oldEmail), code: args.oldEmailCode } : undefined;
      changeEmail(context.services, user, { contact: emailAddress(args.email), code: args.emailCode }, current);
    }),

  sendEmail: ({ email, scene }: { email: string; scene: string }, { services, caller }: ResolverContext) => {
    services.outbox.send('email', emailAddress(email), scene, caller.app.appId);
    return done;
  },

  resetPassword: (
    {
      phone,
      phoneCountryCode,
      email,
      code,
      newPassword,
    }: { code: string; newPassword: string } & Record<'phone' | 'phoneCountryCode' | 'email', Maybe<string>>,
    { services, caller }: ResolverContext,
  ) => {
    const pool = caller.app.userPoolId;
    if (!phone && !email) throw new ApiError(2231, { about: 'phone, email' });
    const number = phone ? phoneNumber(phone, phoneCountryCode) : undefined;
    const address = number === undefined ? emailAddress(email ?? '') : recipientOf(number);
    const user = number === undefined ? services.accounts.byEmail(pool, address) : services.accounts.byPhone(pool, number);
    if (user === undefined) throw new ApiError(2004);
    services.outbox.use(number === undefined ? 'email' : 'sms', address, code, scenes.reset);
    setPassword(services, user, newPassword);
    return done;
  },

  resetPasswordByFirstLoginToken: ({ token, password }: { token: string; password: string }, { services, caller }: ResolverContext) => {
    setPassword(services, userOfStep(services, caller, token, 'first-login'), password);
    return done;
  },

  resetPasswordByForceResetToken: (
    { token, oldPassword, newPassword }: { token: string; oldPassword: string; newPassword: string },
    { services, caller }: ResolverContext,
  ) => {
    const user = userOfStep(services, caller, token, 'force-reset');
    requireOldPassword(services, user, oldPassword);
    setPassword(services, user, newPassword);
    return done;
  },
};
