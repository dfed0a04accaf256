import type { Mounted, NativeElement } from 'authing-miniapp-emulator/engines';
import { absent } from './app-under-test';
import type { Control, NestedPlace, Widget } from './app-under-test';

/** What a panel may have within it, one of each, in the order of its template. */
const within = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input'];

/** A component within a panel: it can be touched; what it says and sets is between it and the panel. */
interface Nested {
  readonly place: NestedPlace;
  readonly tag: string;
  readonly node: object;
}

/** A component that a real engine has mounted, as a widget of the schedule. */
export class EngineWidget implements Widget {
  readonly instance: object;
  readonly covers = false;
  private readonly mounted: Mounted;
  private readonly nest: (component: string) => NestedPlace;
  private readonly texts = new Texts();
  /** Their places are the keys of controls. */
  private readonly nodes: object[] = [];
  private nested: readonly Nested[] = [];

  constructor(mounted: Mounted, nest: (component: string) => NestedPlace) {
    this.mounted = mounted;
    this.nest = nest;
    this.instance = mounted.instance as object;
    this.look();
  }

  /** Its data is about to change: what inputs show before they are told otherwise, and what stands in it afterwards. */
  changes(): void {
    for (const input of this.mounted.natives('input')) this.texts.in(input);
    queueMicrotask(() => this.look());
  }

  controls(): Control[] {
    const others = this.nested.flatMap(({ tag }) => this.partsOf(tag)).map(({ node }) => node);
    return this.touchable.filter(({ node }) => !others.includes(node)).map((element) => this.controlOf(element));
  }

  has(): boolean {
    return true;
  }

  dispatch(name: string, detail: object, key?: number): void {
    this.find(key ?? this.controls()[0]?.key)?.dispatch(name, detail);
  }

  write(key: number, text: string): void {
    const input = this.find(key);
    if (input !== undefined) this.texts.write(input, text);
  }

  formOf(key: number): ReturnType<Widget['formOf']> {
    const form = this.mounted.natives('form').find(({ node }) => node === this.find(key)?.form);
    if (form === undefined) return undefined;
    const inputs = this.mounted.natives('input').filter((input) => input.form === form.node);
    return { key: this.keyOf(form), value: Object.fromEntries(inputs.map((one) => [String(one.attributes['name']), this.texts.in(one)])) };
  }

  set(properties: Readonly<Record<string, unknown>>): void {
    const own = Object.entries(properties).filter(([name]) => name in this.mounted.data);
    this.mounted.setProperties(Object.fromEntries(own));
  }

  show(): void {
    this.mounted.show();
  }

  hide(): void {
    this.mounted.hide();
  }

  detach(): void {
    this.mounted.detach();
    this.leave(this.nested);
    this.nested = [];
  }

  attachAgain(): void {
    throw new Error('the engines mount a component once');
  }

  /** Inputs first, as in the templates. */
  private get touchable(): NativeElement[] {
    return [...this.mounted.natives('input'), ...this.mounted.natives('button')];
  }

  private find(key: number | undefined): NativeElement | undefined {
    return [...this.touchable, ...this.mounted.natives('form')].find((element) => this.keyOf(element) === key);
  }

  private keyOf({ node }: NativeElement): number {
    return this.nodes.includes(node) ? this.nodes.indexOf(node) : this.nodes.push(node) - 1;
  }

  /** Which components stand within it now. */
  private look(): void {
    const found = within.map((tag) => ({ tag, node: this.partsOf(tag).at(-1)?.node }));
    const gone = this.nested.filter((one) => !found.some(({ node }) => node === one.node));
    this.leave(gone);
    const left = this.nested.filter((one) => !gone.includes(one));
    const come = found.flatMap(({ tag, node }): Nested[] =>
      node === undefined || left.some((one) => one.node === node) ? [] : [{ tag, node, place: this.nest(tag) }],
    );
    this.nested = [...left, ...come];
    for (const { place, tag } of come) place.came(this.widgetOf(tag));
  }

  private leave(gone: readonly Nested[]): void {
    for (const { place } of gone) place.gone();
  }

  /** The native elements of a component within it. */
  private partsOf(tag: string): NativeElement[] {
    if (!this.mounted.html().includes(`<${tag}`)) return [];
    const button = this.mounted.find(tag);
    const name = this.mounted.natives('input').filter(({ attributes }) => attributes['type'] === 'nickname');
    return tag === 'nickname-input' ? [...name, button] : [button];
  }

  private widgetOf(tag: string): Widget {
    return {
      ...absent,
      controls: () => this.partsOf(tag).map((element) => this.controlOf(element)),
      has: () => true,
      dispatch: (name, detail, key) => (key === undefined ? this.partsOf(tag)[0] : this.find(key))?.dispatch(name, detail),
      write: (key, text) => this.write(key, text),
      formOf: (key) => this.formOf(key),
    };
  }

  private controlOf(element: NativeElement): Control {
    const { tag, openType, disabled, attributes, bindings } = element;
    return {
      key: this.keyOf(element),
      tag,
      name: 'handleTap',
      covers: false,
      id: String(attributes['id'] ?? ''),
      openType,
      submits: attributes['form-type'] === 'submit',
      disabled,
      lang: String(attributes['lang']),
      phoneNumberNoQuotaToast: attributes['phone-number-no-quota-toast'] !== false,
      ...(tag === 'input' && {
        bindings,
        field: { type: String(attributes['type']), value: this.texts.in(element), maxlength: Number(attributes['maxlength']) },
      }),
    };
  }
}

/** What stands in inputs: what was written last, or what the component has told them to show since. */
class Texts {
  private readonly known = new Map<object, { told: unknown; now: string }>();

  in({ node, attributes }: NativeElement): string {
    const { value: told } = attributes;
    const before = this.known.get(node);
    const text = before !== undefined && before.told === told ? before : { told, now: String(told ?? '') };
    this.known.set(node, text);
    return text.now;
  }

  write(input: NativeElement, text: string): void {
    this.in(input);
    this.known.set(input.node, { told: input.attributes['value'], now: text });
  }
}
