/** `url` with `params` behind it; null and undefined are left out. */
export function withQuery(url: string, params: Record<string, unknown> = {}): string {
  const query = Object.keys(params)
    .filter((name) => params[name] !== undefined && params[name] !== null)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(params[name]))}`)
    .join('&');
  return query ? `${url}${url.indexOf('?') < 0 ? '?' : '&'}${query}` : url;
}
