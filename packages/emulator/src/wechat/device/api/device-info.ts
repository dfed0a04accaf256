import type { DeviceParts } from '../parts';
import { platformFacts } from '../platform';

/** A middle-sized device (px, dp). */
const screen = { screenWidth: 390, screenHeight: 844, windowWidth: 390, windowHeight: 753, pixelRatio: 3, statusBarHeight: 47 };
const safeArea = { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 };

/** A mini program's window on a computer, as it opens: nothing of it is unsafe. */
const desktop = { screenWidth: 1920, screenHeight: 1080, windowWidth: 414, windowHeight: 736, pixelRatio: 2, statusBarHeight: 0 };
const wholeWindow = { left: 0, right: 414, top: 0, bottom: 736, width: 414, height: 736 };

/** px; WeChat's standard text, which font-size factors multiply. */
const STANDARD_FONT_SIZE = 17;

/** What the device is and what runs on it: `getAppBaseInfo`, `getDeviceInfo`, `getWindowInfo` and its like. */
export function deviceInfoApi({ settings }: DeviceParts): Record<string, unknown> {
  const { baseLibrary, language, platform, appId, envVersion, version, fontSizeScaleFactor } = settings;
  const { device, dark, windowed } = platformFacts(platform);
  const appBaseInfo = () => ({
    SDKVersion: baseLibrary,
    version: '8.0.50',
    language,
    // The typings: undefined unless app.json says "darkmode".
    ...(settings.darkmode && { theme: dark ? settings.theme : 'light' }),
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: STANDARD_FONT_SIZE * fontSizeScaleFactor,
    fontSizeScaleFactor,
  });
  const deviceInfo = () => ({ ...device, platform, benchmarkLevel: 30, memorySize: 8192 });
  const windowInfo = () =>
    windowed ? { ...desktop, screenTop: 0, safeArea: { ...wholeWindow } } : { ...screen, screenTop: 91, safeArea: { ...safeArea } };
  return {
    getAppBaseInfo: appBaseInfo,
    getDeviceInfo: deviceInfo,
    getWindowInfo: windowInfo,
    getSystemInfoSync: () => ({ ...appBaseInfo(), ...deviceInfo(), ...windowInfo() }),
    getAccountInfoSync: () => ({
      miniProgram: { appId, envVersion, version: envVersion === 'release' ? version : '' },
    }),
  };
}
