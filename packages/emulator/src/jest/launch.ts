import path from 'node:path';
import { afterEach, jest } from '@jest/globals';
import { createEmulator } from '..';
import type { EmulatorOptions } from '..';
import { serverOptionNames } from '../authing/options';
import { createEngine, engineNames, typeScriptCompiler } from '../engines';
import type { Compilers, EngineName, MountOptions } from '../engines';
import { cloudOptionNames } from '../wechat/cloud/cloud-types';
import { deviceOptionNames } from '../wechat/device/device-types';
import { mountOptionNames } from '../engines/engine';
import { requireKnown } from '../known-names';
import { MiniApp } from './mini-app';
import { declaresDarkmode, projectRoot } from './project';
import { watchRejections } from './rejections';
import type { RejectionWatch } from './rejections';
import { serverKeys } from './server-keys';

/** Which mini program, on what, and what it opens. */
export interface LaunchOptions {
  /** Folder of the mini program, that of app.json. Default: `miniprogramRoot` of project.config.json, else the working directory. */
  root?: string;
  /** A page to open, as app.json lists it. */
  page?: string;
  /** What the page's `onLoad` receives. */
  query?: Record<string, string>;
  /** A component to mount in place of a page: its path from `root` without extension. */
  component?: string;
  /** How `component` is used: its properties, slot, listeners. */
  mount?: MountOptions;
  /** Default `glass-easel`, the newer of the two engines on phones; `simulate` is the classic one. */
  engine?: EngineName;
  /**
   * What `App({ authing })` says, in place of what app.js says of it; null: nothing. Default: app.js's word, or an appId where there is no
   * app.js.
   */
  authing?: Record<string, unknown> | null;
  /** Members of `wx` that the model lacks, e.g. `{ navigateTo: jest.fn() }`. They win over its own. */
  wx?: Record<string, unknown>;
  /**
   * Answers what the mini program asks of servers other than Authing; undefined passes a request on to Authing. Authing is at
   * `*.authing.cn`, at the `host` that the mini program declares and at `server.url`; no other host can be reached, which is a problem.
   */
  backend?: EmulatorOptions['backend'];
  /** WeChat: its users, the device's base library, language, latency … */
  wechat?: EmulatorOptions['wechat'];
  /** Authing: applications, failures' form, directories … */
  server?: EmulatorOptions['authing'];
  /** For files that are neither JavaScript nor TypeScript, or that want a compiler of their own. */
  compilers?: Compilers;
  /** Keeps what the mini program throws in `problems` alone; by default the step that caused it (`tap`, `pass`, `open`) rejects too. */
  keepProblems?: boolean;
}

const launchOptions: Record<keyof LaunchOptions, true> = {
  root: true,
  page: true,
  query: true,
  component: true,
  mount: true,
  engine: true,
  authing: true,
  wx: true,
  backend: true,
  wechat: true,
  server: true,
  compilers: true,
  keepProblems: true,
};

function check(options: LaunchOptions): void {
  requireKnown('launch', Object.keys(options), Object.keys(launchOptions));
  requireKnown('launch({ wechat })', Object.keys(options.wechat ?? {}), ['cloud', 'device']);
  requireKnown('launch({ wechat: { device } })', Object.keys(options.wechat?.device ?? {}), deviceOptionNames);
  requireKnown('launch({ wechat: { cloud } })', Object.keys(options.wechat?.cloud ?? {}), cloudOptionNames);
  requireKnown('launch({ server })', Object.keys(options.server ?? {}), serverOptionNames);
  requireKnown('launch({ mount })', Object.keys(options.mount ?? {}), mountOptionNames);
  if (options.engine !== undefined) requireKnown('launch({ engine })', [options.engine], engineNames);
}

const running: MiniApp<object>[] = [];
let fakedTime = false;
let rejections: RejectionWatch | undefined;

/**
 * Starts a mini program: app.js runs, and the page is open and at rest when this resolves. Time is virtual from here to the end of the
 * test; it passes in `tap`, `open` and `pass` only. In TypeScript, `launch<{ notice: string }>({ page })` types `app.page.data`.
 * @throws what the page throws while it opens; a TypeError for an option that there is not
 */
export async function launch<Data extends object = Record<string, unknown>>(options: LaunchOptions = {}): Promise<MiniApp<Data>> {
  check(options);
  takeOverTime();
  const root = path.resolve(options.root ?? projectRoot());
  const { cloud, device, ...wechat } = options.wechat ?? {};
  const emulator = await createEmulator({
    authing: { apps: [], keys: serverKeys(), passwordCost: 16, ...options.server },
    wechat: {
      ...wechat,
      cloud: { seed: 1, ...cloud },
      device: { latency: { cloud: 50, network: 100 }, members: options.wx ?? {}, darkmode: declaresDarkmode(root), ...device },
    },
    backend: async (request) => {
      const answer = await options.backend?.(request);
      if (answer === undefined && !app.isAuthing(request.url)) throw unreachable(app, request.url);
      return answer;
    },
  });
  rejections ??= watchRejections();
  const app = new MiniApp<Data>({
    root,
    engine: createEngine(options.engine ?? 'glass-easel', {}, options.compilers ?? typeScriptCompiler),
    emulator,
    authing: options.authing,
    keepProblems: options.keepProblems ?? false,
    rejections,
  });
  running.push(app);
  if (options.server?.apps === undefined) {
    const { appId = 'authing-app', identitySource } = app.declared;
    const wechatAppId = emulator.wechat.cloud.appId;
    emulator.authing.admin.addApp({
      appId,
      wechat: { appId: wechatAppId, ...(identitySource !== undefined && { extIdpConnIdentifier: identitySource }) },
    });
  }
  const { page, component, query = {} } = options;
  if (page !== undefined) await app.open(page, { query });
  else if (component !== undefined) await app.open(component, options.mount);
  return app;
}

/** What a device says of a host that there is not; to the author of the test, what is missing. */
function unreachable(app: MiniApp<object>, url: string): Error {
  const { origin } = new URL(url);
  app.engine.problems.push(
    `nobody answers ${url}: give launch({ backend: (request) => … }) what ${origin} says; if Authing is there, launch({ server: { url: '${origin}' } })`,
  );
  return new Error('errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED');
}

/** Fake timers, unless the test has its own. */
function takeOverTime(): void {
  if (Object.hasOwn(setTimeout, 'clock')) return;
  jest.useFakeTimers();
  fakedTime = true;
}

afterEach(async () => {
  try {
    for (const app of running.splice(0)) await app.end();
  } finally {
    rejections?.stop();
    rejections = undefined;
    if (fakedTime) jest.useRealTimers();
    fakedTime = false;
  }
});
