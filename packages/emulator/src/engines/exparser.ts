/** The parts of miniprogram-simulate and of the classic engine under it (exparser) that are used here; neither ships types. */
import { createRequire } from 'node:module';
import type { ComponentDefinition } from '../runtime/definition';

export interface DomElement {
  innerHTML: string;
  textContent: string | null;
  readonly tagName: string;
  remove(): void;
}

export interface ExparserNode {
  readonly is: string;
  readonly id: string;
  readonly class: string;
  dataset: Readonly<Record<string, unknown>>;
  /** Its DOM element; absent on virtual nodes. */
  readonly $$?: DomElement;
  readonly shadowRoot?: ExparserNode;
  readonly ownerShadowRoot?: ExparserNode & { getHostNode(): ExparserNode };
  readonly childNodes: readonly ExparserNode[];
  readonly parentNode?: ExparserNode | null;
  /** Listeners by the name of the event. */
  readonly __wxEvents?: Readonly<Record<string, unknown>>;
  triggerLifeTime(name: string, args: unknown[]): void;
  triggerPageLifeTime(name: string, args: unknown[]): void;
}

export interface Exparser {
  Component: (new () => ExparserNode) & { getComponentOptions(node: ExparserNode): { classPrefix: string } };
  Element: {
    getMethodCaller(node: ExparserNode): { data: Record<string, unknown>; setData(data: Record<string, unknown>): void };
    pretendAttached(node: ExparserNode): void;
    pretendDetached(node: ExparserNode): void;
  };
  Event: {
    create(
      name: string,
      detail: unknown,
      options: { bubbles: boolean; composed: boolean; capturePhase: boolean; extraFields: object },
    ): object;
    dispatchEvent(target: ExparserNode, event: object): void;
  };
  addGlobalErrorListener(listener: (error: Error, context: { message: string }) => boolean): void;
}

export interface SimulateOptions {
  rootPath: string;
  compiler: 'official';
  /** Relative to `rootPath`. */
  compilerOptions: { wxmlList: string[]; wxsList: string[] };
}

export interface Simulate {
  load(component: string, tagName: string, options: SimulateOptions): string;
  load(definition: ComponentDefinition): string;
  render(id: string): { readonly _exparserNode: ExparserNode; readonly dom: DomElement };
}

/** miniprogram-simulate with its module-global hooks in reach. */
export interface SimulateModules {
  simulate: Simulate;
  exparser: Exparser;
  /** What a component file's `Component` and `Behavior` are on this engine. */
  Component: (definition: ComponentDefinition) => void;
  Behavior: (definition: ComponentDefinition) => unknown;
  /** Replaces how `load` evaluates a component's JavaScript. */
  runJsWith(run: (file: string) => void): void;
  /** Replaces how `load` reads a component's JSON. */
  readJsonWith(read: (file: string) => unknown): void;
}

/**
 * Loads miniprogram-simulate, which needs a DOM. It writes `Component`, `Behavior` and stubs into `wx` as globals; those are put
 * back, so that `wx` stays exactly what the test provides.
 */
export function loadSimulate(): SimulateModules {
  const globals = globalThis as unknown as Record<string, unknown>;
  const before = ['wx', 'Component', 'Behavior'].map((name) => [name, Object.getOwnPropertyDescriptor(globals, name)] as const);
  delete globals['wx'];
  const requireHere = createRequire(__filename);
  const simulate = requireHere('miniprogram-simulate') as Simulate;
  const requireThere = createRequire(requireHere.resolve('miniprogram-simulate'));
  const internals = requireThere('./src/utils') as LoadSteps;
  keepTemplatesApart(requireThere('miniprogram-compiler') as WxmlCompiler);
  const jComponent = requireThere.resolve('j-component');
  const modules: SimulateModules = {
    simulate,
    exparser: createRequire(jComponent)('miniprogram-exparser') as Exparser,
    Component: globals['Component'] as SimulateModules['Component'],
    Behavior: globals['Behavior'] as SimulateModules['Behavior'],
    runJsWith: (run) => {
      internals.runJs = run;
    },
    readJsonWith: (read) => {
      internals.readJson = read;
    },
  };
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) delete globals[name];
    else Object.defineProperty(globals, name, descriptor);
  }
  return modules;
}

/** The steps of `load` that are replaced here. */
interface LoadSteps {
  runJs(file: string): void;
  readJson(file: string): unknown;
}

interface WxmlCompiler {
  wxmlToJs(rootPath: string, options?: unknown): string;
}

/**
 * Each compilation numbers its templates from one and keeps their constants in one global under that number: the second root
 * to be compiled would render with the first one's. So every compilation gets a name of its own.
 */
function keepTemplatesApart(compiler: WxmlCompiler): void {
  const compile = compiler.wxmlToJs.bind(compiler);
  let compilations = 0;
  compiler.wxmlToJs = (rootPath, options) => {
    const name = `$gwx_of_${++compilations}`;
    return compile(rootPath, options)
      .replace(/(ops_(?:cached|set|init))\.\$gwx\b/g, `$1.$${name}`)
      .replace(/(ops_cached)\.\$gwx_/g, `$1.$${name}_`);
  };
}
