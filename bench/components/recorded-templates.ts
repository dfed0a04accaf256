/**
 * glass-easel's template compiler is WebAssembly, which `--jitless` does not have. So a process that has it writes down what the compiler
 * answers, and a process without it, which asks the same in the same order, is given the answers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const MODULE = 'glass-easel-template-compiler';
const load = createRequire(__filename);

type Group = Record<string, (...values: unknown[]) => unknown>;

/** @returns writes the recording */
export function recordTemplates(file: string): () => void {
  const compiler = load(MODULE) as { TmplGroup: new () => Group };
  const answers: unknown[] = [];
  standIn(() => {
    const group = new compiler.TmplGroup();
    return (method, values) => {
      const answer = group[method]?.(...values);
      answers.push(answer ?? null);
      return answer;
    };
  });
  return () => writeFileSync(file, JSON.stringify(answers));
}

export function replayTemplates(file: string): void {
  const answers = JSON.parse(readFileSync(file, 'utf8')) as unknown[];
  standIn(() => () => {
    if (answers.length === 0) throw new Error('The templates were not compiled in this order before.');
    return answers.shift();
  });
}

/** Puts a class in the compiler's place whose every method is answered by what `open` gives for a new instance. */
function standIn(open: () => (method: string, values: unknown[]) => unknown): void {
  class TmplGroup {
    constructor() {
      const answer = open();
      return new Proxy(this, {
        get:
          (_target, method) =>
          (...values: unknown[]) =>
            answer(String(method), values),
      });
    }
  }
  const filename = load.resolve(MODULE);
  load.cache[filename] = { id: filename, filename, loaded: true, exports: { TmplGroup } } as unknown as NodeJS.Module;
}
