import { emailAddress, phoneNumber, recipientOf } from '../accounts/contact-format';
import { accountInDirectory } from '../accounts/directory-sign-in';
import { isPlainPasswordOf, isPasswordOf, requireRightPassword } from '../accounts/passwords';
import { countSignIn } from '../accounts/sign-in';
import { requireNoSecondFactor } from '../accounts/second-factor';
import { scenes } from '../outbox';
import { ApiError } from '../errors/api-error';
import type { Call, Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import { issueCode } from '../oidc/authorize';
import type { Services } from '../services';
import type { User } from '../store/entities';
import { requireRightSecret } from './client-secret';
import { scopeOf, tokenAnswer } from './token-answer';

/** `POST /api/v3/signin`: one endpoint for passwords, codes and directories. Passwords are plain unless the options say otherwise. */
export const v3SignIn: Routes = (router, services) => {
  router.post(
    '/api/v3/signin',
    endpoint(services, (call) => {
      const { caller, body } = call;
      requireRightSecret(call);
      const options = body.object('options');
      const scope = scopeOf(options);
      const user = userOf(services, call);
      requireNoSecondFactor(services, caller, user);
      countSignIn(caller, user);
      if (options.optional('responseType') !== 'code') return tokenAnswer(services, caller.app, user, scope);
      const redirectUri = options.required('redirectUri');
      if (!caller.app.redirectUris.includes(redirectUri)) throw new ApiError(400, { about: 'redirectUri' });
      return { code: issueCode(services, caller.app, user, { redirectUri, scope, nonce: options.optional('nonce') ?? null }) };
    }),
  );
};

function userOf(services: Services, { caller, body }: Call): User {
  switch (body.required('connection')) {
    case 'PASSWORD':
      return byPassword(services, caller.app.userPoolId, body);
    case 'PASSCODE':
      return byPassCode(services, caller.app.userPoolId, body.object('passCodePayload'));
    case 'LDAP': {
      const payload = body.object('ldapPayload');
      return accountInDirectory(services, caller, 'ldap', payload.required('sAMAccountName'), payload.required('password')).user;
    }
    case 'AD': {
      const payload = body.object('adPayload');
      return accountInDirectory(services, caller, 'ad', payload.required('sAMAccountName'), payload.required('password')).user;
    }
    default:
      throw new ApiError(400, { about: 'connection' });
  }
}

function byPassword(services: Services, pool: string, body: Parameters): User {
  const { accounts } = services;
  const payload = body.object('passwordPayload');
  const password = payload.required('password');
  const [account, email, username, phone] = ['account', 'email', 'username', 'phone'].map((name) => payload.optional(name));
  const byAnything = (name: string): User | undefined =>
    accounts.byUsername(pool, name) ??
    accounts.byEmail(pool, name) ??
    (/^\d{5,15}$/.test(name) ? accounts.byPhone(pool, phoneNumber(name)) : undefined);
  const user = email
    ? accounts.byEmail(pool, email)
    : username
      ? accounts.byUsername(pool, username)
      : phone
        ? accounts.byPhone(pool, phoneNumber(phone))
        : account
          ? byAnything(account)
          : undefined;
  if (user === undefined) throw new ApiError(2004);
  const encryption = body.object('options').optional('passwordEncryptType') ?? 'none';
  requireRightPassword(services, user, () =>
    encryption === 'none'
      ? isPlainPasswordOf(user, password)
      : isPasswordOf(services, user, encryption === 'sm2' && !password.startsWith('sm2:') ? `sm2:${password}` : password),
  );
  return user;
}

function byPassCode(services: Services, pool: string, payload: Parameters): User {
  const code = payload.required('passCode');
  const phone = payload.optional('phone');
  const number = phone ? phoneNumber(phone, payload.optional('phoneCountryCode')) : undefined;
  const email = number === undefined ? emailAddress(payload.required('email')) : '';
  const user = number === undefined ? services.accounts.byEmail(pool, email) : services.accounts.byPhone(pool, number);
  if (user === undefined) throw new ApiError(2004);
  services.outbox.use(number === undefined ? 'email' : 'sms', number === undefined ? email : recipientOf(number), code, scenes.login);
  return user;
}
