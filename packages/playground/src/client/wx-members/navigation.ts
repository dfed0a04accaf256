/** Routing: what `wx.navigateTo` and its siblings do. */
import { createEventChannel } from '../app/event-channel';
import type { MiniApp } from '../app/mini-app';
import { answer, type Callbacks } from './api';

type UrlOption = Callbacks & { url: string; events?: Record<string, (...values: unknown[]) => void> };

/** `app` is asked at call time: the members exist before it does. */
export function navigationMembers(app: () => MiniApp): Record<string, unknown> {
  return {
    navigateTo: (options: UrlOption) =>
      answer('navigateTo', options, () => {
        const { pages } = app();
        const page = pages.navigateTo(pages.find(options.url));
        const eventChannel = page?.channel ?? createEventChannel();
        for (const [name, listener] of Object.entries(options.events ?? {})) eventChannel.on(name, listener);
        return { eventChannel };
      }),
    redirectTo: (options: UrlOption) =>
      answer('redirectTo', options, () => {
        app().pages.redirectTo(app().pages.find(options.url));
        return {};
      }),
    reLaunch: (options: UrlOption) =>
      answer('reLaunch', options, () => {
        app().pages.reLaunch(app().pages.find(options.url));
        return {};
      }),
    switchTab: (options: UrlOption) =>
      answer('switchTab', options, () => {
        app().pages.switchTab(app().pages.find(options.url));
        return {};
      }),
    navigateBack: (options?: Callbacks & { delta?: number }) =>
      answer('navigateBack', options, () => {
        app().pages.navigateBack(options?.delta ?? 1);
        return {};
      }),
  };
}
