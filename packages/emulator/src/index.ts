/// <reference types="node" preserve="true" />
/**
 * WeChat and Authing in one process, with the wires between them: Authing exchanges the codes that this WeChat issued, and what the device
 * requests reaches this Authing, whatever host it names. No port is opened.
 *
 * ```ts
 * const { wechat, authing } = await createEmulator({ appId: 'my-app' });
 * globalThis.wx = wechat.device.wx;
 * ```
 *
 * The halves alone are `authing-miniapp-emulator/wechat` and `/authing`; `/engines` renders components, `/jest` puts all of it around a
 * test.
 */
import type { AuthingServer, AuthingServerOptions } from './authing';
import { createAuthingServer } from './authing';
import type { FetchLike, WeChat, WeChatOptions } from './wechat';
import { createWeChat, fetchTransport } from './wechat';

export interface EmulatorOptions {
  /** Authing's id of the application. Default `authing-app`. */
  appId?: string;
  wechat?: WeChatOptions;
  /** What else is known of Authing. Its `apps` default to the one of `appId`, connected with this WeChat. */
  authing?: Partial<AuthingServerOptions>;
  /** Answers what the mini program asks of other servers; undefined passes a request on to Authing. */
  backend?: (request: Request) => Response | undefined | Promise<Response | undefined>;
}

export interface Emulator {
  readonly wechat: WeChat;
  readonly authing: AuthingServer;
  /** Ends the mini program and the server. */
  close(): Promise<void>;
}

/** @throws what {@link createAuthingServer} and {@link createWeChat} throw for options they do not take */
export async function createEmulator({ appId = 'authing-app', backend, ...options }: EmulatorOptions = {}): Promise<Emulator> {
  const answer: FetchLike = async (request) => (await backend?.(request.clone())) ?? authing.fetch(request);
  const wechat = createWeChat({ ...options.wechat, device: { transport: fetchTransport(answer), ...options.wechat?.device } });
  const authing = await createAuthingServer({
    apps: [{ appId, wechat: { appId: wechat.cloud.appId } }],
    exchangeCode: wechat.cloud.exchangeCode,
    exchangePhoneCode: wechat.cloud.exchangePhoneCode,
    listen: false,
    ...options.authing,
  });
  return {
    wechat,
    authing,
    async close() {
      wechat.device.kill();
      await authing.close();
    },
  };
}
