import type { ButtonTemplate } from './button-template';
import type { LifetimeName, MergedDefinition, PageLifetimeName } from './definition';
import type { ButtonView, WidgetListener } from '../apps/app-under-test';

type Data = Record<string, unknown>;

/** What a component file finds on `this`, besides its own methods and fields. */
interface PublicInstance {
  readonly data: Data;
  readonly properties: Data;
  setData(changes: Data, done?: () => void): void;
  triggerEvent(name: string, detail?: unknown, options?: unknown): void;
  getPageId(): string;
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
}

/**
 * One instance of a component on plain objects. `setData` is synchronous for the component's code, as on WeChat's logic layer; the person
 * sees the change `lag` ms later, as on a phone, where the view is another thread. Only then is setData's callback called.
 */
export class ComponentInstance {
  private readonly definition: MergedDefinition;
  private readonly template: ButtonTemplate;
  private readonly listener: WidgetListener;
  private readonly lag: number;
  private readonly dataset: Surroundings['dataset'];
  private readonly data: Data;
  /** `this` of the component's code. */
  readonly self: PublicInstance & Record<string, unknown>;
  private rendered: Data;
  /** Before that, whatever is set is part of what is shown first. */
  private isShown = false;

  constructor(definition: MergedDefinition, template: ButtonTemplate, { listener, lag, dataset, pageId, later }: Surroundings) {
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
    });
    this.rendered = template.render(data);
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
  }

  view(): ButtonView {
    const { id, 'open-type': openType, disabled, lang, 'phone-number-no-quota-toast': toast = true } = this.rendered;
    return {
      id: String(id ?? ''),
      openType: String(openType ?? ''),
      disabled: Boolean(disabled),
      lang: String(lang ?? 'en'),
      phoneNumberNoQuotaToast: Boolean(toast),
    };
  }

  /** Calls the handler that the rendered button names, with the button's `data-…` as it was rendered or as it will be. */
  dispatch(name: string, detail: object): void {
    const bound = ['bind', 'bind:', 'catch', 'catch:'].map((prefix) => this.rendered[prefix + name]).find((handler) => Boolean(handler));
    if (bound === undefined) return;
    const method = this.definition.methods[String(bound)];
    if (method === undefined) throw new Error(`the WXML binds ${name} to '${String(bound)}', which is no method`);
    const attributes = this.dataset === 'view' ? this.rendered : this.template.render(this.data);
    const target = { id: String(this.rendered['id'] ?? ''), dataset: datasetOf(attributes) };
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
    const rendered = this.template.render(this.data);
    if (this.lag === 0 || !this.isShown) this.rendered = rendered;
    else
      setTimeout(() => {
        this.rendered = rendered;
      }, this.lag);
  }
}

/** `data-is-sheet` becomes `dataset.isSheet`. */
function datasetOf(attributes: Data): Data {
  const entries = Object.entries(attributes).filter(([name]) => name.startsWith('data-'));
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(5).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}
