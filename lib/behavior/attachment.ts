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

/** What this needs of an instance besides. */
interface View {
  setData(changes: object, drawn: () => void): void;
}

/** `this.authing`: the shared client. */
export function giveClient(component: object): void {
  // Not by the name itself: what makes it is evaluated when it is asked for.
  Object.defineProperty(component, 'authing', { get: () => sharedClient(), configurable: true });
}

/** This engine says when it has drawn; one that never does is taken to draw at once. */
let viewTells = false;
/** The attachment of the component that is to find out. */
let asked: object | undefined;

/** The component is attached. */
export function attach<Meaning>(component: Attached<Meaning> & View): void {
  giveClient(component);
  component.attachment = {};
  component.nextMeaning = undefined;
  // Once a launch, unless it goes before it is told.
  if (viewTells || asked) return;
  asked = component.attachment;
  component.setData({}, () => {
    viewTells = true;
  });
}

/** The component is detached. */
export function detach(component: Attached<unknown>): void {
  if (asked === component.attachment) asked = undefined;
  component.attachment = undefined;
}

/** Sets what changes with the meaning of a tap, if anything does: from when the view has drawn it, that is what a tap means. */
export function showMeaning<Meaning>(component: Attached<Meaning> & View, meaning: Meaning, changes?: object | false): void {
  const { attachment, nextMeaning: before } = component;
  component.nextMeaning = meaning;
  // Nobody taps what has not been drawn.
  if (!before || !viewTells) component.meaning = meaning;
  if (changes || (before && before !== meaning)) {
    component.setData(changes || {}, () => {
      if (component.attachment === attachment) component.meaning = meaning;
    });
  }
}
