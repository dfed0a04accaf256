import type { DeviceParts } from '../parts';
import type { NativeButton, NativeButtonEvent } from './native-button';

/** The event to fire, `delay` ms later than usual. */
export interface DueEvent {
  event: NativeButtonEvent;
  delay: number;
}

/** What one open-type does; resolves to the event to fire, or to nothing when none will come. */
export type OpenTypeAction = (parts: DeviceParts, button: NativeButton) => Promise<DueEvent | undefined>;
