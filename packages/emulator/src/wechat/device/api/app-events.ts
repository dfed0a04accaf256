import type { AppShowOptions } from '../app-lifecycle';
import type { DeviceParts } from '../parts';

/** `wx.onAppShow`, `wx.onAppHide` and their `off` halves; without a listener, `off` removes all. */
export function appEventsApi({ app }: DeviceParts): Record<string, unknown> {
  const { showListeners, hideListeners } = app;
  return {
    onAppShow: (listener: (options: AppShowOptions) => void) => void showListeners.add(listener),
    offAppShow: (listener?: (options: AppShowOptions) => void) =>
      void (listener === undefined ? showListeners.clear() : showListeners.delete(listener)),
    onAppHide: (listener: () => void) => void hideListeners.add(listener),
    offAppHide: (listener?: () => void) => void (listener === undefined ? hideListeners.clear() : hideListeners.delete(listener)),
  };
}
