/** What a mini program asks about its launch, and listens to. */
import type { MiniApp } from '../app/mini-app';
import { nativeTags } from 'authing-miniapp-emulator/runtime';
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import { isSupported, openTypeSince, platformFacts } from 'authing-miniapp-emulator/wechat/device';
import { answer, type Callbacks } from './api';

type Listener = (value: unknown) => void;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A pair `onX`/`offX` over one set of listeners of the running app. */
function listening(name: string, listeners: () => Set<Listener>): Record<string, unknown> {
  return {
    [`on${name}`]: (listener: Listener) => void listeners().add(listener),
    [`off${name}`]: (listener?: Listener) => {
      if (listener === undefined) listeners().clear();
      else listeners().delete(listener);
    },
  };
}

export function appMembers(app: () => MiniApp, device: () => Device): Record<string, unknown> {
  return {
    ...listening('ThemeChange', () => app().listeners.theme),
    ...listening('WindowResize', () => app().listeners.resize),
    ...listening('Error', () => app().listeners.error),
    ...listening('UnhandledRejection', () => app().listeners.rejection),
    ...listening('PageNotFound', () => app().listeners.pageNotFound),
    getLaunchOptionsSync: () => ({ ...app().launchOptions }),
    getEnterOptionsSync: () => ({ ...app().launchOptions }),
    // There is only ever the version that runs.
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: Listener) => void setTimeout(() => listener({ hasUpdate: false })),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    showActionSheet: (options: Callbacks & { itemList: string[]; alertText?: string; itemColor?: string }) => {
      const chosen = app().surroundings.shell.chooseFrom(options.itemList, options.alertText);
      const { success, fail, complete } = options;
      const settled = chosen.then((tapIndex) => {
        if (tapIndex === undefined)
          throw Object.assign(new Error('showActionSheet:fail cancel'), { errMsg: 'showActionSheet:fail cancel' });
        return { tapIndex, errMsg: 'showActionSheet:ok' };
      });
      if (!success && !fail && !complete) return settled;
      void settled.then(
        (result) => {
          success?.(result);
          complete?.(result);
        },
        (error: { errMsg: string }) => {
          fail?.({ errMsg: error.errMsg });
          complete?.({ errMsg: error.errMsg });
        },
      );
      return undefined;
    },
    canIUse: (schema: string) => canIUse(schema, device()),
    // A mini program that is not published has nothing to share; the menu item is only switched.
    showShareMenu: (options?: Callbacks) => answer('showShareMenu', options, () => ({})),
    hideShareMenu: (options?: Callbacks) => answer('hideShareMenu', options, () => ({})),
  };
}

/** A version that no device has. */
const NEVER = '99.0.0';

/** Components and their attributes by the component reference, members of `wx` by whether this playground has them. */
function canIUse(schema: string, device: Device): boolean {
  const [first = '', second, third] = schema.split('.');
  if (first === 'button' && second === 'open-type' && third !== undefined)
    return isSupported(device.baseLibrary, openTypeSince[third] ?? NEVER);
  const properties = nativeTags[first];
  if (properties !== undefined) {
    return second === undefined || Object.keys(properties).some((name) => kebab(name) === second);
  }
  if (platformFacts(device.platform).unsupported?.includes(first)) return false;
  try {
    return first in device.wx;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotModelledError') return false;
    throw error;
  }
}
