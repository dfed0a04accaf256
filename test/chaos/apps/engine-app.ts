import { createEngine } from 'authing-miniapp-emulator/engines';
import type { Engine, EngineName, Mounted, NativeElement } from 'authing-miniapp-emulator/engines';
import { componentOf } from './widget-kinds';
import type { AppUnderTest, Control, RunningApp, Widget, WidgetListener } from './app-under-test';

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
        attach({ kind, properties, listener }) {
          const { component, properties: own } = componentOf[kind];
          const mounted = engine.mount(`${build}/components/${component}/index`, {
            properties: { disabled: false, ...own, ...properties },
          });
          // A killed app's code no longer runs; in a test its promises do.
          const texts = new Texts();
          watch(mounted, listener, texts, () => launch === launches);
          return asWidget(mounted, texts);
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
function watch(mounted: Mounted, listener: WidgetListener, texts: Texts, isAlive: () => boolean): void {
  const events = mounted.events;
  const calls = mounted.setDataCalls as Record<string, unknown>[];
  for (const changes of calls) listener.data(changes);
  onPush(events, ({ name, detail }) => isAlive() && listener.event(name, detail, {}));
  onPush(calls, (changes) => {
    if (!isAlive()) return;
    // What inputs show before they are told otherwise.
    for (const input of mounted.natives('input')) texts.in(input);
    listener.data(changes);
  });
}

function onPush<T>(list: T[], hear: (item: T) => void): void {
  list.push = (...items) => {
    items.forEach(hear);
    return Array.prototype.push.apply(list, items);
  };
}

/** What can be touched, inputs first, as in nickname-input's template; keys are those of the engine's own nodes. */
function asWidget(mounted: Mounted, texts: Texts): Widget {
  const nodes: object[] = [];
  const keyOf = ({ node }: NativeElement): number => (nodes.includes(node) ? nodes.indexOf(node) : nodes.push(node) - 1);
  const touchable = (): NativeElement[] => [...mounted.natives('input'), ...mounted.natives('button')];
  const find = (key: number | undefined): NativeElement | undefined =>
    key === undefined ? touchable()[0] : [...touchable(), ...mounted.natives('form')].find((element) => keyOf(element) === key);
  return {
    instance: mounted.instance as object,
    controls: () => touchable().map((element) => ({ ...controlOf(element, texts), key: keyOf(element) })),
    has: () => true,
    covers: false,
    dispatch: (name, detail, key) => find(key)?.dispatch(name, detail),
    write(key, text) {
      const input = find(key);
      if (input !== undefined) texts.write(input, text);
    },
    formOf(key) {
      const form = mounted.natives('form').find(({ node }) => node === find(key)?.form);
      if (form === undefined) return undefined;
      const inputs = mounted.natives('input').filter((input) => input.form === form.node);
      return { key: keyOf(form), value: Object.fromEntries(inputs.map((input) => [String(input.attributes['name']), texts.in(input)])) };
    },
    set: (properties) => mounted.setProperties({ ...properties }),
    show: () => mounted.show(),
    hide: () => mounted.hide(),
    detach: () => mounted.detach(),
    attachAgain() {
      throw new Error('the engines mount a component once');
    },
  };
}

function controlOf(element: NativeElement, texts: Texts): Omit<Control, 'key'> {
  const { tag, openType, disabled, attributes, bindings } = element;
  return {
    tag,
    name: 'handleTap',
    covers: false,
    id: String(attributes['id'] ?? ''),
    openType,
    submits: attributes['form-type'] === 'submit',
    disabled,
    lang: String(attributes['lang']),
    phoneNumberNoQuotaToast: attributes['phone-number-no-quota-toast'] !== false,
    ...(tag === 'input' && {
      bindings,
      field: { type: String(attributes['type']), value: texts.in(element), maxlength: Number(attributes['maxlength']) },
    }),
  };
}

/** What stands in inputs: what was written last, or what the component has told them to show since. */
class Texts {
  private readonly known = new Map<object, { told: unknown; now: string }>();

  in({ node, attributes }: NativeElement): string {
    const { value: told } = attributes;
    const before = this.known.get(node);
    const text = before !== undefined && before.told === told ? before : { told, now: String(told ?? '') };
    this.known.set(node, text);
    return text.now;
  }

  write(input: NativeElement, text: string): void {
    this.in(input);
    this.known.set(input.node, { told: input.attributes['value'], now: text });
  }
}
