/** Which phones there are: what one setting says about another. */
import { isSupported, platformFacts } from 'authing-miniapp-emulator/wechat/device';
import type { Platform } from 'authing-miniapp-emulator/wechat/device';
import type { Settings } from '../bus';

/** Base libraries to choose from: each changed something about signing in. The last is today's. */
export const baseLibraries = [
  '2.24.4',
  '2.25.2',
  '2.26.0',
  '2.29.1',
  '2.32.3',
  '2.33.1',
  '3.0.0',
  '3.4.1',
  '3.4.2',
  '3.8.0',
  '3.17.5',
] as const;
export const LATEST_BASE_LIBRARY = '3.17.5';

const fontScales = [1, 1.15, 1.3, 1.5, 1.75];

/** The text sizes of this phone. */
export const fontScalesOf = (platform: Platform): number[] =>
  fontScales.filter((scale) => scale <= platformFacts(platform).fontSizeScaleFactor);

/** Whether a platform ever had this base library. */
export const hasBaseLibrary = (platform: Platform, baseLibrary: string): boolean =>
  isSupported(baseLibrary, platformFacts(platform).since ?? '0');

/** The nearest phone that there is: HarmonyOS has no old base libraries, and only an iPad the largest text. */
export function possible(settings: Settings): Settings {
  const { platform, baseLibrary, fontScale } = settings;
  return {
    ...settings,
    baseLibrary: hasBaseLibrary(platform, baseLibrary) ? baseLibrary : LATEST_BASE_LIBRARY,
    fontScale: Math.min(fontScale, platformFacts(platform).fontSizeScaleFactor),
  };
}

/** The theme that mini programs get: HarmonyOS has no dark mode for them. */
export const themeOf = ({ platform, theme }: Settings): Settings['theme'] => (platformFacts(platform).dark ? theme : 'light');
