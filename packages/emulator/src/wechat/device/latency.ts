/** ms; a function is asked anew for each call, which is named as the faults name it: `login`, `request`, `button.getPhoneNumber` … */
export type Delay = number | ((api: string) => number);

/**
 * How long things take on this device (ms). All 0 by default, and still never synchronous: callbacks come on a later turn.
 *
 * A call travels twice: until WeChat hears of it (`arrival`), and back (`bridge`). Each call draws both for itself, so two of them may
 * overtake each other. What a call does, it does when WeChat hears of it: a key rotates, a code is issued, a request leaves, a chooser
 * opens, privacy is asked. `…Sync` members are synchronous throughout. Events of one mini program (`onAppShow`, progress, a socket's
 * messages) stay in their order, and so do the messages that one socket sends.
 */
export interface DeviceLatency {
  /** From an asynchronous `wx` call, or a tap on a native button, to the moment when WeChat hears of it. */
  arrival?: Delay;
  /** The way back: of every asynchronous answer and event. */
  bridge?: Delay;
  /** One way to WeChat's back end and back. What is asked takes effect at the beginning. */
  cloud?: number | (() => number);
  /** One HTTP round trip, on top of what the server takes. */
  network?: Delay;
}

/** The delay (ms) of this one call. */
export function drawDelay(delay: Delay | undefined, api: string): number {
  return typeof delay === 'function' ? delay(api) : (delay ?? 0);
}

/** Lets `ms` pass by the global clock. */
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
