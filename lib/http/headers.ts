import { AuthingError } from '../errors/authing-error';
import { language } from '../wx/device';
import type { ConnectionOptions, HeaderName } from './options';
import { VERSION } from '../version';

/** A control character could end a header and begin another one. */
const UNFIT = /[^ -~\u00a0-\uffff]/;

/**
 * The headers every request to Authing carries, and `own`; those without a value are left out.
 * @throws AuthingError reason `invalid_argument`: a name or value, from the configuration or an argument, with a control character
 */
export function authingHeaders(
  options: ConnectionOptions,
  token: string | null | undefined,
  own: Record<string, string | undefined> = {},
): Record<string, string> {
  const header: Record<string, string> = {};
  const names = options.headers || {};
  const set = (name: string, value: string | undefined): void => {
    if (!value) return;
    if (UNFIT.test(name + value)) throw new AuthingError('invalid_argument', { stage: 'request', message: `${name}: \\r \\n …` });
    header[name] = value;
  };
  const setOwn = (name: HeaderName, value: string | undefined): void =>
    set(names[name] || `x-authing-${name === 'tenant-id' ? 'app-' : ''}${name}`, value);
  setOwn('app-id', options.appId);
  setOwn('request-from', options.requestFrom || 'wxapp');
  setOwn('sdk-version', `miniapp:${VERSION}`);
  setOwn('lang', options.lang || language());
  setOwn('userpool-id', options.userPoolId);
  setOwn('tenant-id', options.tenantId);
  set('Authorization', token ? `Bearer ${token}` : undefined);
  Object.keys(own).forEach((name) => set(name, own[name]));
  return header;
}
