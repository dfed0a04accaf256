/** What a component file hands to `Component`, with its behaviors merged in: exactly the parts that the built components use. */

type Hook = (this: object) => void;
export type Method = (this: object, ...args: unknown[]) => unknown;

export interface Definition {
  behaviors?: readonly unknown[];
  externalClasses?: readonly string[];
  options?: object;
  properties?: Readonly<Record<string, unknown>>;
  data?: Readonly<Record<string, unknown>>;
  observers?: Readonly<Record<string, Method>>;
  lifetimes?: Readonly<Record<string, Hook>>;
  pageLifetimes?: Readonly<Record<string, Hook>>;
  methods?: Readonly<Record<string, Method>>;
}

/** A component ready to be made instances of. */
export interface MergedDefinition {
  /** Property names with their defaults. */
  properties: Record<string, unknown>;
  data: Record<string, unknown>;
  /** Behaviors' first, then the component's own; likewise the hooks. */
  observers: { fields: readonly string[]; run: Method }[];
  hooks: Record<LifetimeName | PageLifetimeName, Hook[]>;
  methods: Record<string, Method>;
}

export type LifetimeName = 'created' | 'attached' | 'ready' | 'detached';
export type PageLifetimeName = 'show' | 'hide';

const parts = ['behaviors', 'externalClasses', 'options', 'properties', 'data', 'observers', 'lifetimes', 'pageLifetimes', 'methods'];
const lifetimes: readonly string[] = ['created', 'attached', 'ready', 'detached'];
const pageLifetimes: readonly string[] = ['show', 'hide'];

/** What `Behavior()` returns: opaque to the component files, a definition to us. */
export class BehaviorDefinition {
  constructor(readonly definition: Definition) {}
}

/** Merges as WeChat does: behaviors in order, each once, the component last; a later `methods`, `data` or property entry wins. */
export function mergeDefinition(definition: Definition): MergedDefinition {
  const merged: MergedDefinition = {
    properties: {},
    data: {},
    observers: [],
    methods: {},
    hooks: { created: [], attached: [], ready: [], detached: [], show: [], hide: [] },
  };
  add(merged, definition, new Set());
  return merged;
}

function add(merged: MergedDefinition, definition: Definition, seen: Set<BehaviorDefinition>): void {
  only(parts, definition);
  for (const behavior of definition.behaviors ?? []) {
    if (!(behavior instanceof BehaviorDefinition)) throw new Error(`the light engine has no behavior ${String(behavior)}`);
    if (seen.has(behavior)) continue;
    seen.add(behavior);
    add(merged, behavior.definition, seen);
  }
  for (const [name, property] of Object.entries(definition.properties ?? {})) merged.properties[name] = defaultOf(name, property);
  for (const [fields, run] of Object.entries(definition.observers ?? {})) {
    if (/[*.[]/.test(fields)) throw new Error(`the light engine observes whole fields only, not '${fields}'`);
    merged.observers.push({ fields: fields.split(',').map((field) => field.trim()), run });
  }
  only(lifetimes, definition.lifetimes ?? {});
  only(pageLifetimes, definition.pageLifetimes ?? {});
  for (const [name, hook] of Object.entries({ ...definition.lifetimes, ...definition.pageLifetimes })) {
    merged.hooks[name as LifetimeName | PageLifetimeName].push(hook);
  }
  Object.assign(merged.data, definition.data);
  Object.assign(merged.methods, definition.methods);
}

/** `String`, `Boolean` … or `{ type, value }`; null is "any type". */
function defaultOf(name: string, property: unknown): unknown {
  const { type, value } =
    typeof property === 'object' && property !== null ? only(['type', 'value'], property) : { type: property, value: undefined };
  if (value !== undefined) return value;
  if (type === String) return '';
  if (type === Boolean) return false;
  if (type === Number) return 0;
  if (type === null) return null;
  throw new Error(`the light engine has no property type ${String(type)} (property '${name}')`);
}

/** A part of WeChat that the light engine does not have is an error, never ignored. */
function only<T extends object>(known: readonly string[], given: T): T & Record<string, unknown> {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`the light engine has no '${unknown}': teach it, or use another engine`);
  return given as T & Record<string, unknown>;
}
