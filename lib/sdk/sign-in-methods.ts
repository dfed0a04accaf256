import { AuthingError } from '../errors/authing-error';
import { isToken } from '../session/user';
import { publicCloudDomain } from './addresses';
import { convertObjectToKeyValueList, loginBySubAccount as subAccount } from './authing-js-sdk';
import type { KeyValuePair, RegisterProfile, SdkAuthenticationClient, User } from './authing-js-sdk';
import { copyable, notConfigured } from './invalid-argument';
import { encrypted } from './password-methods';
import { ask, readUser } from './session-methods';
import type { Operation } from './session-methods';

/** What goes along with signing in or up. */
export interface Extras {
  clientIp?: string;
  params?: { key: string; value: unknown }[];
  /** Written to the user's custom data. */
  customData?: KeyValuePair;
  /** Reaches the app's Pipeline functions. */
  context?: KeyValuePair;
}

export interface LoginOptions extends Extras {
  captchaCode?: string;
}

export interface PasswordLoginOptions extends LoginOptions {
  autoRegister?: boolean;
}

export interface PhoneCodeOptions extends Extras {
  phoneCountryCode?: string;
}

export interface DirectoryOptions {
  clientIp?: string;
  withCustomData?: boolean;
}

export interface RegisterOptions extends Extras {
  forceLogin?: boolean;
  generateToken?: boolean;
  phoneToken?: string;
}

export interface RegisterByNameOptions extends RegisterOptions {
  emailToken?: string;
}

export interface RegisterByPhoneOptions extends Omit<RegisterOptions, 'phoneToken'> {
  phoneCountryCode?: string;
  emailToken?: string;
}

export interface SubAccountOptions {
  captchaCode?: string;
  clientIp?: string;
}

/** @param password false: an account without one */
export async function register(
  client: SdkAuthenticationClient,
  operation: Operation,
  input: object,
  profile: RegisterProfile | null | undefined,
  options: RegisterOptions | null | undefined,
  password: string | false,
): Promise<User> {
  const { forceLogin = false, generateToken = false } = options || {};
  // What cannot be sent is refused before anything is.
  const more = { profile: copyable(profile || {}), forceLogin, generateToken, ...extras(options) };
  const secret = await (password === false ? undefined : encrypted(client, password));
  const user = readUser(await ask(client, operation, { input: { ...input, password: secret, ...more } }));
  client.setCurrentUser(user);
  return user;
}

export async function loginByPassword(
  client: SdkAuthenticationClient,
  operation: Operation,
  name: object,
  options: PasswordLoginOptions | null | undefined,
  password: string,
): Promise<User> {
  const { autoRegister = false, captchaCode } = options || {};
  const more = { autoRegister, captchaCode, ...extras(options) };
  const secret = await encrypted(client, password);
  return signedIn(client, await ask(client, operation, { input: { ...name, password: secret, ...more } }));
}

export async function loginBySubAccount(
  client: SdkAuthenticationClient,
  account: string,
  password: string,
  { captchaCode, clientIp }: SubAccountOptions,
): Promise<User> {
  const variables = { account, password: await encrypted(client, password), captchaCode, clientIp };
  return signedIn(client, await ask(client, subAccount, variables));
}

export async function loginByAd(
  client: SdkAuthenticationClient,
  username: string,
  password: string,
  options: DirectoryOptions | null | undefined,
): Promise<User> {
  const domain = publicCloudDomain(client.baseClient.appHost);
  const host = client.options.websocketHost || (domain && `https://ws.${domain}`);
  if (!host) throw notConfigured("websocketHost: 'https://…'");
  return signedIn(client, await post(client, '/api/v2/ad/verify-user', directoryLogin(username, password, options), host));
}

/** Only an answer that is a whole user with a token may replace who is signed in. */
export function signedIn(client: SdkAuthenticationClient, answer: unknown): User {
  const user = readUser(answer);
  if (!isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
  client.setCurrentUser(user);
  return user;
}

/** Posts to an endpoint that signs somebody in or up. @param host default Authing's */
export function post(
  { httpClient, baseClient }: SdkAuthenticationClient,
  path: string,
  data: object,
  host = baseClient.appHost,
): Promise<unknown> {
  return httpClient.request({ method: 'POST', url: host + path, data, unSetToken: true });
}

/** As Authing takes them: JSON texts, null for nothing. */
function extras(options: Extras | null | undefined): object {
  const { clientIp, params, customData, context } = copyable(options) || {};
  const pairs = customData ? convertObjectToKeyValueList(customData) : params;
  return { clientIp, params: pairs ? JSON.stringify(pairs) : null, context: context ? JSON.stringify(context) : null };
}

export function withCode(input: object, options: PhoneCodeOptions | null | undefined): object {
  return { ...input, phoneCountryCode: options ? options.phoneCountryCode : undefined, ...extras(options) };
}

export function directoryLogin(username: string, password: string, options: DirectoryOptions | null | undefined): object {
  const { clientIp, withCustomData } = options || {};
  return { username, password, clientIp, withCustomData };
}
