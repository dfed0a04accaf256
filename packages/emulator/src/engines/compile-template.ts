/** WXML to what glass-easel renders, by glass-easel's own template compiler. */
import { readFileSync } from 'node:fs';
import type { template } from 'glass-easel';
import { TmplGroup } from 'glass-easel-template-compiler';
import { templateFiles } from './component-files';
import type { TemplateProblem } from '../runtime/templates';
import { prepareInlineWxs, wxsRuntime, wxsSource } from '../runtime/templates';

/** The code-space path of a file: absolute, without the leading slash and the extension. */
export const spacePath = (file: string): string => file.replace(/^\/+/, '').replace(/\.(wxml|wxs)$/, '');

/** Compiles a component's WXML with everything it imports. Throws, with file and line, what the compiler calls an error. */
export function compileComponentTemplate(component: string): template.ComponentTemplate {
  const group = new TmplGroup();
  try {
    for (const file of templateFiles(component)) {
      const source = readFileSync(file, 'utf8');
      if (file.endsWith('.wxs')) group.addScript(spacePath(file), wxsSource(source));
      else add(group, file, spacePath(file), source);
    }
    return evaluate(group, spacePath(component));
  } finally {
    group.free();
  }
}

/** Compiles WXML given as text, under the code-space path `path`. */
export function compileTemplate(path: string, wxml: string): template.ComponentTemplate {
  const group = new TmplGroup();
  try {
    add(group, path, path, wxml);
    return evaluate(group, path);
  } finally {
    group.free();
  }
}

function add(group: TmplGroup, file: string, path: string, source: string): void {
  const error = (group.addTmpl(path, source) as TemplateProblem[]).find((problem) => problem.isError);
  if (error) throw new Error(`${file}:${error.startLine + 1}:${error.startColumn + 1}: ${error.message}`);
  prepareInlineWxs(group, path);
}

function evaluate(group: TmplGroup, path: string): template.ComponentTemplate {
  group.setExtraRuntimeScript(wxsRuntime);
  // The compiler's output is an expression to evaluate; that is how glass-easel's templates are loaded.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const groupList = (new Function(`return ${group.getTmplGenObjectGroups()}`) as () => Record<string, unknown>)();
  return { groupList, content: groupList[path] } as template.ComponentTemplate;
}
