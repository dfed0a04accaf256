/** Person and phone travel with a link to the other mini program: another address has a memory of its own. */
import { platforms } from 'authing-miniapp-emulator/wechat/device';
import type { Settings } from '../bus';
import type { Playground } from '../playground';

export function addressWithSettings(url: string, { settings }: Playground, openid: string): string {
  const { theme, language, fontScale, platform, baseLibrary } = settings;
  const address = new URL(url);
  address.search = new URLSearchParams({
    user: openid,
    theme,
    language,
    platform,
    library: baseLibrary,
    font: String(fontScale),
  }).toString();
  return address.href;
}

/** What the address sets: `?theme=dark&language=en&platform=ohos&library=3.8.0&font=1.5`, each or none of them. */
export function settingsOfAddress(search: string): Partial<Settings> {
  const query = new URLSearchParams(search);
  const theme = query.get('theme');
  const language = query.get('language');
  const platform = platforms.find((known) => known === query.get('platform'));
  const baseLibrary = /^\d+(\.\d+){1,2}$/.exec(query.get('library') ?? '')?.[0];
  const fontScale = Number(query.get('font'));
  return {
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...((language === 'zh_CN' || language === 'en') && { language }),
    ...(platform !== undefined && { platform }),
    ...(baseLibrary !== undefined && { baseLibrary }),
    ...(fontScale > 0 && { fontScale }),
  };
}

/** Takes the settings out of the address and keeps them, so that a reload keeps what is set later. */
export function keepSettings(playground: Playground): void {
  if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash);
  playground.change({});
}
