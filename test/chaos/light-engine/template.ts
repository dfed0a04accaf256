/** The WXML of a component, as far as anybody can touch it: its native elements, and the components within it. */

/** An element that is in the tree now. */
export interface RenderedElement {
  /** Its place in the template: always the same element. */
  readonly key: number;
  readonly tag: string;
  /** By its WXML name (`open-type`, `bindtap`, `data-x`), evaluated. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Whether it lies above the page, as what is in a `root-portal` does: nothing else can be touched then. */
  readonly covers: boolean;
  /** It is in the tree, and cannot be seen. */
  readonly hidden: boolean;
  /** The `form` around it. */
  readonly form: number | undefined;
}

/** A template, ready to be evaluated over a component's data. */
export interface Template {
  /** What can be touched, and what is a component, in the order of the file. */
  render(data: Readonly<Record<string, unknown>>): readonly RenderedElement[];
}

type Evaluate = (data: object) => unknown;
type Around = Pick<RenderedElement, 'covers' | 'hidden' | 'form'>;

interface Element {
  readonly key: number;
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, evaluate: Evaluate])[];
  readonly condition: { readonly is: 'if' | 'elif' | 'else'; readonly holds: Evaluate } | undefined;
  readonly children: Element[];
}

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/** Of what is drawn and no more, and of what is drawn by another file. */
const untouchable = new Set(['import', 'template', 'image', 'text', 'slot']);

/** @param components tags that are components */
export function templateOf(wxml: string, components: readonly string[] = []): Template {
  const roots = parse(wxml);
  const isWanted = ({ tag, attributes }: Element): boolean =>
    ['button', 'input', 'form', ...components].includes(tag) || attributes.some(([name]) => /^(bind|catch):?tap$/.test(name));

  const renderInto = (found: RenderedElement[], elements: readonly Element[], data: object, around: Around): void => {
    let isTaken = false;
    for (const element of elements) {
      const { key, tag, attributes, condition, children } = element;
      if (untouchable.has(tag)) continue;
      if (condition !== undefined) {
        const isNext: boolean = condition.is === 'if' || !isTaken;
        const holds: boolean = isNext && Boolean(condition.holds(data));
        isTaken = condition.is === 'if' ? holds : isTaken || holds;
        if (!holds) continue;
      }
      if (isWanted(element)) {
        const values = Object.fromEntries(attributes.map(([name, evaluate]) => [name, evaluate(data)]));
        found.push({ key, tag, attributes: values, ...around });
      }
      const style = around.covers ? attributes.find(([name]) => name === 'style') : undefined;
      renderInto(found, children, data, {
        covers: around.covers || tag === 'root-portal',
        hidden: around.hidden || /visibility: *hidden/.test(String(style?.[1](data) ?? '')),
        form: tag === 'form' ? key : around.form,
      });
    }
  };
  return {
    render(data) {
      const found: RenderedElement[] = [];
      renderInto(found, roots, data, { covers: false, hidden: false, form: undefined });
      return found;
    },
  };
}

function parse(wxml: string): readonly Element[] {
  const roots: Element[] = [];
  const open: { tag: string; children: Element[] }[] = [{ tag: '', children: roots }];
  let key = 0;
  for (const [, closes, tag = '', source = ''] of wxml.matchAll(TOKEN)) {
    if (tag === '') continue;
    if (closes === '/') {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing`);
      continue;
    }
    const element = elementOf((key += 1), tag, source.replace(/\/$/, ''));
    open.at(-1)?.children.push(element);
    if (!source.endsWith('/')) open.push(element);
  }
  return roots;
}

function elementOf(key: number, tag: string, source: string): Element {
  const attributes: [string, Evaluate][] = [];
  let condition: Element['condition'];
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    const value = attributeValue(double ?? single ?? '');
    if (!name.startsWith('wx:')) attributes.push([name, value]);
    else if (name === 'wx:if' || name === 'wx:elif' || name === 'wx:else') {
      const is = name.slice('wx:'.length) as 'if' | 'elif' | 'else';
      condition = { is, holds: is === 'else' ? () => true : value };
    } else if (!untouchable.has(tag)) throw new Error(`the light engine has no '${name}'`);
  }
  return { key, tag, attributes, condition, children: [] };
}

/** Of the language, no names. */
const words = new Set(['true', 'false', 'null', 'undefined']);

/** A lone `{{ }}` keeps its value's type; text around it makes a text. */
function attributeValue(source: string): Evaluate {
  const pieces = source.split(/(\{\{[\s\S]*?\}\})/).filter((piece) => piece !== '');
  const values = pieces.map((piece): Evaluate => (piece.startsWith('{{') ? expression(piece.slice(2, -2)) : () => piece));
  const [only] = values;
  if (only === undefined) return () => '';
  return values.length === 1 ? only : (data) => values.map((value) => String(value(data) ?? '')).join('');
}

/** WXML expressions are JavaScript's, except that names and members which are not there are undefined instead of an error. */
function expression(source: string): Evaluate {
  // What spreads an object is for a template of another file.
  if (source.startsWith('...')) return () => undefined;
  const code = source
    .split(/('[^']*')/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/([\w\])])\.(?=[A-Za-z_$])/g, '$1?.')))
    .join('');
  const names = [...new Set(code.replace(/'[^']*'/g, "''").match(/(?<![\w$.])[A-Za-z_$][\w$]*/g))].filter((name) => !words.has(name));
  // The expression comes from the built WXML; evaluating it is the point.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const evaluate = new Function(...names, `return (${code});`) as (...values: unknown[]) => unknown;
  return (data) => evaluate(...names.map((name) => (data as Record<string, unknown>)[name]));
}
