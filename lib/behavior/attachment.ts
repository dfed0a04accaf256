/** What every component of this package keeps on an instance. */
export interface Attached {
  /** Another object for each attachment: what began in an earlier one belongs to a component that is gone. Undefined while detached. */
  attachment?: object | undefined;
}

/** What this needs of an instance besides. */
interface Instance {
  setData(data: object, drawn?: () => void): void;
}

/** This engine says when it has drawn; one that never does is taken to draw at once. */
let viewTells = false;

/** The component is attached. */
export function attach(component: Attached & Instance): void {
  component.attachment = {};
  // Once a launch, for the engine to show whether it tells.
  if (!viewTells) {
    component.setData({}, () => {
      viewTells = true;
    });
  }
}

/** Calls `drawn` when the view shows what was set before: at once, as long as there is none. */
export function onceDrawn(component: Attached & Instance, drawn: () => void): void {
  if (component.attachment === undefined) drawn();
  else component.setData({}, drawn);
}

/**
 * What a tap means was decided by what the person saw, since that decided what WeChat did. The view shows what was set a moment later;
 * and `dataset` is the view's on one engine and this layer's on the other.
 * @param now what it would mean by the data as it is now
 * @param inView what it means by what the view shows
 */
export function meaningOfTap<Meaning>(dataset: { tap?: Meaning }, now: Meaning, inView: Meaning): Meaning {
  const { tap = now } = dataset;
  return viewTells && tap === now ? inView : tap;
}
