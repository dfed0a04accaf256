/** Component and behavior definitions, as the engines handle them. */

/** What a component file passes to `Component`; the engines read the fields they know. */
export interface ComponentDefinition {
  behaviors?: unknown[];
  properties?: Record<string, unknown>;
  relations?: Record<string, Record<string, unknown>>;
  options?: Record<string, unknown>;
  [field: string]: unknown;
}

export type DefineBehavior = (definition: ComponentDefinition) => unknown;
