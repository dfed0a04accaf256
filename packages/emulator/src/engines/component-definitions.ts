/** The definition objects an app's files hand to `Component`, `Page` and `App`, each file evaluated once per app start. */
import path from 'node:path';
import type { ComponentDefinition, DefineBehavior } from '../runtime/definition';
import { AppModules, miniProgramRoot, type Compilers } from './app-modules';
import { readAppConfig } from './component-files';
import { asPage, componentOfPage, type PageOpening } from './page-definition';
import { setDataRecorder } from './set-data-record';
import type { ViewClock } from './driver';

export class ComponentDefinitions {
  readonly modules: AppModules;
  /** How the page that is opened next, or was last, is opened. */
  opening: PageOpening = { route: '', query: {} };
  private readonly definitions = new Map<string, ComponentDefinition>();
  private readonly recorder: unknown;
  private evaluating: string[] = [];
  private app: object | undefined;

  constructor(defineBehavior: DefineBehavior, view: ViewClock, compilers?: Compilers) {
    this.recorder = defineBehavior(setDataRecorder(view));
    const globals = {
      Behavior: defineBehavior,
      Component: (definition: ComponentDefinition) => this.defined(definition, 'Component'),
      Page: (definition: ComponentDefinition) => this.definedPage(definition),
      App: (app: object) => {
        this.app = app;
      },
    };
    this.modules = new AppModules(globals, compilers);
  }

  /** Evaluates app.js; what it handed to `App`, undefined when it called none. */
  launch(file: string): object | undefined {
    this.modules.require(file);
    return this.app;
  }

  /** A copy of `component`'s definition that records its `setData` calls; the engines may alter it. */
  of(component: string): ComponentDefinition {
    let definition = this.definitions.get(component);
    if (definition === undefined) {
      this.evaluating.push(component);
      try {
        this.modules.require(component);
      } finally {
        this.evaluating.pop();
      }
      definition = this.definitions.get(component);
      if (definition === undefined) throw new Error(`${component}.js calls neither Component() nor Page()`);
    }
    return {
      ...definition,
      behaviors: [this.recorder, ...(definition.behaviors ?? [])],
      properties: { ...definition.properties },
      options: { ...definition.options },
      ...(definition.relations && { relations: copyEach(definition.relations) }),
    };
  }

  private definedPage(page: ComponentDefinition): void {
    const definition = asPage(componentOfPage(page), () => this.opening);
    this.defined(definition, 'Page');
  }

  private defined(definition: ComponentDefinition, by: 'Component' | 'Page'): void {
    const component = this.evaluating.at(-1);
    if (component === undefined) throw new Error(`${by}() called outside of a component's or page's own file`);
    if (this.definitions.has(component)) throw new Error(`${component}.js calls Component() or Page() twice`);
    const listed = by === 'Component' && isListedPage(component);
    this.definitions.set(component, listed ? asPage(definition, () => this.opening) : definition);
  }
}

/** Whether app.json lists it among the pages: `Component` may define a page too. */
function isListedPage(component: string): boolean {
  const root = miniProgramRoot(path.dirname(component));
  return root !== undefined && (readAppConfig(root).pages ?? []).includes(path.relative(root, component).split(path.sep).join('/'));
}

const copyEach = (relations: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> =>
  Object.fromEntries(Object.entries(relations).map(([key, relation]) => [key, { ...relation }]));
