/** Registers the build's pages and components with glass-easel. */
import * as glassEasel from 'glass-easel';
import { MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter';
import { withBuiltInBehaviors } from 'authing-miniapp-emulator/runtime';
import type { ComponentDefinition } from 'authing-miniapp-emulator/runtime';
import type { Build, ComponentEntry } from '../../build';
import { callHandlerWith, type HandlerCalled } from './call-handler';
import { overallBehavior } from './overall-behavior';

/** What a script may call to register; each takes the definition as the developer wrote it. */
export interface Registrars {
  Page(definition: Record<string, unknown>): void;
  Component(definition: ComponentDefinition): void;
  Behavior(definition: ComponentDefinition): unknown;
}

// The adapter's calls are typed for literal definitions; here they come from the mini program.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

type Templates = Record<string, unknown>;

/** Defines the built-in components in the space that all share, and returns them by tag. */
export type DefineTags = (space: glassEasel.ComponentSpace) => Map<string, glassEasel.GeneralComponentDefinition>;

export interface AppCodeOptions {
  build: Build;
  defineTags: DefineTags;
  /** Runs a script of the build, which then calls the registrars. */
  evaluate: (script: string) => void;
  /** Hears of every event handler that a template calls. */
  called: HandlerCalled;
  /** Hears of what a component uses and the playground lacks. */
  unsupported: (what: string) => void;
}

/** One start of the app: pages and components are registered at most once. */
export class AppCode {
  readonly env: MiniProgramEnv;
  readonly space: CodeSpace;
  readonly registrars: Registrars;
  private readonly build: Build;
  private readonly templates: Templates;
  private readonly evaluate: (script: string) => void;
  private readonly registered = new Set<string>();
  private readonly current: string[] = [];
  private readonly builtIn: ReadonlyMap<string, unknown>;
  /** CSS by the path it was registered under. */
  private readonly styles = new Map<string, string>();

  constructor({ build, defineTags, evaluate, called, unsupported }: AppCodeOptions) {
    // As WeChat has it: a property may be called like a field of the node (Vant has one named `dataset`).
    glassEasel.globalOptions.writeFieldsToNode = false;
    glassEasel.globalOptions.writeIdToDOM = true;
    // Read when the environment is made.
    this.env = new MiniProgramEnv();
    this.build = build;
    this.evaluate = evaluate;
    this.templates = evaluateTemplates(build.templates, called, unsupported);
    // The engine wants global components defined before any code space exists.
    const tags = defineTags(this.env.getGlobalCodeSpace().getComponentSpace());
    this.space = this.env.createCodeSpace('', true);
    // As on a device, where frameworks give a page its handlers while it runs.
    this.space.getComponentSpace().updateComponentOptions({ useMethodCallerListeners: true });
    for (const [tag, definition] of tags) this.space.getComponentSpace().setGlobalUsingComponent(tag, definition);
    this.space.setOverallBehavior(overallBehavior(this.space.getComponentSpace(), unsupported) as Any);
    this.styles.set('app', build.appStyle);
    this.space.addStyleSheet('app', 'app');

    const define = (definition: ComponentDefinition): unknown =>
      this.space.componentEnv('', ({ Behavior }) => Behavior({ ...definition, behaviors: builtIn(definition.behaviors ?? []) } as Any));
    const builtIn = withBuiltInBehaviors(define);
    this.builtIn = builtIn.made;
    const withBehaviors = <T extends { behaviors?: unknown[] }>(definition: T): T => ({
      ...definition,
      behaviors: builtIn(definition.behaviors ?? []),
    });
    this.registrars = {
      Behavior: define,
      Component: (definition) =>
        this.define(definition.options, ({ Component }, path) => {
          Component(withBehaviors(definition) as Any);
          this.registered.add(path);
        }),
      Page: (definition) =>
        this.define(definition['options'] as ComponentDefinition['options'], ({ Page }, path) => {
          Page(withBehaviors(definition as { behaviors?: unknown[] }) as Any);
          this.registered.add(path);
        }),
    };
  }

  /** Registers a page or component with everything it uses. Throws what its script throws. */
  register(path: string): void {
    if (this.registered.has(path) || this.current.includes(path)) return;
    const entry = this.build.entries[path];
    if (entry === undefined) throw new Error(`no page or component at ${path}`);
    this.current.push(path);
    try {
      for (const used of usedBy(entry)) this.register(used);
      if (entry.script !== undefined) this.evaluate(entry.script);
      if (this.registered.has(path)) return;
      if (entry.script !== undefined) throw new Error(`${entry.script} calls neither Page() nor Component()`);
      this.registrars.Component({});
    } finally {
      this.current.pop();
    }
  }

  /** Whether a component of the mini program uses a built-in behavior such as `wx://form-field`. */
  uses(component: glassEasel.GeneralComponent, behavior: string): boolean {
    const made = this.builtIn.get(behavior) as { _$: glassEasel.GeneralBehavior } | undefined;
    return made !== undefined && component.hasBehavior(made._$);
  }

  styleOf(path: string): string {
    return this.styles.get(path) ?? '';
  }

  private define(options: ComponentDefinition['options'], register: (env: Any, path: string) => void): void {
    const path = this.current.at(-1);
    if (path === undefined) throw new Error('Page() or Component() was called while no page or component was being loaded');
    if (this.registered.has(path)) throw new Error(`${path} calls Page() or Component() twice`);
    const entry = this.build.entries[path] as ComponentEntry;
    this.configure(path, entry, options ?? {});
    this.space.componentEnv(path, (env) => register(env, path));
  }

  private configure(path: string, entry: ComponentEntry, options: Record<string, unknown>): void {
    // WeChat takes these from the JSON or from the definition, the adapter only from the JSON.
    const styleIsolation = entry.styleIsolation ?? (options['styleIsolation'] as string | undefined);
    const addGlobalClass = entry.addGlobalClass ?? (options['addGlobalClass'] as boolean | undefined);
    this.space.addComponentStaticConfig(path, {
      component: !entry.isPage,
      usingComponents: Object.fromEntries(Object.entries(entry.usingComponents).map(([tag, target]) => [tag, `/${target}`])),
      ...(entry.componentGenerics && { componentGenerics: entry.componentGenerics }),
      ...(entry.componentPlaceholder && { componentPlaceholder: entry.componentPlaceholder }),
      ...(entry.pureDataPattern !== undefined && { pureDataPattern: entry.pureDataPattern }),
      ...(styleIsolation !== undefined && { styleIsolation }),
      ...(addGlobalClass !== undefined && { addGlobalClass }),
    } as Any);
    const content = this.templates[path];
    if (content !== undefined) this.space.addCompiledTemplate(path, { groupList: this.templates, content } as Any);
    const shared = styleIsolation === undefined ? entry.isPage : /^(page-)?shared$/.test(styleIsolation);
    this.styles.set(path, shared ? entry.style.shared : entry.style.isolated);
    this.space.addStyleSheet(path, path, entry.style.scope);
  }
}

const usedBy = (entry: ComponentEntry): string[] => {
  const defaults = Object.values(entry.componentGenerics ?? {}).map((generic) =>
    generic === true ? undefined : generic.default?.slice(1),
  );
  return [...Object.values(entry.usingComponents), ...defaults.filter((path) => path !== undefined)];
};

function evaluateTemplates(code: string, called: HandlerCalled, unsupported: (what: string) => void): Templates {
  const playground = { callHandler: callHandlerWith(called, unsupported) };
  // The template compiler's output is an expression to evaluate; that is how its templates are loaded.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const templates = (new Function('playground', `return ${code}`) as (runtime: typeof playground) => Record<string, Template>)(playground);
  return Object.fromEntries(Object.entries(templates).map(([path, template]) => [path, hooked(template, playground.callHandler)]));
}

/** Yields the generators of a template's parts by name. */
type Template = (part: string) => Generator | undefined;
type Generator = (wrapper: { setEventListenerWrapper(wrapper: unknown): void }, ...rest: unknown[]) => unknown;

/** The compiler installs the hook only where a template uses WXS; handlers of every template go through it here. */
const hooked =
  (template: Template, callHandler: unknown): Template =>
  (part) => {
    const generate = template(part);
    return (
      generate &&
      ((wrapper, ...rest) => {
        wrapper.setEventListenerWrapper(callHandler);
        return generate(wrapper, ...rest);
      })
    );
  };
