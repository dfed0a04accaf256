import type { DeviceParts } from '../parts';

/** A middle-sized device (px, dp). */
const screen = { screenWidth: 390, screenHeight: 844, windowWidth: 390, windowHeight: 753, pixelRatio: 3, statusBarHeight: 47 };
const safeArea = { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 };

const models = {
  android: { brand: 'google', model: 'Pixel 8', system: 'Android 14', abi: 'arm64-v8a' },
  ios: { brand: 'iPhone', model: 'iPhone 15', system: 'iOS 17.5', abi: 'arm64' },
  devtools: { brand: 'devtools', model: 'iPhone 12/13 (Pro)', system: 'iOS 10.0.1', abi: 'arm64' },
} as const;

/** What the device is and what runs on it: `getAppBaseInfo`, `getDeviceInfo`, `getWindowInfo` and its like. */
export function deviceInfoApi({ settings }: DeviceParts): Record<string, unknown> {
  const { baseLibrary, language, theme, platform, appId, envVersion, version } = settings;
  const appBaseInfo = () => ({
    SDKVersion: baseLibrary,
    version: '8.0.50',
    language,
    theme,
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
  });
  const deviceInfo = () => ({ ...models[platform], platform, benchmarkLevel: 30, memorySize: 8192 });
  const windowInfo = () => ({ ...screen, screenTop: 91, safeArea: { ...safeArea } });
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
