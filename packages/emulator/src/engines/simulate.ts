/** WeChat's classic engine: miniprogram-simulate with the official WXML compiler. */
import path from 'node:path';
import type { Compilers } from './app-modules';
import { ComponentDefinitions } from './component-definitions';
import type { ComponentDefinition } from '../runtime/definition';
import { commonDirectory, componentTree, readComponent, templateFiles } from './component-files';
import type { AppDriver, ComponentDriver, NativeDriver, PageDriver, ViewClock } from './driver';
import type { Engine, ViewSettings } from './engine';
import { loadSimulate, type DomElement, type ExparserNode, type SimulateModules } from './exparser';
import { createEngineOn } from './mounted';
import { nativeTags } from '../runtime/native-tags';

const dom = (): { body: { appendChild(node: DomElement): void } } =>
  (globalThis as unknown as { document: { body: { appendChild(node: DomElement): void } } }).document;

/** Loaded once per module registry: registrations, compiled templates and error listeners live in its modules. */
let loaded: SimulateModules | undefined;

let compilations = 0;

function modules(): SimulateModules {
  if (loaded !== undefined) return loaded;
  loaded = loadSimulate();
  for (const [tag, properties] of Object.entries(nativeTags)) {
    // miniprogram-simulate registers the built-in tags without any property: what a component passes to them would be lost.
    loaded.simulate.load({ id: tag, tagName: `wx-${tag}`, template: '<slot/>', properties: withPropertyObjects(properties) });
  }
  return loaded;
}

const withPropertyObjects = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, type]) => [name, type !== null && typeof type === 'object' ? { ...type } : { type }]),
  );

export function createSimulateEngine(view?: Partial<ViewSettings>, compilers?: Compilers): Engine {
  const problems: string[] = [];
  modules().exparser.addGlobalErrorListener((error, { message }) => {
    problems.push(`${message}: ${error.stack ?? String(error)}`);
    return false;
  });
  return createEngineOn('simulate', { start: (appView) => startApp(modules(), appView, compilers) }, problems, view);
}

function startApp(
  { simulate, exparser, Component, Behavior, runJsWith, readJsonWith }: SimulateModules,
  view: ViewClock,
  compilers?: Compilers,
): AppDriver {
  const definitions = new ComponentDefinitions((definition) => Behavior(copied(definition)), view, compilers);
  const ids = new Map<string, string>();

  const load = (component: string): string => {
    const known = ids.get(component);
    if (known !== undefined) return known;
    const files = componentTree(component).flatMap(templateFiles);
    const directory = commonDirectory(files);
    const listed = (ending: string): string[] =>
      [...new Set(files.filter((file) => file.endsWith(ending)))].map((file) => path.relative(directory, file));
    // Named one by one, since the compiler passes over node_modules; what it compiled is kept by the root, whose spelling is therefore new.
    const rootPath = directory + `${path.sep}.`.repeat(++compilations);
    const compilerOptions = { wxmlList: listed('.wxml'), wxsList: listed('.wxs') };
    runJsWith((file) => Component(definitions.of(file)));
    readJsonWith(readRelativeComponent);
    const id = simulate.load(component, 'main', { rootPath, compiler: 'official', compilerOptions });
    ids.set(component, id);
    return id;
  };

  return {
    require: (file) => definitions.modules.require(file),
    launch: (file) => definitions.launch(file),
    open(host, components, opening) {
      definitions.opening = opening;
      const usingComponents = Object.fromEntries(components.map((component, index) => [host.tags[index], load(component)]));
      const id = simulate.load({ template: host.wxml, data: host.data, methods: host.methods, usingComponents });
      return openPage(simulate.render(id), exparser, Object.values(usingComponents));
    },
  };
}

/** A component's JSON as miniprogram-simulate follows it, which knows neither packages nor app.json: every path is relative. */
function readRelativeComponent(file: string): object {
  const component = file.replace(/\.json$/, '');
  const { usingComponents, ...config } = readComponent(component);
  const relative = Object.entries(usingComponents).map(([tag, target]) => [tag, path.relative(path.dirname(component), target)] as const);
  return { ...config, usingComponents: Object.fromEntries(relative) };
}

// The engine alters what it is given, and one definition can reach it more than once.
const copied = (definition: ComponentDefinition): ComponentDefinition => ({
  ...definition,
  properties: { ...definition.properties },
  behaviors: [...(definition.behaviors ?? [])],
});

function openPage(
  root: ReturnType<SimulateModules['simulate']['render']>,
  exparser: SimulateModules['exparser'],
  ids: string[],
): PageDriver {
  const page = root._exparserNode;
  const { dom: element } = root;
  dom().body.appendChild(element);
  exparser.Element.pretendAttached(page);
  page.triggerPageLifeTime('show', []);
  const opened = descendants(page, exparser);
  opened.reverse().forEach((node) => node.triggerLifeTime('ready', []));

  const parts = (page.shadowRoot?.childNodes ?? []).map((wrapper, index) => {
    const node = descendants(wrapper, exparser).find((candidate) => candidate.is === ids[index]);
    if (node === undefined) throw new Error(`component ${index} of the page did not render`);
    return componentDriver(node, wrapper, exparser);
  });
  return {
    components: parts,
    setData: (data) => exparser.Element.getMethodCaller(page).setData(data),
    triggerPageLifetime: (name) => page.triggerPageLifeTime(name, []),
    close() {
      element.remove();
      exparser.Element.pretendDetached(page);
    },
    discard: () => element.remove(),
  };
}

function componentDriver(node: ExparserNode, wrapper: ExparserNode, exparser: SimulateModules['exparser']): ComponentDriver {
  return {
    instance: exparser.Element.getMethodCaller(node),
    natives: () =>
      (node.shadowRoot === undefined ? [] : descendants(node.shadowRoot, exparser))
        .filter((inner) => inner.is in nativeTags)
        .map((inner) => nativeDriver(inner, node, exparser)),
    get surroundings() {
      return domOf(wrapper);
    },
  };
}

function nativeDriver(node: ExparserNode, mounted: ExparserNode, exparser: SimulateModules['exparser']): NativeDriver {
  return {
    node,
    tag: node.is,
    get dataset() {
      return node.dataset;
    },
    set dataset(dataset) {
      node.dataset = dataset;
    },
    get id() {
      return node.id;
    },
    get className() {
      return withoutPrefix(node, exparser);
    },
    get properties() {
      return exparser.Element.getMethodCaller(node).data;
    },
    get text() {
      return domOf(node).textContent ?? '';
    },
    get bindings() {
      return Object.keys(node.__wxEvents ?? {});
    },
    get form() {
      return formAround(node);
    },
    around: () =>
      hosts(node, mounted).map((host) => ({
        tag: domOf(host).tagName.toLowerCase(),
        id: host.id,
        className: withoutPrefix(host, exparser),
      })),
    dispatch(name, detail, bubbles) {
      // Not j-component's dispatchEvent: it lets every event bubble through component boundaries, which WeChat does not.
      const touches = { touches: [], changedTouches: [] };
      exparser.Event.dispatchEvent(
        node,
        exparser.Event.create(name, detail, { bubbles, composed: bubbles, capturePhase: bubbles, extraFields: touches }),
      );
    },
  };
}

/** The nearest `<form>` around `node` in its own template. */
function formAround({ parentNode }: ExparserNode): object | undefined {
  if (!parentNode) return undefined;
  return parentNode.is === 'form' ? parentNode : formAround(parentNode);
}

/** The components whose shadow trees `node` is in, up to and without `mounted`; innermost first. */
function hosts(node: ExparserNode, mounted: ExparserNode): ExparserNode[] {
  const host = node.ownerShadowRoot?.getHostNode();
  return host === undefined || host === mounted ? [] : [host, ...hosts(host, mounted)];
}

/** Classes as the WXML wrote them: this engine isolates styles by prefixing each with its component's tag. */
function withoutPrefix(node: ExparserNode, exparser: SimulateModules['exparser']): string {
  const host = node.ownerShadowRoot?.getHostNode();
  const prefix = host === undefined ? '' : `${exparser.Component.getComponentOptions(host).classPrefix}--`;
  return node.class
    .split(' ')
    .map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name))
    .join(' ');
}

function domOf(node: ExparserNode): DomElement {
  if (node.$$ === undefined) throw new Error(`${node.is} has no DOM element`);
  return node.$$;
}

/** Components (built-in ones included) at or below `node`, its shadow tree before its slot content. */
function descendants(node: ExparserNode, exparser: SimulateModules['exparser']): ExparserNode[] {
  const below: ExparserNode[] = [];
  if (node instanceof exparser.Component) {
    below.push(node);
    if (node.shadowRoot !== undefined) below.push(...descendants(node.shadowRoot, exparser));
  }
  for (const child of node.childNodes ?? []) below.push(...descendants(child, exparser));
  return below;
}
