import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { appHostOf } from '../http/options';
import { isToken, userIn } from '../session/user';
import type { User } from '../session/user';
import { keepSignIn } from './sign-in';
import { askAboutOwner, graphqlOf, ownProfile, profileOwner, USER_FIELDS } from './update-user';

const CURRENT_USER = `query user { user ${USER_FIELDS} }`;

const BIND_PHONE = `mutation bindPhone($phone: String!, $phoneCode: String!) {
  bindPhone(phone: $phone, phoneCode: $phoneCode) ${USER_FIELDS}
}`;

const phoneFields = ['phone', 'phoneVerified', 'phoneCountryCode'];

const LOGIN_BY_PHONE_CODE = `mutation loginByPhoneCode($input: LoginByPhoneCodeInput!) {
  loginByPhoneCode(input: $input) ${USER_FIELDS}
}`;

/**
 * The signed-in user as Authing knows them now; the session has what is new.
 * @throws AuthingError reason `unauthenticated`: Authing no longer knows the sign-in
 */
export function currentUser(client: KernelClient): Promise<User> {
  return new Promise((resolve) => {
    const owner = profileOwner(client, 'tap');
    resolve(owner.oidc ? ownProfile(client, owner) : askAboutOwner(client, owner, 'user', CURRENT_USER, {}));
  });
}

/**
 * Sends a code by text message. It fits any purpose.
 * @param phone of mainland China, without its country code
 * @throws AuthingError code 2100: the last one is less than a minute old
 */
export function sendSmsCode(client: KernelClient, phone: string): Promise<unknown> {
  return post(client, '/api/v2/sms/send', { phone });
}

/**
 * Gives the signed-in user a phone number.
 * @throws AuthingError code 2035: it, or the user, is bound already; 2001, 2300: wrong or old code
 */
export function bindPhone(client: KernelClient, phone: string, phoneCode: string): Promise<User> {
  return new Promise<User>((resolve) =>
    resolve(askAboutOwner(client, profileOwner(client, 'tap'), 'bindPhone', BIND_PHONE, { phone, phoneCode }, phoneFields)),
  );
}

/**
 * Signs in to the account that has this number, unless somebody else has signed in, or whoever it was has signed out, meanwhile.
 * @param autoRegister makes one where there is none
 * @param hold gets the function that tells pages
 * @throws AuthingError code 2004: there is none; 2001, 2300: wrong or old code; reason `busy`: who is signed in has changed
 */
export function loginByPhoneCode(client: KernelClient, phone: string, code: string, autoRegister: boolean, hold: HoldNews): Promise<User> {
  const read = (answer: unknown): User => {
    const user = userIn((answer as { loginByPhoneCode?: unknown }).loginByPhoneCode);
    if (!user || !isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
    return user;
  };
  const { tokenProvider } = client;
  const token = tokenProvider.getToken();
  const before = tokenProvider.getUser();
  /** Tokens may be renewed meanwhile; that is no other sign-in. */
  const isStill = (): boolean => {
    const now = tokenProvider.getUser();
    return tokenProvider.getToken() === token || (!!before && !!now && now.id === before.id);
  };
  return graphqlOf(client)
    .request({ query: LOGIN_BY_PHONE_CODE, variables: { input: { phone, code, autoRegister } }, token: null, read })
    .then((user) => {
      // Whoever signed in or out since the tap has the last word.
      if (!isStill()) throw new AuthingError('busy', { stage: 'session' });
      return keepSignIn(client, user as User, hold);
    });
}

function post({ httpClient, options }: KernelClient, path: string, data: object): Promise<unknown> {
  return httpClient.request({ method: 'POST', url: appHostOf(options) + path, data });
}
