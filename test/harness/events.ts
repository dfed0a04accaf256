import type { Mounted } from 'authing-miniapp-emulator/engines';

/** The names of the events that ended a component's taps, in order; `charge` comes beside them. */
export const names = (component: Mounted): string[] => component.events.map(({ name }) => name).filter((name) => name !== 'charge');

/** The events without those that tell of charges. */
export const withoutCharges = ({ events }: Mounted): Mounted['events'] => events.filter(({ name }) => name !== 'charge');

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
