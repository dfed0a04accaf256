import { AuthingError } from '../errors/authing-error';
import { PUBLIC_CLOUD } from '../http/options';
import type { ConnectionOptions } from '../http/options';
import type { StorageCipher } from '../session/cipher';
import { configureLanguage } from '../wx/device';
import type { Language } from '../wx/device';

/** How an app says which Authing app it is. Only `appId` is required; the rest is what `AuthenticationClient` takes. */
export interface AuthingConfig {
  appId: string;
  /**
   * Signs in with a token that the app got elsewhere, once: whoever signs in or out later has the last word, also after a restart. Another
   * token signs in again. Which ones have had their turn is remembered by a fingerprint of each.
   */
  accessToken?: string;
  /** ms, default 10000. */
  timeout?: number;
  /** Hears of every failed request, once. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the SDK's type: handlers that were written for it take it as anything
  onError?: (code: number, message: string, data: any) => void;
  /** Default Authing's public cloud. https, except on this machine. */
  host?: string;
  /** The app's own address, where it has one; goes before `host`. */
  appHost?: string;
  /** The app's own host name, which replaces that of `host`. */
  domain?: string;
  /**
   * Which WeChat mini-program connection of Authing's signs people in by phone token (`flow` of phone-button, `loginByPhoneToken()`): its
   * unique identifier (唯一标识), from the social identity source's page in Authing's console.
   */
  extIdpConnIdentifier?: string;
  /** Language of messages; default that of the phone. */
  lang?: Language;
  /**
   * Encrypts the session that is kept in WeChat Storage. Every client of one appId should have it. A session kept before it was
   * configured is encrypted when it is first read; one that it cannot decrypt is none.
   */
  storageCipher?: StorageCipher;
}

const DEFAULT_TIMEOUT = 10_000;

/** https anywhere, http only on this machine; no user:password@, no path tricks before the host. */
const ACCEPTABLE_HOST = /^(https:\/\/[\w.-]+(:\d+)?|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?)(\/[\w./-]*)?$/;

/**
 * A copy of `config` with what the kernel relies on filled in and checked.
 * @throws AuthingError reason `not_configured`
 */
export function connectionOptions<Config extends AuthingConfig>(config: Config | undefined): Config & ConnectionOptions {
  if (!config || typeof config.appId !== 'string' || !config.appId) {
    throw new AuthingError('not_configured', { stage: 'configure' });
  }
  const { host = PUBLIC_CLOUD, timeout, domain } = config;
  checkAddress('host', host);
  checkAddress('appHost', config.appHost);
  checkAddress('domain', typeof domain === 'string' && domain ? `https://${domain.replace('/', '?')}` : domain);
  configureLanguage(config.lang);
  return {
    ...config,
    host: (host || PUBLIC_CLOUD).replace(/\/+$/, ''),
    timeout: typeof timeout === 'number' && timeout > 0 ? timeout : DEFAULT_TIMEOUT,
  };
}

/**
 * Refuses an address that a token or a password must not be sent to.
 * @throws AuthingError reason `not_configured`
 */
export function checkAddress(option: string, address: string | undefined): void {
  if (address && !ACCEPTABLE_HOST.test(address)) {
    throw new AuthingError('not_configured', { stage: 'configure', message: `${option}: ${address} ≠ https://…` });
  }
}
