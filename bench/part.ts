/** What `npm run bench` consists of: parts that measure, and what each has to show. */
import type { AppId } from '../tools/size/apps';
import type { CompiledApp } from '../tools/size/compile-app';
import type { JavaScriptEngine } from './javascript-engines';

/** What a part is given. */
export interface Bench {
  /** The working tree of this package, built. */
  readonly root: string;
  /** What WeChat's compiler makes of an app; each is compiled once. */
  app(id: AppId, language?: Language): Promise<CompiledApp>;
  /** V8, and JavaScriptCore where it is installed; each with and without its compilers to machine code. */
  readonly engines: readonly JavaScriptEngine[];
  /** Tells what is being done. */
  say(progress: string): void;
}

/** What WeChat's compiler makes of JavaScript: ES5 (a new project's settings), or what was written, minified. */
export type Language = 'es5' | 'modern';

/** Something to read, in both languages; names are the same in both. */
export type Words = string | { readonly en: string; readonly zh: string };

export interface Table {
  readonly head: readonly Words[];
  readonly rows: readonly (readonly Words[])[];
}

/** Horizontal bars; the shorter the better. */
export interface Chart {
  /** Of its file, in docs/images. */
  readonly name: string;
  readonly title: Words;
  readonly bars: readonly Bar[];
  /** Where our bars are to end. */
  readonly goal?: number;
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Half of the sample lies between. */
  readonly low?: number;
  readonly high?: number;
  /** `value` as it is written beside the bar. */
  readonly text: string;
  readonly ours: boolean;
}

/** One section of docs/performance.md. */
export interface Section {
  readonly title: Words;
  /** How it was measured. */
  readonly about: Words;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
}

/** A figure that somebody promised. */
export interface GoalFigure {
  readonly what: Words;
  readonly value: number;
  readonly goal: number;
  /** The run fails above it. */
  readonly gate?: number;
  /** How value, goal and gate are written. Default: three decimals. */
  readonly write?: (value: number) => string;
}

/** A part, as it is written: what it measures is its own affair. */
export interface PartDefinition<Figures> {
  readonly id: string;
  measure(bench: Bench): Promise<Figures>;
  section(figures: Figures): Section;
  goals(figures: Figures): readonly GoalFigure[];
  /** What is wrong beyond a gate, one line each. */
  faults?(figures: Figures): readonly string[];
}

/** What came of a part. */
export interface Outcome {
  readonly id: string;
  readonly section: Section;
  readonly goals: readonly GoalFigure[];
  readonly faults: readonly string[];
}

export interface Part {
  readonly id: string;
  /** @returns plain data, for artifacts/bench.json */
  measure(bench: Bench): Promise<unknown>;
  /** @param figures of this part, from this run or an earlier one */
  report(figures: unknown): Outcome;
}

export const definePart = <Figures>({ id, measure, section, goals, faults }: PartDefinition<Figures>): Part => ({
  id,
  measure,
  report(given) {
    const figures = given as Figures;
    const promised = goals(figures);
    return { id, section: section(figures), goals: promised, faults: [...overGate(promised), ...(faults?.(figures) ?? [])] };
  },
});

/** One line for each figure that fails the run. */
export function overGate(goals: readonly GoalFigure[]): string[] {
  return goals.flatMap(({ what, value, gate, write = (number: number) => number.toFixed(3) }) =>
    gate !== undefined && value > gate
      ? [`${typeof what === 'string' ? what : what.en}: ${write(value)}, the gate is ${write(gate)}.`]
      : [],
  );
}
