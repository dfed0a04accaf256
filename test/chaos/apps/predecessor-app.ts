import { absent } from './app-under-test';
import type { AppUnderTest, Launch, RunningApp, Widget, WidgetListener } from './app-under-test';
import type { WidgetKind } from './widget-kinds';
import { predecessorIn } from './predecessor-package';
import type { PredecessorClient } from './predecessor-package';

type Detail = Record<string, unknown>;
type Handler = (detail: Detail) => Promise<{ name: string; detail: unknown }>;

/** A button of the page: what its WXML says, and the handler that the README shows for it. */
interface DocumentedButton {
  openType: string;
  event: string;
  handle: Handler;
}

/**
 * Pages as the README of authing-wxapp-sdk tells people to write them: `wx.login` is called in the button's own callback, and what it
 * yields is sent with the data that came before it. The README has no loading state and no error handling; how the promise ends is taken
 * for the outcome. User info goes as `rawData`, the README's first way, which nobody decrypts.
 */
export const predecessorApp: AppUnderTest = {
  judged: false,
  launch({ globals, configuration }: Launch): RunningApp {
    const createClient = predecessorIn(globals);
    const { login } = globals['wx'] as { login: (option?: object) => Promise<{ code: string }> };
    let client: PredecessorClient | undefined;
    const authing = (): PredecessorClient => {
      const options = configuration();
      if (options === undefined) throw new Error('no appId');
      client ??= createClient(options);
      return client;
    };
    return {
      attach: ({ kind, listener }) =>
        asWidget(
          button(kind, authing, () => login()),
          listener,
        ),
      openPage: () => undefined,
      signOut: () => authing().tokenProvider.clearUser(),
      signIn: (_, user) => authing().tokenProvider.setUser(user),
      configure: () => undefined,
    };
  },
};

function button(kind: WidgetKind, authing: () => PredecessorClient, login: () => Promise<{ code: string }>): DocumentedButton | undefined {
  switch (kind) {
    case 'login':
      return {
        openType: '',
        event: 'tap',
        handle: async () => {
          const { code } = await login();
          return { name: 'login', detail: { user: await authing().loginByCode(code) } };
        },
      };
    case 'userinfo':
      return {
        openType: 'getUserInfo',
        event: 'getuserinfo',
        handle: async ({ rawData }) => {
          const { code } = await login();
          return { name: 'login', detail: { user: await authing().loginByCode(code, { rawData }) } };
        },
      };
    case 'phone':
      return {
        openType: 'getPhoneNumber',
        event: 'getphonenumber',
        handle: async ({ iv, encryptedData }) => {
          const { code } = await login();
          return { name: 'phone', detail: { user: await authing().loginByPhone(code, iv, encryptedData) } };
        },
      };
    case 'get-phone':
      return {
        openType: 'getPhoneNumber',
        event: 'getphonenumber',
        handle: async ({ iv, encryptedData }) => {
          const { code } = await login();
          return { name: 'phone', detail: await authing().getPhone(code, iv, encryptedData) };
        },
      };
    case 'avatar':
    case 'album':
      return { openType: '', event: 'tap', handle: async () => ({ name: 'avatar', detail: { user: await authing().updateAvatar() } }) };
    case 'nickname':
    case 'login-panel':
    case 'user-panel':
      return undefined;
  }
}

/** @param button undefined: the predecessor has no such thing, and nothing can be touched */
function asWidget(button: DocumentedButton | undefined, listener: WidgetListener): Widget {
  const control = {
    key: 0,
    tag: 'button',
    name: 'handleTap',
    covers: false,
    id: '',
    openType: button?.openType ?? '',
    submits: false,
    disabled: false,
    lang: 'zh_CN',
    phoneNumberNoQuotaToast: true,
    bindings: [button?.event ?? ''],
  };
  return {
    ...absent,
    controls: () => (button === undefined ? [] : [control]),
    has: () => true,
    dispatch(name, detail) {
      if (name !== button?.event) return;
      button.handle(detail as Detail).then(
        ({ name: outcome, detail: told }) => listener.event(outcome, told, {}),
        (error: unknown) => listener.event('error', { error }, {}),
      );
    },
  };
}
