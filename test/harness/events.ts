import type { Mounted } from 'authing-miniapp-emulator/engines';

/** The names of the events a component sent, in order. */
export const names = (component: Mounted): string[] => component.events.map(({ name }) => name);

/** The detail of the only event of that name. */
export function detailOf(component: Mounted, name: string): unknown {
  const found = component.events.filter((event) => event.name === name);
  if (found.length !== 1) throw new Error(`${found.length} events "${name}" instead of one: ${JSON.stringify(names(component))}`);
  return found[0]!.detail;
}

/** What an `error` event must look like: every field, and nothing but; `data` is null unless the test says otherwise. */
export const errorWith = (reason: string, fields: Record<string, unknown> = {}): unknown => ({
  name: 'error',
  detail: {
    reason,
    code: expect.any(Number),
    message: expect.any(String),
    stage: expect.any(String),
    retryable: expect.any(Boolean),
    data: null,
    ...fields,
  },
});
