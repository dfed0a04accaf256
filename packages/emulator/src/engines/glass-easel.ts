/** The newer of the two engines on phones: glass-easel with its mini-program adapter. */
import * as glassEasel from 'glass-easel';
import { MiniProgramEnv, type AssociatedBackend, type CodeSpace, type Root } from 'glass-easel-miniprogram-adapter';
import { withBuiltInBehaviors } from '../runtime/built-in-behaviors';
import type { Compilers } from './app-modules';
import { compileComponentTemplate, compileTemplate, spacePath } from './compile-template';
import { ComponentDefinitions } from './component-definitions';
import type { ComponentDefinition, DefineBehavior } from '../runtime/definition';
import { componentTree, readComponent } from './component-files';
import type { AppDriver, ComponentDriver, NativeDriver, PageDriver, ViewClock } from './driver';
import type { Engine, ViewSettings } from './engine';
import { createEngineOn } from './mounted';
import { nativeTags } from '../runtime/native-tags';

interface DomElement {
  innerHTML: string;
  textContent: string | null;
  readonly tagName: string;
  remove(): void;
}

const dom = (): { body: { appendChild(node: DomElement): void }; createElement(tag: string): DomElement } =>
  (globalThis as unknown as { document: ReturnType<typeof dom> }).document;

// The adapter's registration calls are typed for literal definitions; here they come from component files.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

export function createGlassEaselEngine(view?: Partial<ViewSettings>, compilers?: Compilers): Engine {
  const problems: string[] = [];
  glassEasel.addGlobalErrorListener((error, method) => {
    problems.push(`${method ?? ''}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  });
  glassEasel.addGlobalWarningListener((message) => {
    problems.push(message);
    return false;
  });
  return createEngineOn('glass-easel', { start: (appView) => startApp(appView, compilers) }, problems, view);
}

/** Which events have a handler on each element. */
const listeners = new WeakMap<object, Set<string>>();

class ListeningBackend extends glassEasel.CurrentWindowBackendContext {
  override setListenerStats(...stats: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>): void {
    super.setListenerStats(...stats);
    const [element, type] = stats;
    const known = listeners.get(element) ?? new Set();
    listeners.set(element, known.add(type));
  }
}

function startApp(view: ViewClock, compilers?: Compilers): AppDriver {
  // As WeChat has it: a component may call a property `dataset` (Vant's button does), which must not hide the node's own.
  glassEasel.globalOptions.writeFieldsToNode = false;
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  // As on a device, where frameworks give a page its handlers while it runs.
  space.getComponentSpace().updateComponentOptions({ useMethodCallerListeners: true });
  for (const [tag, properties] of Object.entries(nativeTags)) {
    const definition = env
      .getGlobalCodeSpace()
      .getComponentSpace()
      .define(tag)
      .definition({ properties } as Any)
      .registerComponent();
    space.getComponentSpace().setGlobalUsingComponent(tag, definition as Any);
  }
  const backend = env.associateBackend(new ListeningBackend());
  const define: DefineBehavior = (definition) =>
    space.componentEnv('', ({ Behavior }) => Behavior({ ...definition, behaviors: builtIn(definition.behaviors ?? []) } as Any));
  const builtIn = withBuiltInBehaviors(define);
  const definitions = new ComponentDefinitions(define, view, compilers);
  const registered = new Set<string>();
  let pages = 0;

  const register = (component: string): void => {
    if (registered.has(component)) return;
    registered.add(component);
    const definition = definitions.of(component);
    registerComponent(space, component, { ...definition, behaviors: builtIn(definition.behaviors ?? []) });
  };

  return {
    require: (file) => definitions.modules.require(file),
    launch: (file) => definitions.launch(file),
    open(host, components, opening) {
      definitions.opening = opening;
      components.flatMap(componentTree).forEach(register);
      const page = `page-${pages++}`;
      const usingComponents = Object.fromEntries(components.map((component, index) => [host.tags[index], `/${spacePath(component)}`]));
      space.addComponentStaticConfig(page, { component: true, usingComponents });
      space.addCompiledTemplate(page, compileTemplate(page, host.wxml));
      space.componentEnv(page, ({ Component }) => Component({ data: host.data, methods: host.methods } as Any));
      return openPage(backend, space, page, components.map(spacePath));
    },
  };
}

function registerComponent(space: CodeSpace, component: string, definition: ComponentDefinition): void {
  const config = readComponent(component);
  const usingComponents = Object.fromEntries(Object.entries(config.usingComponents).map(([tag, target]) => [tag, `/${spacePath(target)}`]));
  // WeChat takes styleIsolation from the JSON or from the definition; the adapter only from the JSON.
  const styleIsolation = config.styleIsolation ?? definition.options?.['styleIsolation'];
  const addGlobalClass = definition.options?.['addGlobalClass'];
  space.addComponentStaticConfig(spacePath(component), {
    component: true,
    ...config,
    usingComponents,
    ...(styleIsolation !== undefined && { styleIsolation }),
    ...(addGlobalClass !== undefined && { addGlobalClass }),
  } as Any);
  space.addCompiledTemplate(spacePath(component), compileComponentTemplate(component));
  space.componentEnv(spacePath(component), ({ Component }) => Component(definition as Any));
}

function openPage(backend: AssociatedBackend, space: CodeSpace, path: string, components: readonly string[]): PageDriver {
  const root: Root = backend.createRoot('page', space, `/${path}`);
  const page = root.getComponent();
  const placeholder = dom().createElement('page');
  dom().body.appendChild(placeholder);
  root.attach(dom().body as Any, placeholder as Any);
  page.triggerPageLifetime('show', []);
  descendants(page)
    .reverse()
    .forEach((component) => component.triggerLifetime('ready', []));

  const wrappers = page.getShadowRoot()?.childNodes.filter(glassEasel.Element.isElement) ?? [];
  return {
    components: wrappers.map((wrapper, index) => {
      const component = descendants(wrapper).find((candidate) => candidate.is === components[index]);
      if (component === undefined) throw new Error(`component ${index} of the page did not render`);
      return componentDriver(component, wrapper);
    }),
    setData: (data) => page.setData(data),
    triggerPageLifetime: (name) => page.triggerPageLifetime(name, []),
    close() {
      const element = page.getBackendElement() as unknown as DomElement;
      root.release();
      element.remove();
    },
    discard: () => (page.getBackendElement() as unknown as DomElement | null)?.remove(),
  };
}

function componentDriver(component: glassEasel.GeneralComponent, wrapper: glassEasel.Element): ComponentDriver {
  return {
    instance: component.getMethodCaller(),
    natives: () =>
      descendants(component.getShadowRoot() as glassEasel.ShadowRoot)
        .filter((inner) => inner.is in nativeTags)
        .map((inner) => nativeDriver(inner, component)),
    get surroundings() {
      return wrapper.getBackendElement() as unknown as DomElement;
    },
  };
}

function nativeDriver(component: glassEasel.GeneralComponent, mounted: glassEasel.GeneralComponent): NativeDriver {
  return {
    node: component,
    tag: component.is,
    get dataset() {
      return component.dataset as Record<string, unknown>;
    },
    set dataset(dataset) {
      component.dataset = dataset;
    },
    get id() {
      return component.id;
    },
    get className() {
      return component.class;
    },
    get properties() {
      return component.data as Record<string, unknown>;
    },
    get text() {
      return (component.getBackendElement() as unknown as DomElement).textContent ?? '';
    },
    get bindings() {
      return [...(listeners.get(component.getBackendElement() as object) ?? [])];
    },
    get form() {
      return formAround(component);
    },
    around: () => hosts(component, mounted).map((host) => ({ tag: tagOf(host), id: host.id, className: host.class })),
    dispatch(name, detail, bubbles) {
      const touches = { touches: [], changedTouches: [] };
      const options = { bubbles, composed: bubbles, capturePhase: bubbles, extraFields: touches };
      component.dispatchEvent(new glassEasel.Event(name, detail, options));
    },
  };
}

/** The nearest `<form>` around `node` in its own template. */
function formAround(node: glassEasel.Element): object | undefined {
  const parent = node.parentNode;
  if (parent === null) return undefined;
  return glassEasel.Component.isComponent(parent) && parent.is === 'form' ? parent : formAround(parent);
}

/** The components whose shadow trees `node` is in, up to and without `mounted`; innermost first. */
function hosts(node: glassEasel.Element, mounted: glassEasel.Element): glassEasel.GeneralComponent[] {
  const host = node.ownerShadowRoot?.getHostNode();
  return host === undefined || host === mounted ? [] : [host, ...hosts(host, mounted)];
}

const tagOf = (host: glassEasel.GeneralComponent): string => (host.getBackendElement() as unknown as DomElement).tagName.toLowerCase();

/** Components (built-in ones included) at or below `node`, a component's shadow tree before its slot content. */
function descendants(node: glassEasel.Element): glassEasel.GeneralComponent[] {
  const below: glassEasel.GeneralComponent[] = [];
  if (glassEasel.Component.isComponent(node)) {
    below.push(node);
    const shadow = node.getShadowRoot();
    if (shadow !== null) below.push(...descendants(shadow));
  }
  for (const child of node.childNodes) {
    if (glassEasel.Element.isElement(child)) below.push(...descendants(child));
  }
  return below;
}
