/** What one call of wx was given, `success` and `fail` among it. */
// Each call has arguments of its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Asked = any;

/** Puts a `wx` in the global scope that has these members and nothing else; returns everything its functions were called with. */
export function giveWx(members: Record<string, (asked: Asked) => unknown>): [name: string, asked: Asked][] {
  const calls: [string, Asked][] = [];
  (globalThis as { wx?: unknown }).wx = Object.fromEntries(
    Object.entries(members).map(([name, run]) => [
      name,
      (asked: Asked) => {
        calls.push([name, asked]);
        return run(asked);
      },
    ]),
  );
  return calls;
}

export const takeWx = (): void => void Reflect.deleteProperty(globalThis, 'wx');
