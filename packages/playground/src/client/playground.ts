/** The playground as a whole: one device, one running mini program, and what the panel beside them may use. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';
import type { Build, Problem } from '../build';
import { listenToEngine, MiniApp } from './app/mini-app';
import { NotCompiledError } from './app/module-loader';
import type { PageInstance } from './app/open-page';
import { locate } from './app/page-stack';
import { assetAddress, forgetFiles } from './asset-address';
import { createBus, type Bus, type Settings } from './bus';
import { explain, tellServer } from './tell-server';
import { connectDevice, deviceSettings } from './device/connect';
import type { ConnectedDevice } from './device/connect';
import { possible, themeOf } from './device/possible-devices';
import { Shell } from './shell/shell';
import { wxMembers } from './wx-members';

/** What the panel is given. */
export interface Playground {
  readonly bus: Bus;
  /** The device of now; a restart makes a new one. */
  readonly device: Device;
  readonly settings: Settings;
  readonly build: Build;
  /** The open pages' own objects (`getCurrentPages()`), the one on top last. */
  readonly pages: readonly PageInstance[];
  change(settings: Partial<Settings>): void;
  /** Kills the mini program and launches it again, as a person does from the app switcher. */
  restart(): void;
  /** Fetches what the compiler made last and launches that. */
  reload(): Promise<void>;
  /** Tells the developer. */
  report(problem: Problem): void;
}

export interface PlaygroundOptions {
  device: HTMLElement;
  settings: Settings;
  fetchBuild: () => Promise<Build>;
  /** Hears how many notices there are. */
  notices: (count: number) => void;
}

export async function createPlayground(options: PlaygroundOptions): Promise<Playground & { toggleNotices(): void }> {
  const bus = createBus();
  const settings = { ...options.settings };
  const told = new Set<string>();
  let build = await options.fetchBuild();
  let app: MiniApp | undefined;
  const shell = new Shell(
    options.device,
    () => settings,
    (path) => assetAddress(path, '', undefined),
    {
      back: () => running().attempt(() => running().pages.navigateBack(1)),
      home: () => running().attempt(() => running().pages.reLaunch(home())),
      tab(route, index) {
        const { pages } = running();
        const item = build.app.tabBar?.list[index];
        pages.switchTab({ route, query: {} });
        if (item) running().attempt(() => pages.top?.instance.onTabItemTap?.({ index, pagePath: route, text: item.text }));
      },
      notices: options.notices,
    },
  );

  const running = (): MiniApp => {
    if (app === undefined) throw new Error('no mini program is running');
    return app;
  };
  const home = () => ({ route: build.app.entryPagePath ?? build.app.pages[0] ?? '', query: {} });
  const report = (problem: Problem, quietly = false): void => {
    shell.report(problem, quietly);
    bus.emit('problem', problem);
  };
  const failed = (error: unknown): void => {
    console.error(error);
    // The compiler has said where.
    if (error instanceof NotCompiledError) shell.showErrorsOf((file) => file === error.file);
    else void explain(error).then((problem) => report(problem));
  };
  const unsupported = (what: string): void => {
    if (told.has(what)) return;
    told.add(what);
    console.warn(`Not implemented in the playground: ${what}`);
    report({ severity: 'unsupported', message: what });
    tellServer(what);
  };

  const members = wxMembers(running, () => connected.device);
  let connected: ConnectedDevice = await connectDevice({ members, settings, unsupported });
  const useDevice = (device: Device): void => {
    device.person.ask ??= (sheet) => shell.ask(sheet);
    shell.connect(device);
  };

  const launch = (): void => {
    told.clear();
    shell.reset(build.theme);
    // What is wrong with a page shows when the page opens.
    for (const problem of build.problems) report(problem, true);
    const ofEntries = entryFiles(build);
    shell.showErrorsOf((file) => file === undefined || !ofEntries.has(withoutExtension(file)));
    const first = locationFromHash(build) ?? home();
    app = new MiniApp({
      build,
      shell,
      bus,
      settings,
      failed,
      unsupported,
      device: connected.device,
      address: (src, from) => assetAddress(src, from, connected.device),
    });
    app.launch(first.route, first.query);
  };
  const restart = (reloaded = false): void => {
    app?.kill();
    forgetFiles();
    connected = {
      ...connected,
      device: connected.device.restart({ members, ...deviceSettings(settings) }),
    };
    if (reloaded) bus.emit('app.reloaded', { build: build.number });
    useDevice(connected.device);
    launch();
  };

  listenToEngine(
    (error) => (app === undefined ? failed(error) : app.failed(error)),
    (message, component) => report({ severity: 'warning', message, ...(component !== '' && { file: `${component}.wxml` }) }),
  );
  addEventListener('error', (event) => {
    if (app === undefined) failed(event.error ?? event.message);
    else app.failed(event.error ?? event.message);
  });
  addEventListener('unhandledrejection', (event) => {
    if (app === undefined) failed(event.reason);
    else app.rejected(event.reason);
  });
  bus.on('page.shown', ({ route }) => {
    const files = filesOf(build, route);
    shell.showErrorsOf((file) => file !== undefined && files.has(withoutExtension(file)));
  });
  useDevice(connected.device);
  // A device keeps its timeline through restarts.
  connected.device.timeline.subscribe(({ kind }) => {
    if (kind === 'app.background') app?.hide();
    if (kind === 'app.foreground') app?.show();
  });
  launch();

  return {
    bus,
    settings,
    report,
    restart: () => restart(),
    get device() {
      return connected.device;
    },
    get build() {
      return build;
    },
    get pages() {
      return app?.pages.instances ?? [];
    },
    change(changes) {
      const before = { ...settings };
      Object.assign(settings, possible({ ...settings, ...changes }));
      shell.applySettings();
      bus.emit('settings.changed', settings);
      // Another phone, on which the mini program starts.
      if (settings.platform !== before.platform || settings.baseLibrary !== before.baseLibrary) return restart();
      if (themeOf(settings) !== themeOf(before)) app?.themeChanged(themeOf(settings));
      return undefined;
    },
    async reload() {
      build = await options.fetchBuild();
      restart(true);
    },
    toggleNotices: () => shell.toggleNotices(),
  };
}

const withoutExtension = (file: string): string => file.replace(/\.\w+$/, '');

/** Files that only pages and components need: what is wrong with them concerns nobody until one opens. */
function entryFiles(build: Build): Set<string> {
  const found = new Set<string>();
  for (const entry of Object.keys(build.entries)) filesOf(build, entry, found);
  if (build.appScript !== undefined) for (const file of modulesOf(build, build.appScript)) found.delete(file);
  return found;
}

/** A page and every component it uses, however deep, with the modules they require; without extensions. */
function filesOf(build: Build, entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  const { script, usingComponents = {} } = build.entries[entry] ?? {};
  if (script !== undefined) for (const file of modulesOf(build, script)) found.add(file);
  for (const used of Object.values(usingComponents)) filesOf(build, used, found);
  return found;
}

function modulesOf(build: Build, script: string): string[] {
  const found = new Set([script]);
  // A set goes on to what is added while it is walked.
  for (const file of found) for (const required of Object.values(build.modules[file]?.requires ?? {})) found.add(required);
  return [...found].map(withoutExtension);
}

/** `#/pages/a/b?c=d` opens the app at that page. */
function locationFromHash(build: Build): { route: string; query: Record<string, string> } | undefined {
  if (!location.hash.startsWith('#/')) return undefined;
  const found = locate(location.hash.slice(1), '');
  return build.app.pages.includes(found.route) ? found : undefined;
}
