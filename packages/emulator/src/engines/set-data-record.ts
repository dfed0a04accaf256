/** Watches every `setData` a component makes, from outside the component. */
import type { ComponentDefinition } from '../runtime/definition';
import type { ViewClock } from './driver';

type SetData = (this: unknown, data: Record<string, unknown>, callback?: () => void) => unknown;

interface Instance {
  setData: SetData;
}

const calls = new WeakMap<object, Array<Record<string, unknown>>>();

/**
 * A behavior definition to put before a component's own: its `created` runs first and watches the instance from then on. The callback of
 * `setData` comes when the view shows the change, which is never on the same turn.
 */
export const setDataRecorder = (view: ViewClock): ComponentDefinition => ({
  lifetimes: {
    created(this: Instance): void {
      const recorded: Array<Record<string, unknown>> = [];
      const original = this.setData;
      calls.set(this, recorded);
      this.setData = (data, callback) => {
        recorded.push(data);
        view.beforeChange();
        if (callback !== undefined) view.afterChange(() => callback.call(this));
        return original.call(this, data);
      };
    },
  },
});

/** The arguments of `instance`'s `setData` calls so far, in order. */
export const setDataCallsOf = (instance: object): Array<Record<string, unknown>> => calls.get(instance) ?? [];
