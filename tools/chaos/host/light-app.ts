import { ComponentInstance } from './component-instance';
import { buttonTemplate } from './button-template';
import type { ButtonTemplate } from './button-template';
import { BehaviorDefinition, mergeDefinition } from './definition';
import type { Definition, MergedDefinition } from './definition';
import type { CompiledFiles, PhoneGlobals } from './phone-modules';
import { componentOf } from './widget';
import type { RunningApp, Widget } from './widget';

/** A component of a running app: its file evaluated, its WXML read. */
interface Loaded {
  definition: MergedDefinition;
  template: ButtonTemplate;
}

const templates = new WeakMap<CompiledFiles, Map<string, ButtonTemplate>>();

/**
 * Launches an app that uses the built components, without an engine: only what the component files use of `Component` and `Behavior`
 * exists, on plain objects. That it behaves as both engines do is tested (test/chaos/agreement.test.ts).
 * @param lag ms until the person sees what `setData` changed
 */
export function launchLightApp(files: CompiledFiles, globals: PhoneGlobals, lag: number): RunningApp {
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
    attach({ kind, properties, listener, pageId }) {
      const { component, properties: own } = componentOf[kind];
      const { definition, template } = load(component);
      const instance = new ComponentInstance(definition, template, { listener, lag, pageId });
      instance.run('created');
      instance.change({ ...own, ...properties });
      instance.run('attached');
      instance.run('ready');
      return asWidget(instance);
    },
    openPage({ listener, pageId }) {
      const { authingBehavior } = require('lib/behavior/authing-behavior') as { authingBehavior: unknown };
      const page = new ComponentInstance(mergeDefinition({ behaviors: [authingBehavior] }), noButton, { listener, lag: 0, pageId });
      page.run('created');
      page.run('attached');
      return asWidget(page);
    },
    signOut: () => signOut(require),
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
});

function templateOf(files: CompiledFiles, component: string): ButtonTemplate {
  const known = templates.get(files) ?? new Map<string, ButtonTemplate>();
  templates.set(files, known);
  const template = known.get(component) ?? buttonTemplate(files.text(`components/${component}/index.wxml`));
  known.set(component, template);
  return template;
}

/** What the app's sign-out button does: the token is forgotten on this phone. */
function signOut(require: (file: string) => unknown): void {
  const { getAuthing } = require('index') as { getAuthing(): { tokenProvider: { clearUser(): void } } };
  getAuthing().tokenProvider.clearUser();
}
