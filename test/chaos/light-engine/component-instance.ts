import type { LifetimeName, MergedDefinition, PageLifetimeName } from './definition';
import type { Control, WidgetListener } from '../apps/app-under-test';
import { NestedComponents } from './nested-components';
import type { Nest } from './nested-components';
import type { RenderedElement, Template } from './template';

type Data = Record<string, unknown>;

/** What a component file finds on `this`, besides its own methods and fields. */
interface PublicInstance {
  readonly data: Data;
  readonly properties: Data;
  setData(changes: Data, done?: () => void): void;
  triggerEvent(name: string, detail?: unknown, options?: unknown): void;
  getPageId(): string;
  selectComponent(selector: string): object | null;
}

export interface Surroundings {
  listener: WidgetListener;
  /** ms until the person sees what `setData` changed. */
  lag: number;
  /** What `dataset` of an event holds: what the component knows, or what the person saw. */
  dataset: 'logic' | 'view';
  pageId: string;
  /** Runs code of the app so many ms later. */
  later(run: () => void, ms: number): void;
  /** Makes a component within this one. */
  nest: Nest;
}

/**
 * One instance of a component on plain objects. `setData` is synchronous for the component's code, as on WeChat's logic layer; the person
 * sees the change `lag` ms later, as on a phone, where the view is another thread. Only then is setData's callback called.
 */
export class ComponentInstance {
  private readonly definition: MergedDefinition;
  private readonly template: Template;
  private readonly listener: WidgetListener;
  private readonly lag: number;
  private readonly dataset: Surroundings['dataset'];
  private readonly data: Data;
  /** `this` of the component's code. */
  readonly self: PublicInstance & Record<string, unknown>;
  /** What the person sees. */
  private rendered: readonly RenderedElement[];
  /** What stands in each input, and what the component last told it to show. */
  private readonly fields = new Map<number, { told: unknown; now: string }>();
  private readonly nested: NestedComponents;
  /** Before that, whatever is set is part of what is shown first. */
  private isShown = false;

  constructor(definition: MergedDefinition, template: Template, { listener, lag, dataset, pageId, later, nest }: Surroundings) {
    this.definition = definition;
    this.template = template;
    this.listener = listener;
    this.lag = lag;
    this.dataset = dataset;
    this.data = { ...(JSON.parse(JSON.stringify(definition.data)) as Data), ...definition.properties };
    const data = this.data;
    this.self = Object.assign(Object.create(definition.methods) as Record<string, unknown>, {
      data,
      properties: data,
      setData: (changes: Data, done?: () => void) => {
        listener.data(changes);
        this.change(changes);
        if (done === undefined) return;
        const drawn = (): void => this.guarded('a callback of setData', done);
        if (lag === 0) drawn();
        else later(drawn, lag);
      },
      triggerEvent: (name: string, detail: unknown = {}, options: unknown = {}) => listener.event(name, detail, options),
      getPageId: () => pageId,
      selectComponent: (selector: string) => this.nested.withClass(selector.slice(1)),
    });
    this.nested = new NestedComponents(nest, (element, event, detail) => this.call(element, event, detail));
    this.rendered = template.render(data);
    this.fill(this.rendered);
  }

  /** The page, or the component around this one, sets properties; those that it does not have are nobody's. */
  set(properties: Data): void {
    const own = Object.entries(properties).filter(([name]) => Object.hasOwn(this.definition.properties, name));
    this.change(Object.fromEntries(own));
  }

  /** Data or properties change: observers run, then the view follows. */
  change(changes: Data): void {
    const path = Object.keys(changes).find((name) => /[.[]/.test(name));
    if (path !== undefined) throw new Error(`the light engine sets whole fields only, not '${path}'`);
    Object.assign(this.data, changes);
    for (const { fields, run } of this.definition.observers) {
      if (!fields.some((field) => Object.hasOwn(changes, field))) continue;
      this.guarded(`observer of ${fields.join()}`, () =>
        run.apply(
          this.self,
          fields.map((field) => this.data[field]),
        ),
      );
    }
    this.render();
  }

  run(hook: LifetimeName | PageLifetimeName): void {
    for (const run of this.definition.hooks[hook]) this.guarded(hook, () => run.call(this.self));
    this.isShown ||= hook === 'ready';
    if (hook === 'attached') this.nested.attach();
    else if (hook === 'detached') this.nested.detach();
    else if (hook === 'show' || hook === 'hide') this.nested.tell(hook);
  }

  controls(): readonly Control[] {
    return this.rendered.filter((element) => isControl(element) && !element.hidden).map((element) => this.controlOf(element));
  }

  /** Whether it has something lie over the page, drawn or not. */
  get covers(): boolean {
    return this.template.render(this.data).some(({ covers, hidden }) => covers && !hidden);
  }

  has(key: number): boolean {
    return this.template.render(this.data).some((element) => element.key === key);
  }

  /** Calls the handler that a rendered element names, with its `data-…` as they were rendered or as they will be. */
  dispatch(name: string, detail: object, key?: number): void {
    const element = this.rendered.find((one) => (key === undefined ? isControl(one) : one.key === key));
    if (element !== undefined) this.call(element, name, detail);
  }

  /** Somebody wrote, or WeChat took out what stood there. */
  write(key: number, text: string): void {
    const field = this.fields.get(key);
    if (field !== undefined) field.now = text;
  }

  /** The form around an element, with what stands in its fields. */
  formOf(key: number): { key: number; value: Record<string, string> } | undefined {
    const form = this.rendered.find((element) => element.key === key)?.form;
    if (form === undefined) return undefined;
    const inputs = this.rendered.filter((element) => element.form === form && element.tag === 'input');
    return { key: form, value: Object.fromEntries(inputs.map((input) => [String(input.attributes['name']), this.textIn(input.key)])) };
  }

  private textIn(key: number): string {
    return this.fields.get(key)?.now ?? '';
  }

  private controlOf({ key, tag, attributes, covers }: RenderedElement): Control {
    const { id, 'open-type': openType, 'form-type': formType, disabled, lang, 'phone-number-no-quota-toast': toast = true } = attributes;
    return {
      key,
      tag,
      covers,
      name: String(handlerOf(attributes, tag === 'input' ? 'input' : 'tap') ?? ''),
      id: String(id ?? ''),
      openType: String(openType ?? ''),
      submits: formType === 'submit',
      disabled: Boolean(disabled),
      lang: String(lang ?? 'en'),
      phoneNumberNoQuotaToast: Boolean(toast),
      bindings: Object.keys(attributes).flatMap((name) => (/^(bind|catch)/.test(name) ? [name.replace(/^(bind|catch):?/, '')] : [])),
      ...(tag === 'input' && {
        field: { type: String(attributes['type'] ?? 'text'), value: this.textIn(key), maxlength: Number(attributes['maxlength'] ?? 140) },
      }),
    };
  }

  private call({ key, attributes }: RenderedElement, name: string, detail: unknown): void {
    const bound = handlerOf(attributes, name);
    if (bound === undefined) return;
    const method = this.definition.methods[String(bound)];
    if (method === undefined) throw new Error(`the WXML binds ${name} to '${String(bound)}', which is no method`);
    const shown = (): readonly RenderedElement[] => (this.dataset === 'view' ? [] : this.template.render(this.data));
    const now = shown().find((element) => element.key === key)?.attributes ?? attributes;
    const target = { id: String(attributes['id'] ?? ''), dataset: datasetOf(now) };
    const event = { type: name, timeStamp: Date.now(), detail, target, currentTarget: target, mark: {}, touches: [], changedTouches: [] };
    this.guarded(String(bound), () => method.call(this.self, event));
  }

  private guarded(where: string, run: () => unknown): void {
    try {
      run();
    } catch (error) {
      this.listener.thrown(where, error);
    }
  }

  private render(): void {
    const elements = this.template.render(this.data);
    this.nested.follow(elements.filter(({ tag }) => !nativeTags.includes(tag)));
    const draw = (): void => {
      this.rendered = elements;
      this.fill(elements);
    };
    if (this.lag === 0 || !this.isShown) draw();
    else setTimeout(draw, this.lag);
  }

  /** An input shows what it is told when that is another text than it was told before, whatever stands in it. */
  private fill(elements: readonly RenderedElement[]): void {
    for (const { key, tag, attributes } of elements) {
      const told = attributes['value'];
      if (tag === 'input' && this.fields.get(key)?.told !== told) this.fields.set(key, { told, now: String(told ?? '') });
    }
  }
}

const nativeTags: readonly string[] = ['button', 'input', 'form', 'view'];

const isControl = ({ tag }: RenderedElement): boolean => nativeTags.includes(tag) && tag !== 'form';

const handlerOf = (attributes: RenderedElement['attributes'], event: string): unknown =>
  ['bind', 'bind:', 'catch', 'catch:'].map((prefix) => attributes[prefix + event]).find((handler) => Boolean(handler));

/** `data-is-sheet` becomes `dataset.isSheet`. */
function datasetOf(attributes: Data): Data {
  const entries = Object.entries(attributes).filter(([name]) => name.startsWith('data-'));
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(5).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}
