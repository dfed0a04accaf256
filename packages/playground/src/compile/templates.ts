/** All WXML and WXS of a project, compiled into one group by glass-easel's compiler. */
import { TmplGroup } from 'glass-easel-template-compiler';
import type { TemplateProblem } from 'authing-miniapp-emulator/runtime';
import { nativeTags, prepareInlineWxs, wxsRuntime, wxsSource } from 'authing-miniapp-emulator/runtime';
import type { Outline } from './entries';
import type { ProjectFiles } from './project-files';
import { excerpt, problemAt, type Report } from './problems';
import { wxmlTags } from './wxml-tags';

export interface Templates {
  /** A JavaScript expression. It expects `playground`: see `extraRuntime`. */
  code: string;
  /** Entries that have a template. */
  has: Set<string>;
}

/** Beside the compiled templates: WXS, and the hook through which every event handler of every template is called. */
const extraRuntime = `${wxsRuntime}
Q.C=playground.callHandler;
`;

export function compileTemplates(files: ProjectFiles, entries: ReadonlyMap<string, Outline>, report: Report): Templates {
  const group = new TmplGroup();
  try {
    const compiled = new Set<string>();
    const has = new Set<string>();
    for (const [entry, outline] of entries) {
      if (files.exists(`${entry}.wxml`)) has.add(entry);
      else report({ severity: 'error', message: report.texts.missing(`${entry}.wxml`), file: `${entry}.wxml` });
      addTemplate(group, files, entry, compiled, outline, report);
    }
    group.setExtraRuntimeScript(extraRuntime);
    return { code: group.getTmplGenObjectGroups(), has };
  } finally {
    group.free();
  }
}

/** Adds a template and what it imports; `outline` is the component whose tags it may use. */
function addTemplate(
  group: TmplGroup,
  files: ProjectFiles,
  entry: string,
  compiled: Set<string>,
  outline: Outline | undefined,
  report: Report,
): void {
  if (compiled.has(entry)) return;
  compiled.add(entry);
  const file = `${entry}.wxml`;
  const source = files.read(file);
  if (source === undefined) return;

  for (const problem of group.addTmpl(entry, source) as TemplateProblem[]) {
    const line = problem.startLine + 1;
    const column = problem.startColumn + 1;
    report({
      severity: problem.isError ? 'error' : 'warning',
      message: problem.message,
      file,
      line,
      column,
      excerpt: excerpt(source, line, column),
    });
  }
  prepareInlineWxs(group, entry);
  reportUnknownTags(source, file, outline, report);
  for (const dependency of group.getDirectDependencies(entry) as string[]) {
    if (!files.exists(`${dependency}.wxml`)) reportMissing(source, file, `${dependency}.wxml`, report);
    else addTemplate(group, files, dependency, compiled, outline, report);
  }
  for (const script of group.getScriptDependencies(entry) as string[]) addScript(group, files, script, compiled, { source, file }, report);
}

function addScript(
  group: TmplGroup,
  files: ProjectFiles,
  script: string,
  compiled: Set<string>,
  from: { source: string; file: string },
  report: Report,
): void {
  const file = `${script}.wxs`;
  if (compiled.has(file)) return;
  compiled.add(file);
  const source = files.read(file);
  if (source === undefined) return reportMissing(from.source, from.file, file, report);
  group.addScript(script, wxsSource(source));
  for (const [, , request = ''] of source.matchAll(/\brequire\(\s*(["'])([^"']+?)(?:\.wxs)?\1\s*\)/g)) {
    addScript(group, files, resolveFrom(script, request), compiled, { source, file }, report);
  }
}

const resolveFrom = (from: string, request: string): string => new URL(request, `file:///${from}`).pathname.slice(1);

function reportUnknownTags(source: string, file: string, outline: Outline | undefined, report: Report): void {
  const known = (name: string): boolean =>
    name in nativeTags || name in (outline?.usingComponents ?? {}) || name in (outline?.componentGenerics ?? {});
  const told = new Set<string>();
  for (const { name, offset } of wxmlTags(source)) {
    if (known(name) || told.has(name)) continue;
    told.add(name);
    report(problemAt({ severity: 'warning', message: report.texts.unknownTag(name), file }, source, offset));
  }
}

function reportMissing(source: string, file: string, missing: string, report: Report): void {
  const name = missing.slice(missing.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const offset = Math.max(0, source.search(new RegExp(`src\\s*=\\s*["'][^"']*${name.replace(/[^\w-]/g, '.')}`)));
  report(problemAt({ severity: 'error', message: report.texts.missing(missing), file }, source, offset));
}
