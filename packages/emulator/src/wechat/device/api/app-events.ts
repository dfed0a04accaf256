import type { AppShowOptions } from '../app-lifecycle';
import type { DeviceParts, ThemeListener } from '../parts';
import { platformFacts } from '../platform';

/**
 * `wx.onAppShow`, `wx.onAppHide`, `wx.onThemeChange` and their `off` halves; without a listener, `off` removes all. The theme's event comes
 * to mini programs with `darkmode` only, and never on HarmonyOS.
 */
export function appEventsApi({ app, settings, themeListeners }: DeviceParts): Record<string, unknown> {
  const { showListeners, hideListeners } = app;
  const hearsOfTheme = settings.darkmode && platformFacts(settings.platform).dark;
  return {
    onAppShow: (listener: (options: AppShowOptions) => void) => void showListeners.add(listener),
    offAppShow: (listener?: (options: AppShowOptions) => void) =>
      void (listener === undefined ? showListeners.clear() : showListeners.delete(listener)),
    onAppHide: (listener: () => void) => void hideListeners.add(listener),
    offAppHide: (listener?: () => void) => void (listener === undefined ? hideListeners.clear() : hideListeners.delete(listener)),
    onThemeChange: (listener: ThemeListener) => void (hearsOfTheme && themeListeners.add(listener)),
    offThemeChange: (listener?: ThemeListener) => void (listener === undefined ? themeListeners.clear() : themeListeners.delete(listener)),
  };
}
