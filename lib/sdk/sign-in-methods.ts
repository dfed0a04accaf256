import { AuthingError } from '../errors/authing-error';
import { isToken } from '../session/user';
import {
  convertObjectToKeyValueList, loginByEmail, loginByPhoneCode, loginByPhonePassword, loginBySubAccount, loginByUsername, registerByEmail,
  registerByPhoneCode, registerByUsername,
} from './authing-js-sdk';
import type { KeyValuePair, RegisterProfile, User } from './authing-js-sdk';
import { PasswordMethods } from './password-methods';
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
    email: string, password: string, profile: RegisterProfile = {}, options: RegisterOptions = {},
  ): Promise<User> {
    const input = { email, profile, phoneToken: options.phoneToken };
    return this.register(registerByEmail, 'registerByEmail', input, options, this.encrypted(password));
  }

  override async registerByUsername(
    username: string, password: string, profile: RegisterProfile = {}, options: RegisterOptions & { emailToken?: string } = {},
  ): Promise<User> {
    const { phoneToken, emailToken } = options;
    const input = { username, profile, phoneToken, emailToken };
    return this.register(registerByUsername, 'registerByUsername', input, options, this.encrypted(password));
  }

  override async registerByPhoneCode(
    phone: string, code: string, password?: string, profile: RegisterProfile = {},
    options: Omit<RegisterOptions, 'phoneToken'> & { phoneCountryCode?: string; emailToken?: string } = {},
  ): Promise<User> {
    const { phoneCountryCode, emailToken } = options;
    const input = { phone, code, phoneCountryCode, profile, emailToken };
    return this.register(registerByPhoneCode, 'registerByPhoneCode', input, options, password ? this.encrypted(password) : undefined);
  }

  override async registerByEmailCode(email: string, code: string, profile?: RegisterProfile, options?: RegisterOptions): Promise<User> {
    return this.signInByRest('/api/v2/register/email-code', { email, code, profile, ...options }) as Promise<User>;
  }

  override loginByEmail(email: string, password: string, options: PasswordLoginOptions = {}): Promise<User> {
    return this.loginByPassword(loginByEmail, 'loginByEmail', { email }, options, password);
  }

  override loginByUsername(username: string, password: string, options: PasswordLoginOptions = {}): Promise<User> {
    return this.loginByPassword(loginByUsername, 'loginByUsername', { username }, options, password);
  }

  override loginByPhonePassword(phone: string, password: string, options: PasswordLoginOptions = {}): Promise<User> {
    return this.loginByPassword(loginByPhonePassword, 'loginByPhonePassword', { phone }, options, password);
  }

  override async loginByPhoneCode(phone: string, code: string, options: PhoneCodeOptions = {}): Promise<User> {
    const input = { phone, code, phoneCountryCode: options.phoneCountryCode, ...extras(options) };
    return this.login(await this.ask(loginByPhoneCode, 'loginByPhoneCode', { input }));
  }

  override async loginBySubAccount(
    account: string, password: string, { captchaCode, clientIp }: { captchaCode?: string; clientIp?: string } = {},
  ): Promise<User> {
    return this.login(await this.ask(loginBySubAccount, 'loginBySubAccount', {
      account, password: await this.encrypted(password), captchaCode, clientIp,
    }));
  }

  override async loginByEmailCode(email: string, code: string, options: PhoneCodeOptions = {}): Promise<User> {
    const data = { email, code, phoneCountryCode: options.phoneCountryCode, ...extras(options) };
    return this.login(await this.signInByRest('/api/v2/login/email-code', data));
  }

  override async loginByLdap(username: string, password: string, options: DirectoryOptions = {}): Promise<User> {
    return this.login(await this.signInByRest('/api/v2/ldap/verify-user', directoryLogin(username, password, options)));
  }

  /** At `https://ws.<domain of appHost>`, or at the option `websocketHost`. */
  override async loginByAd(username: string, password: string, options: DirectoryOptions = {}): Promise<User> {
    const domain = this.baseClient.appHost.replace(/^\w+:\/\/[^./:]*\.?([^/:]*).*$/, '$1');
    const host = this.options.websocketHost || `https://ws.${domain}`;
    return this.login(await this.signInByRest('/api/v2/ad/verify-user', directoryLogin(username, password, options), host));
  }

  private async register(
    operation: Operation, field: string, input: object, options: RegisterOptions, encrypted?: Promise<string>,
  ): Promise<User> {
    const password = await encrypted;
    const { forceLogin = false, generateToken = false } = options;
    const user = readUser(await this.ask(operation, field, {
      input: { ...input, ...(password && { password }), forceLogin, generateToken, ...extras(options) },
    }));
    this.setCurrentUser(user);
    return user;
  }

  private async loginByPassword(
    operation: Operation, field: string, name: object, options: PasswordLoginOptions, password: string,
  ): Promise<User> {
    const { autoRegister = false, captchaCode } = options;
    return this.login(await this.ask(operation, field, {
      input: { ...name, password: await this.encrypted(password), autoRegister, captchaCode, ...extras(options) },
    }));
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
function extras({ clientIp, params, customData, context }: Extras): object {
  const pairs = customData ? convertObjectToKeyValueList(customData) : params;
  return { clientIp, params: pairs ? JSON.stringify(pairs) : null, context: context ? JSON.stringify(context) : null };
}

function directoryLogin(username: string, password: string, { clientIp, withCustomData }: DirectoryOptions): object {
  return { username, password, clientIp, withCustomData };
}
