import type { DeviceSettings } from '../parts';
import type { TransportResponse } from './transport';

/**
 * Request headers with lower-case names. `Referer` cannot be set by a mini program; WeChat sends its own.
 * @returns also the names that were dropped
 */
export function requestHeaders(
  header: Record<string, unknown>,
  settings: DeviceSettings,
): { headers: Record<string, string>; dropped: string[] } {
  const headers: Record<string, string> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (value === undefined || value === null) continue;
    if (name.toLowerCase() === 'referer') dropped.push(name);
    else headers[name.toLowerCase()] = String(value);
  }
  const version = settings.envVersion === 'release' ? settings.version : settings.envVersion === 'trial' ? 'trial' : 'devtools';
  headers['referer'] = `https://servicewechat.com/${settings.appId}/${version}/page-frame.html`;
  return { headers, dropped };
}

/** Response headers as the callback gets them: one string per name, spelled as this device spells them. */
export function responseHeader(response: TransportResponse, headerCase: 'lower' | 'canonical'): Record<string, string> {
  const header: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    const spelled = headerCase === 'lower' ? name.toLowerCase() : canonical(name);
    const before = header[spelled];
    header[spelled] = before === undefined ? value : `${before},${value}`;
  }
  return header;
}

const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** The values of all `set-cookie` headers. */
export function responseCookies(response: TransportResponse): string[] {
  return response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value);
}
