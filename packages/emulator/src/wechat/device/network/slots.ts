/** How many calls of one kind run at once; the rest wait their turn. WeChat allows 10 requests and 10 uploads. */
export interface Slots {
  /** Calls `start` when there is room. Returns what gives the place up, whether it was taken yet or not. */
  take(start: () => void): () => void;
}

export function createSlots(size: number): Slots {
  let running = 0;
  let waiting: { start: () => void }[] = [];
  const fill = (): void => {
    while (running < size) {
      const [next, ...rest] = waiting;
      if (next === undefined) return;
      waiting = rest;
      running += 1;
      next.start();
    }
  };
  return {
    take(start) {
      const ticket = { start };
      waiting.push(ticket);
      let released = false;
      // Asked before `fill`, so that a start that releases at once is counted correctly.
      const release = (): void => {
        if (released) return;
        released = true;
        if (waiting.includes(ticket)) waiting = waiting.filter((other) => other !== ticket);
        else running -= 1;
        fill();
      };
      fill();
      return release;
    },
  };
}
