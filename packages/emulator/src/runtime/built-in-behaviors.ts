/** The `wx://…` behaviors, which a definition names by string. */
import type { ComponentDefinition, DefineBehavior } from './definition';

const definitions: Readonly<Record<string, ComponentDefinition>> = {
  'wx://form-field': { properties: { name: String, value: null } },
  'wx://form-field-group': {},
  // Submitting and resetting are the enclosing form's work, which no engine models; the component only has to be accepted.
  'wx://form-field-button': {},
  // glass-easel reads `export` from every definition.
  'wx://component-export': {},
};

/** Puts behaviors in the place of their names. */
export interface BuiltInBehaviors {
  /** Throws for a name that WeChat does not have. */
  (behaviors: readonly unknown[]): unknown[];
  /** Those that a definition has named so far. */
  readonly made: ReadonlyMap<string, unknown>;
}

/** `define` makes a behavior of the engine. */
export function withBuiltInBehaviors(define: DefineBehavior): BuiltInBehaviors {
  const made = new Map<string, unknown>();
  const byName = (name: string): unknown => {
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`unknown built-in behavior '${name}'`);
    if (!made.has(name)) made.set(name, define({ ...definition }));
    return made.get(name);
  };
  const replaced = (behaviors: readonly unknown[]): unknown[] =>
    behaviors.map((behavior) => (typeof behavior === 'string' ? byName(behavior) : behavior));
  return Object.assign(replaced, { made });
}
