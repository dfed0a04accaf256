/** Compiles a mini-program project folder for the browser. */
import type { Build, ComponentEntry, Problem } from '../build';
import { readApp } from './app-config';
import { collectEntries } from './entries';
import { problemTextsIn, type Language } from './problem-texts';
import type { Report } from './problems';
import { ProjectFiles } from './project-files';
import { compileScripts, scriptOf } from './scripts';
import { compileStyle } from './styles';
import { compileTemplates } from './templates';

export interface CompiledProject {
  build: Build;
  files: ProjectFiles;
  /** Source map (JSON) by module path. */
  sourceMaps: ReadonlyMap<string, string>;
}

export interface CompileOptions {
  /** Of the build. Default 1. */
  number?: number;
  /** Of the problems. Default `en`. */
  language?: Language;
}

/**
 * Compiles everything that `folder`'s app.json reaches. Never throws for what is wrong in the project: that is in `build.problems`, and
 * what is right still compiles.
 */
export async function compileProject(folder: string, { number = 1, language = 'en' }: CompileOptions = {}): Promise<CompiledProject> {
  const problems: Problem[] = [];
  const add = (problem: Problem): void => {
    const same = (other: Problem): boolean =>
      other.message === problem.message && other.file === problem.file && other.line === problem.line;
    if (!problems.some(same)) problems.push(problem);
  };
  const report: Report = Object.assign(add, { texts: problemTextsIn(language) });

  const files = new ProjectFiles(folder);
  const app = readApp(files, report);
  const outlines = collectEntries(files, app, report);
  const templates = compileTemplates(files, outlines, report);

  const entries: Record<string, ComponentEntry> = {};
  let scopes = 0;
  for (const [entry, outline] of outlines) {
    const script = scriptOf(files, entry);
    if (script === undefined && templates.has.has(entry))
      report({ severity: 'error', message: report.texts.missing(`${entry}.js`), file: `${entry}.js` });
    entries[entry] = {
      ...outline,
      hasTemplate: templates.has.has(entry),
      style: compileStyle(files, entry, `c${++scopes}`, report),
      ...(script !== undefined && { script }),
    };
  }

  const appScript = scriptOf(files, 'app');
  const scripts = [appScript, ...Object.values(entries).map((entry) => entry.script)].filter((script) => script !== undefined);
  const { modules, sourceMaps } = await compileScripts(files, scripts, report);
  return {
    files,
    sourceMaps,
    build: {
      number,
      app: app.config,
      ...(appScript !== undefined && { appScript }),
      appStyle: compileStyle(files, 'app', 'app', report).shared,
      theme: app.theme,
      entries,
      modules,
      templates: templates.code,
      problems,
    },
  };
}
