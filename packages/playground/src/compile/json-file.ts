/** Reads the JSON files of a mini program; a mistake is reported with its line. */
import type { ProjectFiles } from './project-files';
import { problemAt, type Report } from './problems';

/** The parsed file; undefined when it is missing or wrong, which `report` hears of (missing: only when `required`). */
export function readJson(files: ProjectFiles, file: string, report: Report, required = false): Record<string, unknown> | undefined {
  const source = files.read(file);
  if (source === undefined) {
    if (required) report({ severity: 'error', message: report.texts.missing(file), file });
    return undefined;
  }
  try {
    return JSON.parse(source) as Record<string, unknown>;
  } catch (error) {
    const message = (error as Error).message;
    report(problemAt({ severity: 'error', message: report.texts.notJson(message), file }, source, offsetOf(message, source)));
    return undefined;
  }
}

// V8 names the offset, or line and column, or only what it did not expect; the end of the file is where an unclosed bracket shows.
function offsetOf(message: string, source: string): number {
  const at = /position (\d+)/.exec(message)?.[1];
  if (at !== undefined) return Number(at);
  const unexpected = /Unexpected token '(.)', (?:\.\.\.)?"(.*?)"/s.exec(message);
  const found = unexpected?.[2] === undefined ? -1 : source.indexOf(unexpected[2]);
  return found >= 0 ? found : source.length;
}
