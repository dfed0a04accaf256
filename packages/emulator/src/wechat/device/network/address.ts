import { ApiFailure } from '../api-failure';

/**
 * Checks an address as WeChat does before anything is sent.
 * @param domains registered with WeChat; `undefined`: not checked
 * @throws ApiFailure
 */
export function checkAddress(url: unknown, schemes: readonly string[], domains: readonly string[] | undefined): string {
  const match = typeof url === 'string' ? /^([a-z]+):\/\/([^/?#]+)/i.exec(url) : null;
  const [, scheme = '', host = ''] = match ?? [];
  if (typeof url !== 'string' || !schemes.includes(scheme.toLowerCase())) throw new ApiFailure(`fail invalid url "${String(url)}"`, 600009);
  const origin = `${scheme}://${host}`.toLowerCase();
  if (domains !== undefined && !domains.some((domain) => domain.toLowerCase() === origin)) {
    throw new ApiFailure('fail url not in domain list', 600002);
  }
  return url;
}
