/** The definition objects an app's component files hand to `Component`, each file evaluated once per app start. */
import path from 'node:path';
import { AppModules, type Compilers } from './app-modules';
import type { ComponentDefinition, DefineBehavior } from '../runtime/definition';
import { setDataRecorder } from './set-data-record';
import type { View } from './view';

export class ComponentDefinitions {
  readonly modules: AppModules;
  private readonly definitions = new Map<string, ComponentDefinition>();
  private readonly recorder: unknown;
  private evaluating: string[] = [];

  constructor(defineBehavior: DefineBehavior, view: View, compilers?: Compilers) {
    this.recorder = defineBehavior(setDataRecorder(view));
    const globals = {
      Behavior: defineBehavior,
      Component: (definition: ComponentDefinition) => void this.defined(definition),
      Page: () => this.refuse('Page'),
      App: () => this.refuse('App'),
    };
    this.modules = new AppModules(globals, compilers);
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
      if (definition === undefined) throw new Error(`${component}.js does not call Component()`);
    }
    return {
      ...definition,
      behaviors: [this.recorder, ...(definition.behaviors ?? [])],
      properties: { ...definition.properties },
      options: { ...definition.options },
      ...(definition.relations && { relations: copyEach(definition.relations) }),
    };
  }

  private defined(definition: ComponentDefinition): void {
    const component = this.evaluating.at(-1);
    if (component === undefined) throw new Error('Component() called outside of a component file');
    if (this.definitions.has(component)) throw new Error(`${component}.js calls Component() twice`);
    this.definitions.set(component, definition);
  }

  private refuse(name: string): never {
    throw new Error(`${path.basename(this.evaluating.at(-1) ?? '')} calls ${name}(): only components can be mounted`);
  }
}

const copyEach = (relations: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> =>
  Object.fromEntries(Object.entries(relations).map(([key, relation]) => [key, { ...relation }]));
