import { createEngine, resultEvents } from 'authing-miniapp-emulator/engines';
import type { Engine, EngineName, Mounted } from 'authing-miniapp-emulator/engines';
import { EngineWidget } from './engine-widget';
import { componentOf, isPanel } from './widget-kinds';
import type { AppUnderTest, RunningApp, WidgetListener } from './app-under-test';

/**
 * The built components on a real engine, for the same schedules as the light engine. Slow, and less is in hand: its modules use the test's
 * own timers and clock, so no schedule may freeze the app or move the phone's clock.
 */
export function engineApp(name: EngineName, build: string): AppUnderTest & { readonly engine: Engine } {
  const engine = createEngine(name);
  let launches = 0;
  let stopTimers = (): void => undefined;
  let stopChance = (): void => undefined;
  return {
    judged: true,
    engine,
    launch({ globals }): RunningApp {
      launches += 1;
      const launch = launches;
      stopChance();
      stopChance = drawFor(build, (globals['Math'] as Math).random);
      Object.assign(globalThis, { wx: globals['wx'], getApp: globals['getApp'], getCurrentPages: () => [] });
      engine.restart();
      stopTimers();
      stopTimers = trackTimers(build);
      return {
        attach({ kind, properties, listener, nested }) {
          const { component, properties: own } = componentOf[kind];
          const mounted = engine.mount(`${build}/components/${component}/index`, {
            properties: { ...(!isPanel(kind) && { disabled: false }), ...own, ...properties },
            listeners: [...resultEvents, 'done', 'profile', 'signout', 'delete'],
          });
          const widget = new EngineWidget(mounted, nested);
          // A killed app's code no longer runs; in a test its promises do.
          watch(mounted, listener, widget, () => launch === launches);
          return widget;
        },
        openPage: () => undefined,
        signOut: () => clientOf(engine, build).tokenProvider.clearUser(),
        signIn: (_, user) => clientOf(engine, build).tokenProvider.setUser(user),
        configure: () => undefined,
      };
    },
  };
}

/** What code of the build draws is decided by the schedule; engines draw as well. Returns what ends it. */
function drawFor(build: string, draw: () => number): () => void {
  const { random } = Math;
  Math.random = () => (isCalledBy(build) ? draw() : random());
  return () => {
    Math.random = random;
  };
}

/** Whether code of the build called the function that asks. Reads call sites, for jest maps every line of a stack that is a text. */
function isCalledBy(build: string): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 3;
  Error.prepareStackTrace = (_, sites) => sites;
  const [, , caller] = new Error().stack as unknown as NodeJS.CallSite[];
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  return (caller?.getScriptNameOrSourceURL() ?? '').includes(build);
}

function clientOf(engine: Engine, build: string): { tokenProvider: { clearUser(): void; setUser(user: object): void } } {
  return (engine.require(`${build}/index`) as { getAuthing(): ReturnType<typeof clientOf> }).getAuthing();
}

/** Notes the timers that code of the build starts, so that they can die with their app. Returns what stops them. */
function trackTimers(build: string): () => void {
  const started = new Set<NodeJS.Timeout>();
  const start = setTimeout;
  const tracked = (run: () => void, ms?: number): NodeJS.Timeout => {
    const timer = start(run, ms);
    if (isCalledBy(build)) started.add(timer);
    return timer;
  };
  globalThis.setTimeout = tracked as typeof setTimeout;
  return () => {
    for (const timer of started) clearTimeout(timer);
  };
}

/** Tells the listener of each event and each setData as it comes, and of those that came while the component was mounted. */
function watch(mounted: Mounted, listener: WidgetListener, widget: EngineWidget, isAlive: () => boolean): void {
  const events = mounted.events;
  const calls = mounted.setDataCalls as Record<string, unknown>[];
  for (const changes of calls) listener.data(changes);
  onPush(events, ({ name, detail }) => isAlive() && listener.event(name, detail, {}));
  onPush(calls, (changes) => {
    if (!isAlive()) return;
    widget.changes();
    listener.data(changes);
  });
}

function onPush<T>(list: T[], hear: (item: T) => void): void {
  list.push = (...items) => {
    items.forEach(hear);
    return Array.prototype.push.apply(list, items);
  };
}
