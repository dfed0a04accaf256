import type { RunRecord } from '../world/record';

/** Works something out about a finished run once, however many promises ask for it. */
export function once<Result, Rest extends unknown[]>(
  workOut: (record: RunRecord, ...rest: Rest) => Result,
): (record: RunRecord, ...rest: Rest) => Result {
  const known = new WeakMap<RunRecord, { entries: number; result: Result }>();
  return (record, ...rest) => {
    const before = known.get(record);
    if (before?.entries === record.entries.length) return before.result;
    const result = workOut(record, ...rest);
    known.set(record, { entries: record.entries.length, result });
    return result;
  };
}
