/** The components' tags in WXML, in Vue's templates and in JSX. */
import { TAGS, type ComponentName } from './components';
import { plain } from './spelling';
import { isNode, nodes, textOf, type Node } from './syntax';

/** A component's tag, as it is written. */
export interface Tag {
  readonly name: ComponentName;
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
export function templateOf(vue: string): string {
  const start = vue.search(/<template\b/);
  const end = vue.lastIndexOf('</template>');
  return start < 0 || end < start ? '' : vue.slice(0, start).replace(/[^\n]/g, '') + vue.slice(start, end);
}

const TAG = new RegExp(`<(${TAGS.join('|')})(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>`, 'g');
const ATTRIBUTE = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/** @param template WXML, or what {@link templateOf} gives */
export function tagsIn(template: string, isVue: boolean): Tag[] {
  const text = withoutComments(template);
  return [...text.matchAll(TAG)].map((match) => {
    const written = [...match[2]!.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name!, double ?? single ?? ''] as const);
    return {
      name: match[1] as ComponentName,
      line: text.slice(0, match.index).split('\n').length,
      ...read(written.map(([name, value]) => (isVue ? inVue(name, value) : inWxml(name, value)))),
    };
  });
}

/** A JSX element; undefined for any other node. Nobody but Taro has tags of these names. */
export function tagOf(node: Node): Tag | undefined {
  if (node.type !== 'JSXOpeningElement') return undefined;
  const { name } = node['name'] as { name?: unknown };
  const tag = TAGS.find((each) => each === name);
  return tag && { name: tag, line: node.loc?.start.line ?? 1, ...read(nodes(node['attributes']).map(inJsx)) };
}

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
  const isText = inner.type === 'StringLiteral';
  return { name, text: isText ? textOf(inner) : inner['value'] === true ? '' : undefined };
}

/** What an expression is bound to say that is nothing but a text, or true: as the attribute without a value says it. */
function literal(expression: string): string | undefined {
  const code = expression.trim();
  if (code === 'true') return '';
  return /^(?:'([^'\\]*)'|"([^"\\]*)")$/
    .exec(code)
    ?.slice(1)
    .find((text) => text !== undefined);
}
