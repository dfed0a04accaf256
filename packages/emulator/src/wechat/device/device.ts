import { requireKnown } from '../../known-names';
import { createTimeline } from '../timeline';
import { createAppLifecycle } from './app-lifecycle';
import { behaviourSince, isSupported } from './base-library';
import { createBridge } from './bridge';
import { drawPicture } from './files/draw-picture';
import { createDeviceFiles } from './files/device-files';
import { sizedImages } from './files/picture';
import type { DevicePicture } from './files/picture';
import { createDeviceMemory } from './memory';
import { createNetwork } from './network/network';
import { createSlots } from './network/slots';
import { webSocketTransport } from './network/socket-transport';
import { fetchTransport } from './network/transport';
import { createNicknames, writeIn } from './input/write';
import { pressButton } from './open-type/press';
import { createLife } from './life';
import type { DeviceParts, DeviceSettings } from './parts';
import { createDeviceFaults } from './device-faults';
import type { Device, DeviceOptions } from './device-types';
import { createOpenSheets } from './person/open-sheets';
import { createPerson } from './person/person';
import { platformFacts, platforms } from './platform';
import { createPrivacy } from './privacy';
import { createScreenRecord } from './screen';
import { createWx } from './wx';

/** Network calls of one kind at a time. */
const CONCURRENT_REQUESTS = 10;
const CONCURRENT_SOCKETS = 5;

/** The usual album. Drawn once: tests start devices by the thousand. */
let twoPictures: readonly DevicePicture[] | undefined;

/** What outlives a restart of the mini program: the device itself and who holds it. */
type Surroundings = Pick<DeviceParts, 'timeline' | 'faults' | 'person' | 'network' | 'screen' | 'album'> & {
  declared: readonly string[] | 'all';
};

/** A device that has just launched a mini program. */
export function createDevice(options: DeviceOptions): Device {
  return launch(options, undefined);
}

function launch(options: DeviceOptions, before: Surroundings | undefined): Device {
  const settings = withDefaults(options);
  requirePossible(settings);
  const memory = options.memory ?? createDeviceMemory();
  if (options.privacy?.authorized) memory.privacyAuthorized = true;
  const parts = assemble(settings, options, memory, before);
  const wx = createWx(parts);
  const { life, timeline, faults, person, network, app, privacy, files, screen, sheets } = parts;
  life.onEnd(() => {
    app.stop();
    sheets.closeAll('the mini program was killed');
  });
  return {
    wx,
    appId: settings.appId,
    openid: settings.openid,
    baseLibrary: settings.baseLibrary,
    platform: settings.platform,
    get theme() {
      return settings.theme;
    },
    set theme(theme) {
      if (theme === settings.theme) return;
      settings.theme = theme;
      timeline.record('theme.changed', { theme });
      for (const listener of [...parts.themeListeners]) parts.bridge.later(() => listener({ theme }));
    },
    timeline,
    faults,
    nicknames: createNicknames(parts),
    person,
    network,
    app,
    privacy,
    files,
    screen,
    memory,
    get album() {
      return parts.album;
    },
    set album(pictures) {
      parts.album = pictures;
    },
    latency: settings.latency,
    get sealing() {
      return settings.sealing;
    },
    set sealing(sealing) {
      settings.sealing = sealing;
    },
    get wording() {
      return settings.wording;
    },
    set wording(wording) {
      settings.wording = wording;
    },
    closeSheets: () => sheets.closeAll('the page was left'),
    press: (button, dispatch) => pressButton(parts, button, dispatch),
    write: (input, text, dispatch) => writeIn(parts, input, text, dispatch),
    gesture() {
      parts.lastGesture = Date.now();
    },
    kill: () => life.end(),
    restart(changes = {}) {
      life.end();
      timeline.record('app.restarted', {});
      const { latency, sealing, wording, theme } = settings;
      const next = { ...options, memory, latency, sealing, wording, theme, ...changes };
      return launch(next, { ...parts, album: parts.album, declared: privacy.declared });
    },
  };
}

function assemble(
  settings: DeviceSettings,
  options: DeviceOptions,
  memory: DeviceParts['memory'],
  before: Surroundings | undefined,
): DeviceParts {
  const supports = (since: string): boolean => isSupported(settings.baseLibrary, since);
  const timeline = before?.timeline ?? options.timeline ?? createTimeline();
  const life = createLife();
  const bridge = createBridge({
    timeline,
    latency: settings.latency,
    wording: (api) => (typeof settings.wording === 'function' ? settings.wording(api) : settings.wording),
    promises: supports(behaviourSince.promiseStyle),
    life,
  });
  const { later, arrive } = bridge;
  const person = before?.person ?? createPerson();
  const sheets = createOpenSheets(timeline);
  const { contractName = '《隐私保护指引》', declared = 'all' } = settings.privacy;
  return {
    settings,
    timeline,
    bridge,
    life,
    supports,
    person,
    memory,
    faults: before?.faults ?? createDeviceFaults(timeline),
    network: before?.network ?? createNetwork(timeline, settings.platform, supports(behaviourSince.errno)),
    screen: before?.screen ?? createScreenRecord(),
    album: options.album ?? before?.album ?? [...(twoPictures ??= [drawPicture(64, 64, 0x2b6cb0), drawPicture(48, 48, 0xc05621)])],
    sheets,
    app: createAppLifecycle(timeline, later, sheets),
    privacy: createPrivacy({
      memory,
      person,
      timeline,
      contractName,
      declared: before?.declared ?? declared,
      sheets,
      enforced: supports(behaviourSince.privacy),
      inDialogs: supports(behaviourSince.privacyInDialog),
      later,
      arrive,
    }),
    files: createDeviceFiles(),
    images: settings.images,
    transport: settings.transport,
    socketTransport: settings.socketTransport,
    slots: {
      request: createSlots(CONCURRENT_REQUESTS),
      uploadFile: createSlots(CONCURRENT_REQUESTS),
      socket: createSlots(CONCURRENT_SOCKETS),
    },
    lastGesture: -Infinity,
    themeListeners: new Set(),
  };
}

/** @throws RangeError for a phone that there is not */
function requirePossible({ platform, baseLibrary, fontSizeScaleFactor }: DeviceSettings): void {
  requireKnown('platform', [platform], platforms);
  const { since = '0', fontSizeScaleFactor: largest } = platformFacts(platform);
  if (!isSupported(baseLibrary, since)) throw new RangeError(`platform ${platform} begins with base library ${since}, not ${baseLibrary}`);
  if (!(fontSizeScaleFactor > 0 && fontSizeScaleFactor <= largest)) {
    throw new RangeError(`fontSizeScaleFactor is at most ${largest} on ${platform}, not ${fontSizeScaleFactor}`);
  }
}

function withDefaults(options: DeviceOptions): DeviceSettings {
  return {
    baseLibrary: '3.8.0',
    nickname: '',
    language: 'zh_CN',
    theme: 'light',
    darkmode: false,
    platform: 'android',
    fontSizeScaleFactor: 1,
    envVersion: 'develop',
    version: '',
    transport: fetchTransport(),
    socketTransport: webSocketTransport(),
    headerCase: 'lower',
    images: sizedImages,
    privacy: {},
    uploadBytesPerSecond: 5_000_000,
    loginPromise: false,
    requireTapGesture: true,
    members: {},
    sealing: 'consent',
    wording: {},
    ...options,
    // Its own: changing it while the device runs must not change what the caller holds.
    latency: { ...options.latency },
  };
}
