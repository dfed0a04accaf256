/** Things that each take their own time and still happen one after the other, as they were added. */
export interface OrderedQueue {
  /** @param travel calls its argument once this one could happen; on this very turn when it takes no time */
  add(run: () => void, travel: (due: () => void) => void): void;
}

export function createOrderedQueue(): OrderedQueue {
  const queue: { run: () => void; due: boolean }[] = [];
  const next = (): void => {
    const [first] = queue;
    if (first?.due !== true) return;
    queue.shift();
    try {
      first.run();
    } finally {
      // A turn each: what throws must not take the next one with it.
      if (queue[0]?.due) setTimeout(next);
    }
  };
  return {
    add(run, travel) {
      const entry = { run, due: false };
      queue.push(entry);
      travel(() => {
        entry.due = true;
        next();
      });
    },
  };
}
