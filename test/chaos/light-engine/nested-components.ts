import type { LifetimeName, PageLifetimeName } from './definition';
import type { RenderedElement } from './template';

/** A component within another one, in the page's hands. */
export interface NestedComponent {
  readonly instance: {
    /** `this` of its code. */
    readonly self: object;
    run(hook: LifetimeName | PageLifetimeName): void;
    set(properties: Record<string, unknown>): void;
  };
  /** It is part of the page now, or no longer; `gone` is told afterwards. */
  came(): void;
  gone(): void;
}

/** @param hear is told each event */
export type Nest = (component: string, hear: (event: string, detail: unknown) => void) => NestedComponent;

interface Child extends NestedComponent {
  properties: Readonly<Record<string, unknown>>;
  attached: boolean;
}

/** The components within a component: they come and go at once, as its data says, and not when the view has drawn it. */
export class NestedComponents {
  private readonly children = new Map<number, Child>();
  private readonly nest: Nest;
  private readonly hear: (element: RenderedElement, event: string, detail: unknown) => void;
  private current: readonly RenderedElement[] = [];
  private attached = false;

  constructor(nest: Nest, hear: (element: RenderedElement, event: string, detail: unknown) => void) {
    this.nest = nest;
    this.hear = hear;
  }

  /** The parent's data has changed. */
  follow(elements: readonly RenderedElement[]): void {
    this.current = elements;
    if (!this.attached) return;
    const wanted = new Set(elements.map(({ key }) => key));
    for (const [key, child] of this.children) {
      if (wanted.has(key)) continue;
      this.children.delete(key);
      this.detachChild(child);
    }
    for (const element of elements) this.place(element);
  }

  attach(): void {
    this.attached = true;
    const wanted = new Set(this.current.map(({ key }) => key));
    for (const [key, child] of this.children) {
      if (wanted.has(key)) this.attachChild(child);
      else this.children.delete(key);
    }
    this.follow(this.current);
  }

  detach(): void {
    this.attached = false;
    for (const child of this.children.values()) this.detachChild(child);
  }

  /** The component with this class. */
  withClass(name: string): object | null {
    const found = this.current.find(
      ({ key, attributes }) => String(attributes['class']).split(' ').includes(name) && this.children.has(key),
    );
    return found === undefined ? null : this.children.get(found.key)!.instance.self;
  }

  tell(lifetime: 'show' | 'hide'): void {
    for (const { instance } of [...this.children.values()]) instance.run(lifetime);
  }

  private place(element: RenderedElement): void {
    const { key, tag } = element;
    const properties = propertiesOf(element);
    const known = this.children.get(key);
    if (known !== undefined) {
      const changed = Object.entries(properties).filter(([name, value]) => known.properties[name] !== value);
      known.properties = properties;
      if (changed.length > 0) known.instance.set(Object.fromEntries(changed));
      return;
    }
    const nested = this.nest(tag, (event, detail) => {
      const now = this.current.find((one) => one.key === key) ?? element;
      this.hear(now, event, detail);
    });
    const child = { ...nested, properties, attached: false };
    this.children.set(key, child);
    nested.instance.run('created');
    nested.instance.set(properties);
    this.attachChild(child);
    nested.instance.run('ready');
  }

  private attachChild(child: Child): void {
    if (child.attached) return;
    child.attached = true;
    child.came();
    child.instance.run('attached');
  }

  private detachChild(child: Child): void {
    if (!child.attached) return;
    child.attached = false;
    child.instance.run('detached');
    child.gone();
  }
}

/** `custom-class` and the like are for what is drawn. */
const DRAWN = /^(bind|catch|data-|aria-|class$|style$|id$|slot$|custom-class$)/;

function propertiesOf({ attributes }: RenderedElement): Record<string, unknown> {
  const own = Object.entries(attributes).filter(([name]) => !DRAWN.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]));
}
