import { ComponentInstance } from './component-instance';
import type { Surroundings } from './component-instance';
import { templateOf } from './template';
import type { Template } from './template';
import { BehaviorDefinition, mergeDefinition } from './definition';
import type { Definition, MergedDefinition } from './definition';
import type { CompiledFiles, DeviceGlobals } from './device-modules';
import { componentOf, components } from '../apps/widget-kinds';
import type { NestedPlace, RunningApp, Widget, WidgetListener } from '../apps/app-under-test';

/** A component of a running app: its file evaluated, its WXML read. */
interface Loaded {
  definition: MergedDefinition;
  template: Template;
}

const templates = new WeakMap<CompiledFiles, Map<string, Template>>();

/** How the phone shows what the app does. */
export type View = Pick<Surroundings, 'lag' | 'dataset'>;

/**
 * Launches an app that uses the built components, without an engine: only what the component files use of `Component` and `Behavior`
 * exists, on plain objects. That it behaves as both engines do is tested (test/chaos/light-engine-agrees.test.ts).
 * @param configuration what the app configures by code, if it does
 */
export function launchLightApp(
  files: CompiledFiles,
  globals: DeviceGlobals,
  view: View,
  configuration: () => object | undefined,
): RunningApp {
  const loaded = new Map<string, Loaded>();
  let evaluated: Definition | undefined;
  const require = files.launch({
    ...globals,
    Behavior: (definition: Definition) => new BehaviorDefinition(definition),
    Component: (definition: Definition) => {
      evaluated = definition;
    },
  });

  const load = (component: string): Loaded => {
    const known = loaded.get(component);
    if (known !== undefined) return known;
    evaluated = undefined;
    require(`components/${component}/index`);
    if (evaluated === undefined) throw new Error(`components/${component}/index.js does not call Component()`);
    const entry = { definition: mergeDefinition(evaluated), template: readTemplate(files, component) };
    loaded.set(component, entry);
    return entry;
  };

  type Around = Omit<Surroundings, 'nest' | keyof View>;
  const make = (component: string, around: Around, nested: (component: string) => NestedPlace): ComponentInstance => {
    const { definition, template } = load(component);
    const nest: Surroundings['nest'] = (within, hear) => {
      const place = nested(within);
      const child = make(within, { ...around, listener: alsoHeard(place.listener, hear) }, nested);
      return { instance: child, came: () => place.came(asWidget(child)), gone: () => place.gone() };
    };
    return new ComponentInstance(definition, template, { ...around, ...view, nest });
  };

  return {
    attach({ kind, properties, nested, ...surroundings }) {
      const { component, properties: own } = componentOf[kind];
      const instance = make(component, surroundings, nested);
      instance.run('created');
      instance.set({ ...own, ...properties });
      instance.run('attached');
      instance.run('ready');
      return asWidget(instance);
    },
    openPage(surroundings) {
      const { authingBehavior } = require('index') as { authingBehavior: unknown };
      const page = new ComponentInstance(mergeDefinition({ behaviors: [authingBehavior] }), nothing, {
        ...surroundings,
        ...view,
        lag: 0,
        nest: () => {
          throw new Error('pages have no components of their own here');
        },
      });
      page.run('created');
      page.run('attached');
      return asWidget(page);
    },
    signOut: () => clientOf(require).tokenProvider.clearUser(),
    signIn: (_, user) => clientOf(require).tokenProvider.setUser(user),
    configure() {
      const configured = configuration();
      if (configured !== undefined) (require('index') as { configureAuthing(config: object): void }).configureAuthing(configured);
    },
  };
}

/** Pages have no button of their own here. */
const nothing: Template = { render: () => [] };

/** Events go to the trace first, then to the component around it. */
const alsoHeard = (listener: WidgetListener, hear: (event: string, detail: unknown) => void): WidgetListener => ({
  ...listener,
  event(name, detail, options) {
    listener.event(name, detail, options);
    hear(name, detail);
  },
});

const asWidget = (instance: ComponentInstance): Widget => ({
  instance: instance.self,
  controls: () => instance.controls(),
  has: (key) => instance.has(key),
  get covers() {
    return instance.covers;
  },
  dispatch: (name, detail, key) => instance.dispatch(name, detail, key),
  write: (key, text) => instance.write(key, text),
  formOf: (key) => instance.formOf(key),
  set: (properties) => instance.set({ ...properties }),
  show: () => instance.run('show'),
  hide: () => instance.run('hide'),
  detach: () => instance.run('detached'),
  attachAgain: () => instance.run('attached'),
});

function readTemplate(files: CompiledFiles, component: string): Template {
  const known = templates.get(files) ?? new Map<string, Template>();
  templates.set(files, known);
  const template = known.get(component) ?? templateOf(files.text(`components/${component}/index.wxml`), components);
  known.set(component, template);
  return template;
}

/** What the app's own code signs in and out with. */
function clientOf(require: (file: string) => unknown): { tokenProvider: { clearUser(): void; setUser(user: object): void } } {
  return (require('index') as { getAuthing(): ReturnType<typeof clientOf> }).getAuthing();
}
