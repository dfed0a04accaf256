import { language } from '../wx/language';
import type { ConnectionOptions, HeaderName } from './options';
import { version } from '../version';

/** The headers every request to Authing carries; those without a value are left out. */
export function authingHeaders(options: ConnectionOptions, token: string | null | undefined): Record<string, string> {
  const header: Record<string, string> = {};
  const names = options.headers || {};
  const set = (name: HeaderName, value: string | undefined): void => {
    if (value) header[names[name] || `x-authing-${name === 'tenant-id' ? 'app-' : ''}${name}`] = value;
  };
  set('app-id', options.appId);
  set('request-from', options.requestFrom || 'wxapp');
  set('sdk-version', `miniapp:${version}`);
  set('lang', options.lang || language());
  set('userpool-id', options.userPoolId);
  set('tenant-id', options.tenantId);
  if (token) header.Authorization = `Bearer ${token}`;
  return header;
}
