import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../simulation/trace';

/** What must hold on every schedule, whatever happens. It reads what could be seen from outside, never the library's own state. */
export interface Invariant {
  /** One or two words, stable: mutants name the invariant that must catch them. */
  readonly name: string;
  /** The same as a sentence. */
  readonly statement: string;
  /** What broke it, in words with the numbers of entries; nothing when it held. */
  check(trace: Trace, schedule: Schedule): readonly string[];
}

export interface Violation {
  invariant: string;
  detail: string;
}
