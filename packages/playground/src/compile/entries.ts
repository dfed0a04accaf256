/** Every page and component that can be reached from app.json, with its JSON. */
import path from 'node:path';
import type { ComponentEntry, PageWindow } from '../build';
import type { App } from './app-config';
import { readJson } from './json-file';
import type { ProjectFiles } from './project-files';
import { problemAt, type Report } from './problems';

/** An entry whose script, template and style are still to be compiled. */
export type Outline = Omit<ComponentEntry, 'script' | 'hasTemplate' | 'style'>;

interface RawComponent extends PageWindow {
  component?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
  renderer?: string;
}

export function collectEntries(files: ProjectFiles, app: App, report: Report): Map<string, Outline> {
  const entries = new Map<string, Outline>();

  const visit = (entry: string, isPage: boolean): void => {
    if (entries.has(entry)) return;
    const file = `${entry}.json`;
    const raw = (readJson(files, file, report) ?? {}) as RawComponent;
    const {
      component: _component,
      usingComponents: own = {},
      componentGenerics,
      componentPlaceholder,
      styleIsolation,
      addGlobalClass,
      pureDataPattern,
      ...window
    } = raw;
    if (raw.renderer === 'skyline') report({ severity: 'unsupported', message: report.texts.skyline, file });
    if ((raw.enablePullDownRefresh ?? app.config.window.enablePullDownRefresh) === true && isPage) {
      report({ severity: 'unsupported', message: report.texts.pullDown, file });
    }
    const usingComponents: Record<string, string> = {};
    entries.set(entry, {
      isPage,
      usingComponents,
      window,
      ...(componentPlaceholder !== undefined && { componentPlaceholder }),
      ...(styleIsolation !== undefined && { styleIsolation }),
      ...(addGlobalClass !== undefined && { addGlobalClass }),
      ...(pureDataPattern !== undefined && { pureDataPattern }),
    });

    const use = (target: string, owner: string): string | undefined => {
      const found = resolve(files, target, owner, app, report);
      if (found !== undefined) visit(found, false);
      return found;
    };
    // app.json's components are there for every page and component; an entry's own ones come first.
    for (const [tag, target] of Object.entries(app.usingComponents)) {
      const found = use(target, 'app.json');
      if (found !== undefined && found !== entry) usingComponents[tag] = found;
    }
    for (const [tag, target] of Object.entries(own)) {
      const found = use(target, file);
      if (found !== undefined) usingComponents[tag] = found;
    }
    const outline = entries.get(entry) as Outline;
    if (componentGenerics !== undefined) outline.componentGenerics = resolveGenerics(componentGenerics, (target) => use(target, file));
  };

  for (const page of app.config.pages) visit(page.replace(/^\//, ''), true);
  return entries;
}

function resolveGenerics(
  generics: Record<string, true | { default?: string }>,
  use: (target: string) => string | undefined,
): NonNullable<Outline['componentGenerics']> {
  return Object.fromEntries(
    Object.entries(generics).map(([name, generic]) => {
      if (generic === true || generic.default === undefined) return [name, true as const];
      const found = use(generic.default);
      return [name, found === undefined ? (true as const) : { default: `/${found}` }];
    }),
  );
}

/** Where `target` of a `usingComponents` is, seen from the JSON file that names it. */
function resolve(files: ProjectFiles, target: string, from: string, app: App, report: Report): string | undefined {
  const source = files.read(from) ?? '';
  const offset = Math.max(0, source.indexOf(`"${target}"`));
  if (/^(plugin|plugin-private|ext):\/\//.test(target)) {
    report(problemAt({ severity: 'unsupported', message: report.texts.plugin(target), file: from }, source, offset));
    return undefined;
  }
  const here = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(from), target);
  const npm = target.startsWith('/') || target.startsWith('.') ? undefined : files.npm(target, from);
  const candidates = [here, ...(npm === undefined ? [] : [npm.path])];
  for (const candidate of candidates.flatMap((base) => [base, `${base}/index`])) {
    if (!files.exists(`${candidate}.json`)) continue;
    if (npm !== undefined && !npm.built && candidate.startsWith(npm.path)) warnUnbuilt(target, from, report);
    return candidate;
  }
  const provided = app.extendedLibraries.some((library) => target.startsWith(`${library}/`));
  const missing = files.missingPackage(target);
  const message = provided
    ? report.texts.extendedLibrary(target)
    : missing === undefined
      ? report.texts.noComponent(target, npm === undefined ? files.packageOf(target, from) : undefined)
      : report.texts.notInstalled(missing);
  report(problemAt({ severity: provided ? 'unsupported' : 'error', message, file: from }, source, offset));
  return undefined;
}

export function warnUnbuilt(request: string, file: string, report: Report): void {
  report({ severity: 'warning', file, message: report.texts.notBuilt(request) });
}
