/** Person, theme and language travel with a link to the other mini program: another address has a memory of its own. */
import type { Playground } from '../playground';

export function addressWithSettings(url: string, { settings }: Playground, openid: string): string {
  const address = new URL(url);
  address.search = new URLSearchParams({ user: openid, theme: settings.theme, language: settings.language }).toString();
  return address.href;
}

/** Applies theme and language, and takes them out of the address, so that a reload keeps what is set later. */
export function readSettings(playground: Playground): void {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  const language = query.get('language');
  if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash);
  playground.change({
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...((language === 'zh_CN' || language === 'en') && { language }),
  });
}
