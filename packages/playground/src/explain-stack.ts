/** Finds where in the project an exception of the running mini program came from. */
import { SourceMap } from 'node:module';
import type { Problem } from './build';
import { excerpt } from './compile/problems';
import type { CompiledProject } from './compile';

/** Stack frames of the mini program's own files, as the browser prints them. */
const FRAME = /miniapp:\/\/\/([^\s():]+):(\d+):(\d+)/g;

/** `message` with the file and line of the first stack frame that lies in the project. */
export function explainStack({ files, sourceMaps }: CompiledProject, message: string, stack: string): Problem {
  for (const [, file = '', line = '', column = ''] of stack.matchAll(FRAME)) {
    const map = sourceMaps.get(file);
    const source = files.read(file);
    if (map === undefined || source === undefined) continue;
    const entry = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]).findEntry(
      Number(line) - 1,
      Number(column) - 1,
    );
    if (!('originalLine' in entry)) continue;
    const at = { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    return { severity: 'error', message, file, ...at, excerpt: excerpt(source, at.line, at.column) };
  }
  return { severity: 'error', message };
}
