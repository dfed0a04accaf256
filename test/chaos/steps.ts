import type { Step } from './schedule/schedule';

/** `after` ms later a person taps the button and says yes at once. */
export const accept = (widget: number, after: number): Step => ({
  after,
  do: 'tap',
  widget,
  touch: true,
  again: null,
  person: { answer: 'accept', afterMs: 0 },
});
