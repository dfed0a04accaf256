/** What a callback-style `wx` call came to, in the order it came. */
export interface Heard {
  events: [name: 'success' | 'fail' | 'complete', result: Record<string, unknown>][];
  option: {
    success: (result: object) => void;
    fail: (result: object) => void;
    complete: (result: object) => void;
  };
  /** The argument of `success` or `fail`; throws while there is none. */
  result: () => Record<string, unknown>;
  names: () => string[];
}

/** Callbacks that write down what they hear. */
export function hear(): Heard {
  const events: Heard['events'] = [];
  const listen = (name: 'success' | 'fail' | 'complete') => (result: object) => void events.push([name, result as Record<string, unknown>]);
  return {
    events,
    option: { success: listen('success'), fail: listen('fail'), complete: listen('complete') },
    result() {
      const first = events[0];
      if (first === undefined) throw new Error('no callback was called');
      return first[1];
    },
    names: () => events.map(([name]) => name),
  };
}
