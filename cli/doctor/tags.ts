/** Tags in WXML, in Vue's templates, in JSX and in render functions. */
import { plain } from './spelling';
import { entries, isNode, nameOf, nodes, textOf, type Node } from './syntax';

/** A tag, as it is written. */
export interface Tag {
  readonly tag: string;
  readonly line: number;
  /** By their plain names, which are one for `raw-data` and `rawData`. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Those that somebody listens to. */
  readonly events: readonly string[];
  /** There may be more of either: `{...props}`, `v-bind="props"`. */
  readonly isOpen: boolean;
}

export interface Attribute {
  /** As it is written. */
  readonly name: string;
  /** Undefined where only the running app knows it. */
  readonly text: string | undefined;
}

/** A template, without what is commented out; its lines stay. */
export const withoutComments = (template: string): string => template.replace(/<!--[^]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));

/** The template of a .vue file, on the lines that it has there. */
export interface VueTemplate {
  readonly text: string;
  /** Another language than HTML: `pug`, say. */
  readonly lang: string | undefined;
  /** The file that it is in, relative to this one. */
  readonly src: string | undefined;
  readonly line: number;
}

export function templateOf(vue: string): VueTemplate {
  const [tag = '', attributes = ''] = /<template\b([^>]*)>/.exec(vue) ?? [];
  const start = tag === '' ? -1 : vue.indexOf(tag);
  const end = vue.lastIndexOf('</template>');
  const said = (name: string): string | undefined => new RegExp(`\\b${name}=["']?([^"'\\s>]+)`).exec(attributes)?.[1];
  const above = vue.slice(0, Math.max(start, 0)).replace(/[^\n]/g, '');
  const lang = said('lang');
  return {
    text: start < 0 || end < start ? '' : above + vue.slice(start, end),
    lang: lang === 'html' ? undefined : lang,
    src: said('src'),
    line: above.length + 1,
  };
}

const ATTRIBUTE = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/**
 * @param template WXML, or what {@link templateOf} gives
 * @param names the tags that are looked for
 */
export function tagsIn(template: string, isVue: boolean, names: readonly string[]): Tag[] {
  const text = withoutComments(template);
  const any = names.map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|');
  const tags = new RegExp(`<(${any})(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>`, 'g');
  return [...text.matchAll(tags)].map((match) => {
    const written = [...match[2]!.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name!, double ?? single ?? ''] as const);
    return {
      tag: match[1]!,
      line: text.slice(0, match.index).split('\n').length,
      ...read(written.map(([name, value]) => (isVue ? inVue(name, value) : inWxml(name, value)))),
    };
  });
}

/** An element in JSX or of a render function whose tag is a text; undefined for any other node. */
export function tagOf(node: Node): Tag | undefined {
  const line = node.loc?.start.line ?? 1;
  if (node.type === 'JSXOpeningElement') {
    const { name } = node['name'] as { name?: unknown };
    // Names with a capital are components of the framework's.
    return typeof name === 'string' && /^[a-z]/.test(name) ? { tag: name, line, ...read(nodes(node['attributes']).map(inJsx)) } : undefined;
  }
  if (!/CallExpression$/.test(node.type) || !RENDERS.test(nameOf(node['callee']) ?? '')) return undefined;
  const [name, properties] = nodes(node['arguments']);
  const tag = textOf(name);
  return tag === undefined ? undefined : { tag, line, ...read(properties ? inCall(properties) : []) };
}

/** What React and Vue make elements with. */
const RENDERS = /^(h|_c|jsxs?|createElement|createVNode|createElementVNode)$/;

type Read = { readonly event: string } | Attribute | 'open';

function read(all: readonly Read[]): Pick<Tag, 'attributes' | 'events' | 'isOpen'> {
  const attributes = new Map<string, Attribute>();
  const events: string[] = [];
  for (const one of all) {
    if (one === 'open') continue;
    if ('event' in one) events.push(one.event);
    else attributes.set(plain(one.name), one);
  }
  return { attributes, events, isOpen: all.includes('open') };
}

function inWxml(name: string, value: string): Read {
  const [, event] = /^(?:mut-|capture-)?(?:bind|catch):?(.+)$/.exec(name) ?? [];
  if (event !== undefined) return { event };
  const [, bound] = /^\{\{([^]*)\}\}$/.exec(value) ?? [];
  return { name, text: bound === undefined ? (value.includes('{{') ? undefined : value) : literal(bound) };
}

function inVue(name: string, value: string): Read {
  if (/^v-(bind|on)$/.test(name)) return 'open';
  const [, event] = /^(?:@|v-on:)([^.]+)/.exec(name) ?? [];
  if (event !== undefined) return { event };
  const [, bound] = /^(?::|v-bind:)([^.]+)/.exec(name) ?? [];
  return bound === undefined ? { name, text: value } : { name: bound, text: literal(value) };
}

function inJsx(node: Node): Read {
  const name = isNode(node['name']) ? node['name']['name'] : undefined;
  if (node.type !== 'JSXAttribute' || typeof name !== 'string') return 'open';
  const [, first, rest = ''] = /^on([A-Z])(\w*)$/.exec(name) ?? [];
  if (first !== undefined) return { event: first.toLowerCase() + rest };
  const { value } = node;
  if (!isNode(value)) return { name, text: '' };
  const inner = value.type === 'JSXExpressionContainer' && isNode(value['expression']) ? value['expression'] : value;
  return { name, text: known(inner) };
}

/** The second argument of a render function: as JSX has it, or in the groups of Vue 2. */
function inCall(properties: Node): Read[] {
  if (properties.type !== 'ObjectExpression') return properties.type === 'NullLiteral' || textOf(properties) !== undefined ? [] : ['open'];
  const all = entries(properties);
  // A spread, a computed name, a method.
  const isOpen = all.length < nodes(properties['properties']).length;
  return [
    ...(isOpen ? (['open'] as const) : []),
    ...all.flatMap(([name, value]): Read[] => {
      if (/^(attrs|props)$/.test(name) && value.type === 'ObjectExpression')
        return entries(value).map(([attribute, text]) => ({ name: attribute, text: known(text) }));
      if (name === 'on' && value.type === 'ObjectExpression') return entries(value).map(([event]) => ({ event }));
      const [, first, rest = ''] = /^on([A-Z])(\w*)$/.exec(name) ?? [];
      return [first === undefined ? { name, text: known(value) } : { event: first.toLowerCase() + rest }];
    }),
  ];
}

/** What a value is bound to be: a text, or true, which is written without one. */
const known = (value: Node): string | undefined =>
  value.type === 'StringLiteral' ? textOf(value) : value['value'] === true ? '' : undefined;

/** What an expression is bound to say that is nothing but a text, or true: as the attribute without a value says it. */
function literal(expression: string): string | undefined {
  const code = expression.trim();
  if (code === 'true') return '';
  return /^(?:'([^'\\]*)'|"([^"\\]*)")$/
    .exec(code)
    ?.slice(1)
    .find((text) => text !== undefined);
}
