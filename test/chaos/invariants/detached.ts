import { PAGE_ERROR } from '../simulation/pages';
import type { Invariant } from './invariant';
import { endsOf } from './codes';

export const silentAfterDetach: Invariant = {
  name: 'silent after detach',
  statement: 'A component that is gone emits nothing and sets no data; neither does a page with authingBehavior.',
  check: (trace) => [
    ...trace
      .of('event')
      .filter(({ attached }) => !attached)
      .map(({ seq, widget, name }) => `#${seq}: '${name}' from widget ${widget}, which is gone`),
    ...trace
      .of('data')
      .filter(({ attached }) => !attached)
      .map(({ seq, widget, changes }) => `#${seq}: widget ${widget} is gone and still sets ${Object.keys(changes).join()}`),
    ...trace
      .of('shows')
      .filter(({ attached }) => !attached)
      .map(({ seq, page }) => `#${seq}: page ${page} is closed and still sets authing`),
  ],
};

export const nothingLeft: Invariant = {
  name: 'nothing left',
  statement: 'When all pages are closed and requests have ended, no timer and no listener is left.',
  check(trace) {
    const ends = endsOf(trace);
    const underWay = (seq: number): boolean =>
      trace.of('request').some(({ launch, call, seq: begun }) => {
        const end = ends.get(`${launch} ${call}`)?.seq ?? Infinity;
        return begun < seq && end > seq && launch === trace.of('closed')[0]?.launch;
      });
    const listeners = new Map<string, number>();
    const found: string[] = [];
    for (const entry of trace.entries) {
      if (entry.what === 'launch') listeners.clear();
      if (entry.what === 'listener') listeners.set(entry.api, (listeners.get(entry.api) ?? 0) + entry.change);
      if (entry.what !== 'closed') continue;
      if (entry.timers.length > 0 && !underWay(entry.seq)) found.push(`#${entry.seq}: still there: ${entry.timers.join(', ')}`);
      for (const [api, count] of listeners) if (count > 0) found.push(`#${entry.seq}: ${count} listener(s) of wx.${api} still there`);
    }
    return found;
  },
};

export const nothingThrown: Invariant = {
  name: 'nothing thrown',
  statement:
    'No exception of the library leaves a handler, a lifetime, a callback or a timer, and no promise is rejected without anybody ' +
    'to hear it.',
  check: (trace) =>
    trace
      .of('thrown')
      .filter(({ message }) => !message.includes(PAGE_ERROR))
      .map(({ seq, where, message }) => `#${seq}: ${where}: ${message}`),
};
