/** What a page asks of the screen around it and of itself. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { MiniApp } from '../app/mini-app';
import { themeOf } from '../device/possible-devices';
import { answer, type Callbacks } from './api';

type Options<T> = Callbacks & Partial<T>;

/** px, on the standard setting. */
const STANDARD_FONT_SIZE = 17;

export function pageMembers(app: () => MiniApp): Record<string, unknown> {
  const shell = () => app().surroundings.shell;
  const topWindow = (): Window | undefined => app().pages.top?.webview.window;
  const done = <T extends object>(name: string, options: Callbacks | undefined, run: () => T | void) =>
    answer(name, options, () => run() ?? {});
  return {
    setNavigationBarTitle: (options: Options<{ title: string }>) =>
      done('setNavigationBarTitle', options, () => shell().changeWindow({ navigationBarTitleText: options.title ?? '' })),
    setNavigationBarColor: (options: Options<{ frontColor: string; backgroundColor: string }>) =>
      done('setNavigationBarColor', options, () =>
        shell().changeWindow({
          navigationBarTextStyle: options.frontColor === '#ffffff' ? 'white' : 'black',
          ...(options.backgroundColor !== undefined && { navigationBarBackgroundColor: options.backgroundColor }),
        }),
      ),
    showNavigationBarLoading: (options?: Callbacks) => done('showNavigationBarLoading', options, () => shell().setNavigationLoading(true)),
    hideNavigationBarLoading: (options?: Callbacks) => done('hideNavigationBarLoading', options, () => shell().setNavigationLoading(false)),
    hideHomeButton: (options?: Callbacks) => done('hideHomeButton', options, () => shell().hideHomeButton()),
    getMenuButtonBoundingClientRect: () => shell().menuButtonRect(),
    pageScrollTo: (options: Options<{ scrollTop: number; duration: number; selector: string }>) =>
      done('pageScrollTo', options, () => {
        const behavior = options.duration === 0 ? 'instant' : 'smooth';
        const target =
          options.selector === undefined ? undefined : app().pages.top?.component.getShadowRoot()?.querySelector(options.selector);
        const dom = target?.getBackendElement() as unknown as HTMLElement | undefined;
        if (dom) dom.scrollIntoView({ behavior });
        else topWindow()?.scrollTo({ top: options.scrollTop ?? 0, behavior });
      }),
    startPullDownRefresh: (options?: Callbacks) =>
      done('startPullDownRefresh', options, () => {
        shell().setNavigationLoading(true);
        setTimeout(() => app().attempt(() => app().pages.top?.instance.onPullDownRefresh?.()));
      }),
    stopPullDownRefresh: (options?: Callbacks) => done('stopPullDownRefresh', options, () => shell().setNavigationLoading(false)),
    createSelectorQuery: () => app().pages.top?.instance.createSelectorQuery(),
    createIntersectionObserver: (component: { createIntersectionObserver(options?: object): unknown }, options?: object) =>
      component.createIntersectionObserver(options),
  };
}

/** What the device says of itself, with the size and the settings that it really has here. */
export function deviceMembers(app: () => MiniApp, device: () => Device): Record<string, unknown> {
  const appBaseInfo = (): object => {
    const { settings, build } = app().surroundings;
    return {
      SDKVersion: device().baseLibrary,
      version: '8.0.50',
      language: settings.language,
      // Only an app that says "darkmode" in app.json is told of the theme.
      ...(build.app.darkmode && { theme: themeOf(settings) }),
      enableDebug: false,
      host: { env: 'WeChat' },
      fontSizeSetting: STANDARD_FONT_SIZE * settings.fontScale,
      fontSizeScaleFactor: settings.fontScale,
    };
  };
  const windowInfo = (): object => {
    const view = app().pages.top?.webview.window;
    const { width, height, statusBar } = app().surroundings.shell.screenSize();
    const windowHeight = view?.innerHeight ?? height;
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth: width,
      screenHeight: height,
      windowWidth: view?.innerWidth ?? width,
      windowHeight,
      statusBarHeight: statusBar,
      screenTop: height - windowHeight,
      safeArea: { left: 0, right: width, top: statusBar, bottom: height, width, height: height - statusBar },
    };
  };
  const all = (): object => ({ ...appBaseInfo(), ...device().wx.getDeviceInfo(), ...windowInfo() });
  return {
    getAppBaseInfo: appBaseInfo,
    getWindowInfo: windowInfo,
    getSystemInfoSync: all,
    getSystemInfo: (options?: Callbacks) => answer('getSystemInfo', options, all),
    getSystemInfoAsync: (options?: Callbacks) => answer('getSystemInfoAsync', options, all),
  };
}
