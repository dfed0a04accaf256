import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './markdown';

interface Definition {
  behaviors?: Definition[];
  properties?: Record<string, unknown>;
  externalClasses?: string[];
}

/** A property as the engine sees it: its constructor (null: any) and its default. */
export interface Property {
  type: unknown;
  value: unknown;
}

const built = (component: string): string => join(root, 'miniprogram_dist/components', component, 'index');

/** What the built component hands to `Component()`, behaviors included. */
export function definitionOf(component: string): { properties: Record<string, Property>; externalClasses: string[] } {
  let definition: Definition | undefined;
  const world = globalThis as unknown as { Behavior: unknown; Component: unknown };
  world.Behavior = (behavior: Definition) => behavior;
  world.Component = (component: Definition) => void (definition = component);
  // What a test loaded before must not keep Component() from being called.
  jest.isolateModules(() => {
    jest.requireActual(built(component));
  });
  if (!definition) throw new Error(`${component} does not call Component()`);
  return { properties: propertiesOf(definition), externalClasses: definition.externalClasses ?? [] };
}

function propertiesOf({ behaviors = [], properties = {} }: Definition): Record<string, Property> {
  const own = Object.entries(properties).map(([name, declared]) => [name, propertyOf(declared)] as const);
  return Object.assign({}, ...behaviors.map(propertiesOf), Object.fromEntries(own)) as Record<string, Property>;
}

function propertyOf(declared: unknown): Property {
  if (typeof declared === 'object' && declared !== null) return declared as Property;
  return { type: declared, value: declared === Boolean ? false : declared === String ? '' : undefined };
}

/** How an event's name stands in the code: handed to `emit`, or in an outcome, `['login', { … }]`. */
const named = [/\bemit\)?\([\w.]+,\s*['"](\w+)['"]/g, /\[['"](\w+)['"],\s*(?:\{|[\w.]+\()/g];

/** The names of the events that the component, or a module it reaches, triggers: in the source. */
export function eventsOf(component: string): string[] {
  const events = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, name] of named.flatMap((pattern) => [...code.matchAll(pattern)])) events.add(name!);
    for (const [, target] of code.matchAll(/^import \{.*\} from '(\.[^']+)';$/gm)) visit(`${join(dirname(file), target!)}.ts`);
  };
  visit(join(root, 'components', component, 'index.ts'));
  return [...events];
}

/**
 * The CSS variables of a component's styles, imports included, with the value each falls back to; where the theme decides, with both, the
 * light one first.
 */
export function variablesOf(component: string): Record<string, string> {
  const variables: Record<string, string> = {};
  /** By the name that the component gives them. */
  const themed = new Map<string, string>();
  const visit = (file: string): void => {
    const style = readFileSync(file, 'utf8');
    for (const [, target] of style.matchAll(/@import\s+["']([^"']+)["']/g)) visit(join(dirname(file), target!));
    const values = new Map<string, string>();
    for (const [, name, value] of style.matchAll(/(--[\w-]+): ([^;]+);/g)) values.set(name!, `${values.get(name!) ?? ''} ${value}`.trim());
    values.forEach((value, name) => themed.set(name, value));
    for (const [, name, fallback] of style.matchAll(/var\((--[\w-]+)\s*,\s*((?:var\(--[\w-]+\)|[^()])+)\)/g)) {
      const value = fallback!.replace(/var\((.*)\)/, (_, inner: string) => themed.get(inner) ?? '');
      const known = variables[name!] ?? value;
      if (!known.startsWith(value) && !value.startsWith(known)) throw new Error(`${name} falls back to different values`);
      variables[name!] = known.length < value.length ? known : value;
    }
    const uses = (style.match(/var\(--(?!authing-[a-z]+\))/g) ?? []).length;
    const read = (style.match(/var\(--[\w-]+\s*,\s*(?:var\(--[\w-]+\)|[^()])+\)/g) ?? []).length;
    if (uses !== read) throw new Error(`${file} has a var() without a plain fallback`);
  };
  const file = join(root, 'components', component, 'index.wxss');
  if (!existsSync(file)) throw new Error(`${file} does not exist`);
  visit(file);
  return variables;
}
