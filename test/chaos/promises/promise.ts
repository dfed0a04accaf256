import type { Schedule } from '../schedule/schedule';
import type { RunRecord } from '../world/record';

/** Something that holds in every run, whatever happens. It reads what could be seen from outside, never the library's own state. */
export interface Invariant {
  /** One or two words, stable: hand-made faults name the invariant that must catch them. */
  readonly name: string;
  /** The promise, as a sentence. */
  readonly promise: string;
  /** What broke it, in words with the numbers of entries; nothing when it held. */
  check(record: RunRecord, schedule: Schedule): readonly string[];
}

export interface Violation {
  invariant: string;
  detail: string;
}
