/** The native button of a component, as its WXML has it: attributes and the expressions in them. */

/** A `<button>` start tag, ready to be evaluated over a component's data. */
export interface ButtonTemplate {
  /** Every attribute over this data, by its WXML name (`open-type`, `bindtap`, `data-x`). */
  render(data: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

type Evaluate = (data: object) => unknown;

/** Dialogs that a component opens over the page: no schedule has an `agreed` that opens one. */
const DIALOG = /<root-portal wx:if=[\s\S]*?<\/root-portal>/g;

/** @throws Error unless there is exactly one native button besides its dialogs, which is not conditional */
export function buttonTemplate(wxml: string): ButtonTemplate {
  const tags =
    wxml
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(DIALOG, '')
      .match(/<button\b(?:[^"'>]|"[^"]*"|'[^']*')*>/g) ?? [];
  const [tag = ''] = tags;
  if (tags.length !== 1) throw new Error(`the light engine needs exactly one native <button>, not ${tags.length}`);
  const attributes = [...tag.slice('<button'.length).matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = '', double, single]) => [name, attributeValue(double ?? single ?? '')] as const,
  );
  if (attributes.some(([name]) => name.startsWith('wx:'))) throw new Error('the light engine has no conditional native button');
  return { render: (data) => Object.fromEntries(attributes.map(([name, evaluate]) => [name, evaluate(data)])) };
}

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
  const code = source
    .split(/('[^']*')/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/([\w\])])\.(?=[A-Za-z_$])/g, '$1?.')))
    .join('');
  // The expression comes from the built WXML; evaluating it is the point.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const evaluate = new Function('scope', `with (scope) { return (${code}); }`) as Evaluate;
  return (data) => evaluate(new Proxy(data, { has: (_, name) => typeof name === 'string' }));
}
