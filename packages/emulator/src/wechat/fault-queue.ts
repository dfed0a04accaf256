import { requireKnown } from '../known-names';

/** Faults waiting to happen, by target. Portable. `next` and `always` throw a TypeError for a target or a kind that there is not. */
export interface FaultQueue<Faults extends object> {
  /** The next `times` (default 1) uses of `target` go wrong like this. Queued faults are applied first come, first served. */
  next<T extends keyof Faults>(target: T, fault: Faults[T], options?: { times?: number; when?: (subject: string) => boolean }): void;
  /** From now on every use goes wrong like this. Returns what ends it. Queued faults come first. */
  always<T extends keyof Faults>(target: T, fault: Faults[T], options?: { when?: (subject: string) => boolean }): () => void;
  /** Takes the fault that applies to this use, if any. `subject`: what `when` looks at (a URL, a key, a code). */
  take<T extends keyof Faults>(target: T, subject?: string): Faults[T] | undefined;
  /** Drops everything that was injected. */
  clear(): void;
}

/** The kinds of fault of each target. */
export type FaultKinds<Faults> = { readonly [T in keyof Faults]: readonly (Faults[T] extends { kind: infer Kind } ? Kind : never)[] };

interface Pending<Faults extends object> {
  target: keyof Faults;
  fault: Faults[keyof Faults];
  left: number;
  when: ((subject: string) => boolean) | undefined;
}

/** @param onApply called whenever a fault is taken */
export function createFaultQueue<Faults extends object>(
  kinds: FaultKinds<Faults>,
  onApply?: (target: keyof Faults, fault: Faults[keyof Faults]) => void,
): FaultQueue<Faults> {
  let queued: Pending<Faults>[] = [];
  let standing: Pending<Faults>[] = [];
  const check = (method: string, target: keyof Faults, fault: unknown): void => {
    requireKnown(`faults.${method}`, [target], Object.keys(kinds));
    const { kind } = (fault ?? {}) as { kind?: unknown };
    requireKnown(`faults.${method}('${String(target)}', { kind })`, [kind], kinds[target] as readonly string[]);
  };
  const applies = (subject: string, target: keyof Faults) => (pending: Pending<Faults>) =>
    pending.target === target && (pending.when === undefined || pending.when(subject));
  return {
    next(target, fault, { times = 1, when } = {}) {
      check('next', target, fault);
      if (!Number.isInteger(times) || times < 1) throw new RangeError(`times must be a whole number from 1, not ${times}`);
      queued.push({ target, fault, left: times, when });
    },
    always(target, fault, { when } = {}) {
      check('always', target, fault);
      const pending: Pending<Faults> = { target, fault, left: Infinity, when };
      standing.push(pending);
      return () => {
        standing = standing.filter((other) => other !== pending);
      };
    },
    take<T extends keyof Faults>(target: T, subject = ''): Faults[T] | undefined {
      const pending = queued.find(applies(subject, target)) ?? standing.find(applies(subject, target));
      if (pending === undefined) return undefined;
      pending.left -= 1;
      if (pending.left === 0) queued = queued.filter((other) => other !== pending);
      onApply?.(target, pending.fault);
      return pending.fault as Faults[T];
    },
    clear() {
      queued = [];
      standing = [];
    },
  };
}
