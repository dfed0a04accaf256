import { language } from '../wx/language';
import type { ConnectionOptions } from './options';
import { version } from '../version';

/** The headers every request to Authing carries; those without a value are left out. */
export function authingHeaders(options: ConnectionOptions, token: string | null | undefined): Record<string, string> {
  const header: Record<string, string> = {
    'x-authing-app-id': options.appId,
    'x-authing-request-from': options.requestFrom || 'wxapp',
    'x-authing-sdk-version': `miniapp:${version}`,
    'x-authing-lang': options.lang || language(),
  };
  if (options.userPoolId) header['x-authing-userpool-id'] = options.userPoolId;
  if (options.tenantId) header['x-authing-app-tenant-id'] = options.tenantId;
  if (token) header.Authorization = `Bearer ${token}`;
  return header;
}
