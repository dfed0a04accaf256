import type { Language } from '../wx/language';

/** The options that the kernel reads; the SDK's client has them all, and more. */
export interface ConnectionOptions {
  readonly appId: string;
  readonly host: string;
  readonly appHost?: string;
  /** Host name only; replaces that of `host`. */
  readonly domain?: string;
  /** ms */
  readonly timeout: number;
  readonly lang?: Language;
  readonly userPoolId?: string;
  readonly tenantId?: string;
  readonly requestFrom?: string;
  readonly onError?: (code: number, message: string, data?: unknown) => void;
}

/** Where requests go: `appHost`, else `host` with `domain` put in, else `host`; without a slash at the end. */
export function appHostOf({ appHost, domain, host }: Pick<ConnectionOptions, 'appHost' | 'domain' | 'host'>): string {
  const base = appHost || (domain ? host.replace(/^(\w+:\/\/)[^/]*.*$/, `$1${domain}`) : host);
  return base.replace(/\/+$/, '');
}
