import type { CloudGateway, GatewayReply } from '../gateway/gateway';
import type { Timeline } from '../timeline';
import { ApiFailure } from './api-failure';
import type { AppLifecycle } from './app-lifecycle';
import type { Bridge } from './bridge';
import type { DeviceFaults } from './device-faults';
import type { DeviceFiles } from './files/device-files';
import type { ImageEditor, DevicePicture } from './files/picture';
import type { DeviceMemory } from './memory';
import type { Network } from './network/network';
import type { Slots } from './network/slots';
import type { SocketTransport } from './network/socket-transport';
import type { Transport } from './network/transport';
import { drawDelay, wait } from './latency';
import type { Life } from './life';
import type { OpenSheets } from './person/open-sheets';
import type { PersonControl } from './person/person';
import type { DeviceOptions } from './device-types';
import type { Privacy } from './privacy';
import type { ScreenRecord } from './screen';

/** The options with every default filled in. */
export type DeviceSettings = Required<Omit<DeviceOptions, 'domains' | 'timeline' | 'memory' | 'album' | 'members'>> &
  Pick<DeviceOptions, 'domains'> & { members: Record<string, unknown> };

export type ThemeListener = (result: { theme: 'light' | 'dark' }) => void;

/** Everything the `wx` members and the native buttons of one device share. */
export interface DeviceParts {
  readonly settings: DeviceSettings;
  readonly timeline: Timeline;
  readonly bridge: Bridge;
  readonly faults: DeviceFaults;
  readonly person: PersonControl;
  readonly network: Network;
  readonly app: AppLifecycle;
  readonly privacy: Privacy;
  readonly files: DeviceFiles;
  readonly screen: ScreenRecord;
  readonly sheets: OpenSheets;
  readonly memory: DeviceMemory;
  readonly images: ImageEditor;
  readonly transport: Transport;
  readonly socketTransport: SocketTransport;
  readonly slots: { request: Slots; uploadFile: Slots; socket: Slots };
  /** When the person last touched the screen (ms since 1970). */
  lastGesture: number;
  album: readonly DevicePicture[];
  /** Of `wx.onThemeChange`. */
  readonly themeListeners: Set<ThemeListener>;
  /** Whether this base library has what `since` brought. */
  supports(since: string): boolean;
  readonly life: Life;
}

/**
 * Asks WeChat's back end, over the device's own connection.
 * @throws ApiFailure when there is no connection or the cloud refuses
 */
export async function askCloud<T extends object>(parts: DeviceParts, ask: (cloud: CloudGateway) => Promise<GatewayReply<T>>): Promise<T> {
  const { network, settings } = parts;
  if (!network.isConnected) throw network.lostConnection();
  const reply = await ask(settings.cloud).catch((error: unknown) => {
    // Over HTTP the cloud can be away; in one process this is a mistake in the test. Either way the mini program sees a failed call.
    throw new ApiFailure(`fail ${String(error)}`);
  });
  const delay = drawDelay(settings.latency.cloud, '');
  if (delay > 0) await wait(delay);
  if (!network.isConnected) throw network.lostConnection();
  if (reply.ok) {
    const { ok: _ok, ...answer } = reply;
    return answer as unknown as T;
  }
  throw new ApiFailure(reply.errMsg, reply.errno);
}
