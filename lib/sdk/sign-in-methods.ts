import { AuthingError } from '../errors/authing-error';
import { isToken } from '../session/user';
import {
  convertObjectToKeyValueList,
  loginByEmail,
  loginByPhoneCode,
  loginByPhonePassword,
  loginBySubAccount,
  loginByUsername,
  registerByEmail,
  registerByPhoneCode,
  registerByUsername,
} from './authing-js-sdk';
import type { KeyValuePair, RegisterProfile, User } from './authing-js-sdk';
import { copyable, notConfigured } from './invalid-argument';
import { PasswordMethods } from './password-methods';
import { publicCloudDomain } from './addresses';
import { readUser } from './session-methods';
import type { Operation } from './session-methods';

/** What goes along with signing in or up. */
interface Extras {
  clientIp?: string;
  params?: { key: string; value: unknown }[];
  /** Written to the user's custom data. */
  customData?: KeyValuePair;
  /** Reaches the app's Pipeline functions. */
  context?: KeyValuePair;
}

interface LoginOptions extends Extras {
  captchaCode?: string;
}

interface PasswordLoginOptions extends LoginOptions {
  autoRegister?: boolean;
}

interface PhoneCodeOptions extends Extras {
  phoneCountryCode?: string;
}

interface DirectoryOptions {
  clientIp?: string;
  withCustomData?: boolean;
}

interface RegisterOptions extends Extras {
  forceLogin?: boolean;
  generateToken?: boolean;
  phoneToken?: string;
}

/** The SDK's methods that sign a user in or up without WeChat; signatures are the SDK's. */
export class SignInMethods extends PasswordMethods {
  override async registerByEmail(
    email: string,
    password: string,
    profile?: RegisterProfile | null,
    options?: RegisterOptions | null,
  ): Promise<User> {
    const { phoneToken } = options || {};
    return this.register(registerByEmail, 'registerByEmail', { email, phoneToken }, profile, options, password);
  }

  override async registerByUsername(
    username: string,
    password: string,
    profile?: RegisterProfile | null,
    options?: (RegisterOptions & { emailToken?: string }) | null,
  ): Promise<User> {
    const { phoneToken, emailToken } = options || {};
    return this.register(registerByUsername, 'registerByUsername', { username, phoneToken, emailToken }, profile, options, password);
  }

  override async registerByPhoneCode(
    phone: string,
    code: string,
    password?: string | null,
    profile?: RegisterProfile | null,
    options?: (Omit<RegisterOptions, 'phoneToken'> & { phoneCountryCode?: string; emailToken?: string }) | null,
  ): Promise<User> {
    const { phoneCountryCode, emailToken } = options || {};
    const input = { phone, code, phoneCountryCode, emailToken };
    return this.register(registerByPhoneCode, 'registerByPhoneCode', input, profile, options, password || false);
  }

  override async registerByEmailCode(
    email: string,
    code: string,
    profile?: RegisterProfile | null,
    options?: RegisterOptions | null,
  ): Promise<User> {
    const data = { email, code, profile, ...copyable(options) };
    return this.signInByRest('/api/v2/register/email-code', data) as Promise<User>;
  }

  override loginByEmail(email: string, password: string, options?: PasswordLoginOptions | null): Promise<User> {
    return this.loginByPassword(loginByEmail, 'loginByEmail', { email }, options, password);
  }

  override loginByUsername(username: string, password: string, options?: PasswordLoginOptions | null): Promise<User> {
    return this.loginByPassword(loginByUsername, 'loginByUsername', { username }, options, password);
  }

  override loginByPhonePassword(phone: string, password: string, options?: PasswordLoginOptions | null): Promise<User> {
    return this.loginByPassword(loginByPhonePassword, 'loginByPhonePassword', { phone }, options, password);
  }

  override async loginByPhoneCode(phone: string, code: string, options?: PhoneCodeOptions | null): Promise<User> {
    return this.login(await this.ask(loginByPhoneCode, 'loginByPhoneCode', { input: withCode({ phone, code }, options) }));
  }

  override async loginBySubAccount(
    account: string,
    password: string,
    options?: { captchaCode?: string; clientIp?: string } | null,
  ): Promise<User> {
    const { captchaCode, clientIp } = options || {};
    return this.login(
      await this.ask(loginBySubAccount, 'loginBySubAccount', {
        account,
        password: await this.encrypted(password),
        captchaCode,
        clientIp,
      }),
    );
  }

  override async loginByEmailCode(email: string, code: string, options?: PhoneCodeOptions | null): Promise<User> {
    return this.login(await this.signInByRest('/api/v2/login/email-code', withCode({ email, code }, options)));
  }

  override async loginByLdap(username: string, password: string, options?: DirectoryOptions | null): Promise<User> {
    return this.login(await this.signInByRest('/api/v2/ldap/verify-user', directoryLogin(username, password, options)));
  }

  /**
   * At the option `websocketHost`; for the public cloud at `https://ws.<its domain>` without it. The password goes to no host that
   * neither Authing nor the options name.
   * @throws AuthingError reason `not_configured`: a private deployment, and no `websocketHost`
   */
  override async loginByAd(username: string, password: string, options?: DirectoryOptions | null): Promise<User> {
    const domain = publicCloudDomain(this.baseClient.appHost);
    const host = this.options.websocketHost || (domain && `https://ws.${domain}`);
    if (!host) throw notConfigured("websocketHost: 'https://…'");
    return this.login(await this.signInByRest('/api/v2/ad/verify-user', directoryLogin(username, password, options), host));
  }

  /** @param password false: an account without one */
  private async register(
    operation: Operation,
    field: string,
    input: object,
    profile: RegisterProfile | null | undefined,
    options: RegisterOptions | null | undefined,
    password: string | false,
  ): Promise<User> {
    const { forceLogin = false, generateToken = false } = options || {};
    // What cannot be sent is refused before anything is.
    const more = { profile: copyable(profile || {}), forceLogin, generateToken, ...extras(options) };
    const encrypted = await (password === false ? undefined : this.encrypted(password));
    const user = readUser(await this.ask(operation, field, { input: { ...input, password: encrypted, ...more } }));
    this.setCurrentUser(user);
    return user;
  }

  private async loginByPassword(
    operation: Operation,
    field: string,
    name: object,
    options: PasswordLoginOptions | null | undefined,
    password: string,
  ): Promise<User> {
    const { autoRegister = false, captchaCode } = options || {};
    const more = { autoRegister, captchaCode, ...extras(options) };
    const encrypted = await this.encrypted(password);
    return this.login(await this.ask(operation, field, { input: { ...name, password: encrypted, ...more } }));
  }

  /** Only an answer that is a whole user with a token may replace who is signed in. */
  private login(answer: unknown): User {
    const user = readUser(answer);
    if (!isToken(user.token)) throw new AuthingError('server', { stage: 'request' });
    this.setCurrentUser(user);
    return user;
  }

  private signInByRest(path: string, data: object, host = this.baseClient.appHost): Promise<unknown> {
    return this.httpClient.request({ method: 'POST', url: host + path, data, unSetToken: true });
  }
}

/** As Authing takes them: JSON texts, null for nothing. */
function extras(options: Extras | null | undefined): object {
  const { clientIp, params, customData, context } = copyable(options) || {};
  const pairs = customData ? convertObjectToKeyValueList(customData) : params;
  return { clientIp, params: pairs ? JSON.stringify(pairs) : null, context: context ? JSON.stringify(context) : null };
}

function withCode(input: object, options: PhoneCodeOptions | null | undefined): object {
  return { ...input, phoneCountryCode: options ? options.phoneCountryCode : undefined, ...extras(options) };
}

function directoryLogin(username: string, password: string, options: DirectoryOptions | null | undefined): object {
  const { clientIp, withCustomData } = options || {};
  return { username, password, clientIp, withCustomData };
}
