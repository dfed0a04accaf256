import { sharedClient } from '../client/shared-client';

/** What every component of this package keeps on an instance. */
export interface Attached<Meaning> {
  /** Another object for each attachment: what began in an earlier one belongs to a component that is gone. Undefined while detached. */
  attachment?: object | undefined;
  /**
   * What a tap means by what the view shows, which is a moment behind what was set: WeChat opens a sheet, or does not, by what the person
   * saw. It says when it has drawn what was set.
   */
  meaning?: Meaning;
  /** What it will mean when the view shows what was set last. Undefined before the first. */
  nextMeaning?: Meaning | undefined;
}

/** `this.authing`: the shared client. */
export function giveClient(component: object): void {
  Object.defineProperty(component, 'authing', { get: sharedClient, configurable: true });
}

/** The component is attached. */
export function attach<Meaning>(component: Attached<Meaning>): void {
  giveClient(component);
  component.attachment = {};
  component.nextMeaning = undefined;
}

/** Sets what changes with the meaning of a tap, if anything does: from when the view has drawn it, that is what a tap means. */
export function showMeaning<Meaning>(
  component: Attached<Meaning> & { setData(changes: object, drawn: () => void): void },
  meaning: Meaning,
  changes?: object | false,
): void {
  const { attachment, nextMeaning: before } = component;
  component.nextMeaning = meaning;
  // Nobody taps what has not been drawn.
  if (!before) component.meaning = meaning;
  if (changes || (before && before !== meaning)) {
    component.setData(changes || {}, () => {
      if (component.attachment === attachment) component.meaning = meaning;
    });
  }
}
