import { ComponentInstance } from './component-instance';
import type { Surroundings } from './component-instance';
import { buttonTemplate } from './button-template';
import type { ButtonTemplate } from './button-template';
import { BehaviorDefinition, mergeDefinition } from './definition';
import type { Definition, MergedDefinition } from './definition';
import type { CompiledFiles, DeviceGlobals } from './device-modules';
import { componentOf } from '../apps/widget-kinds';
import type { RunningApp, Widget } from '../apps/app-under-test';

/** A component of a running app: its file evaluated, its WXML read. */
interface Loaded {
  definition: MergedDefinition;
  template: ButtonTemplate;
}

const templates = new WeakMap<CompiledFiles, Map<string, ButtonTemplate>>();

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
    const entry = { definition: mergeDefinition(evaluated), template: templateOf(files, component) };
    loaded.set(component, entry);
    return entry;
  };

  return {
    attach({ kind, properties, ...surroundings }) {
      const { component, properties: own } = componentOf[kind];
      const { definition, template } = load(component);
      const instance = new ComponentInstance(definition, template, { ...surroundings, ...view });
      instance.run('created');
      instance.change({ ...own, ...properties });
      instance.run('attached');
      instance.run('ready');
      return asWidget(instance);
    },
    openPage(surroundings) {
      const { authingBehavior } = require('index') as { authingBehavior: unknown };
      const page = new ComponentInstance(mergeDefinition({ behaviors: [authingBehavior] }), noButton, { ...surroundings, ...view, lag: 0 });
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
const noButton: ButtonTemplate = { render: () => ({}) };

const asWidget = (instance: ComponentInstance): Widget => ({
  instance: instance.self,
  view: () => instance.view(),
  dispatch: (name, detail) => instance.dispatch(name, detail),
  set: (properties) => instance.change({ ...properties }),
  show: () => instance.run('show'),
  hide: () => instance.run('hide'),
  detach: () => instance.run('detached'),
  attachAgain: () => instance.run('attached'),
});

function templateOf(files: CompiledFiles, component: string): ButtonTemplate {
  const known = templates.get(files) ?? new Map<string, ButtonTemplate>();
  templates.set(files, known);
  const template = known.get(component) ?? buttonTemplate(files.text(`components/${component}/index.wxml`));
  known.set(component, template);
  return template;
}

/** What the app's own code signs in and out with. */
function clientOf(require: (file: string) => unknown): { tokenProvider: { clearUser(): void; setUser(user: object): void } } {
  return (require('index') as { getAuthing(): ReturnType<typeof clientOf> }).getAuthing();
}
