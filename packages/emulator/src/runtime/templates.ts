/** Templates under glass-easel's compiler: what it reports, and WXS where it differs from JavaScript, as which the compiler takes it. */

/** A diagnostic of the compiler; lines and columns count from 0. */
export interface TemplateProblem {
  isError: boolean;
  level: string;
  message: string;
  path: string;
  startLine: number;
  startColumn: number;
}

/** In WXS `x.constructor` is the type's name. */
const CONSTRUCTOR_NAME = '__wxsConstructor';

/**
 * WXS source as the compiler takes it: modules are known by their path without extension, and `constructor` is read through a getter that
 * {@link wxsRuntime} defines.
 */
export const wxsSource = (source: string): string =>
  source.replace(/\brequire\(\s*(["'])([^"']+?)\.wxs\1\s*\)/g, 'require($1$2$1)').replace(/\.constructor\b/g, `.${CONSTRUCTOR_NAME}`);

/** JavaScript to run beside the compiled templates: WXS has no `new`, so regular expressions and dates come from functions. */
export const wxsRuntime = `
var getRegExp = function (source, flags) { return new RegExp(source, flags); };
var getDate = function () {
  return arguments.length === 0 ? new Date() : new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))();
};
Object.defineProperty(Object.prototype, ${JSON.stringify(CONSTRUCTOR_NAME)}, {
  configurable: true,
  enumerable: false,
  get: function () { return Object.prototype.toString.call(this).slice(8, -1); },
});
`;

/** The part of the template compiler's group that holds `<wxs module="…">…</wxs>`. */
export interface InlineScripts {
  getInlineScriptModuleNames(path: string): unknown[];
  getInlineScript(path: string, module: string): string;
  setInlineScript(path: string, module: string, source: string): void;
}

/** Prepares the inline WXS of a template that was just added. */
export function prepareInlineWxs(group: InlineScripts, path: string): void {
  for (const module of group.getInlineScriptModuleNames(path) as string[]) {
    group.setInlineScript(path, module, wxsSource(group.getInlineScript(path, module)));
  }
}
