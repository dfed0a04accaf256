import type { Language } from '../wx/device';
import type { WxRequest, WxResponse } from '../wx/request';

/** Authing's headers, as the SDK's `headers` option calls them. */
export type HeaderName = 'app-id' | 'request-from' | 'sdk-version' | 'lang' | 'userpool-id' | 'tenant-id';

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
  /** Authing's connection to this mini program, for sign-in by phone token. */
  readonly extIdpConnIdentifier?: string;
  /** Other names for Authing's headers, for deployments that have renamed them. */
  readonly headers?: { readonly [name in HeaderName]?: string };
  readonly onError?: (code: number, message: string, data?: unknown) => void;
  /** Carries a request, and may repeat one that only reads; default one `wx.request`. */
  readonly exchange?: (request: WxRequest) => Promise<WxResponse>;
}

export const PUBLIC_CLOUD = 'https://core.authing.cn';

/** Where requests go: `appHost`, else `host` with `domain` put in, else `host`; without a slash at the end. */
export function appHostOf({ appHost, domain, host }: Pick<ConnectionOptions, 'appHost' | 'domain' | 'host'>): string {
  const base = appHost || (domain ? host.replace(/^(\w+:\/\/)[^/]*.*$/, `$1${domain}`) : host);
  return base.replace(/\/+$/, '');
}
