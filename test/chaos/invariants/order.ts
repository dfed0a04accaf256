import type { Entry, Trace } from '../simulation/trace';
import { codeRequests, endsOf } from './codes';
import { TOO_OLD, codeAtHand, gesturesOf, ourLogins } from './gestures';
import type { Gesture } from './gestures';
import type { Invariant } from './invariant';

/** A request that sends data, the native event the data came with, and how the request ended. */
interface DataRequest {
  request: Entry<'request'> & { code: string };
  event: Entry<'native'>;
  ended: Entry<'requestEnded'> | undefined;
}

function dataRequests(trace: Trace): DataRequest[] {
  const events = new Map(
    trace.of('native').flatMap((event) => (typeof event.detail['iv'] === 'string' ? [[event.detail['iv'], event] as const] : [])),
  );
  const ends = endsOf(trace);
  return codeRequests(trace).flatMap((request) => {
    const event = events.get(String(request.data['iv']));
    return event === undefined ? [] : [{ request, event, ended: ends.get(`${request.launch} ${request.call}`) }];
  });
}

export const codeBeforeData: Invariant = {
  name: 'code before data',
  statement: 'No code whose wx.login began after a data event is sent with that data.',
  check(trace) {
    const begun = new Map(
      trace
        .of('login')
        .filter(({ ours }) => ours)
        .map((entry) => [`${entry.launch} ${entry.call}`, entry]),
    );
    const loginOf = new Map(
      trace
        .of('loginAnswered')
        .flatMap(({ code, launch, call }) => (code === undefined ? [] : [[code, begun.get(`${launch} ${call}`)] as const])),
    );
    return dataRequests(trace).flatMap(({ request, event }) => {
      const login = loginOf.get(request.code);
      if (login === undefined) return [`#${request.seq} sends data with a code that no wx.login of the library yielded`];
      return login.seq < event.seq
        ? []
        : [`#${request.seq} sends the data of #${event.seq} with the code of the later wx.login #${login.seq}`];
    });
  },
};

/** ms after which a sheet that has not been answered is taken for gone: the slowest reader takes 100 s. */
const SHEET_IS_GONE = 270_000;

export const quietWindow: Invariant = {
  name: 'quiet window',
  statement:
    'No wx.login of the library begins between touchstart (or a tap that had none) and the answer, unless there is no code ' +
    'that could be sent.',
  check(trace, schedule) {
    const logins = ourLogins(trace);
    const gestures = gesturesOf(trace, schedule).filter(({ tap }) => tap !== undefined);
    const gone = new Map(trace.of('detached').map((entry) => [entry.widget, entry.at]));
    const ends = endsOf(trace);
    // With the code that was at hand goes all that a sheet could hope for which had not answered by then; so it does when the person has
    // answered a later one.
    const isOver = (one: Gesture, { seq, at }: Entry<'login'>): boolean => {
      if (one.request !== undefined && one.request.seq < seq) return false;
      if (at - one.at >= SHEET_IS_GONE) return true;
      const isLater = (entry: Entry): boolean => entry.launch === one.launch && entry.seq > one.seq && entry.seq < seq;
      // Two taps at once: one sheet covers the other, and which of them was answered nobody can tell.
      if (trace.of('native').some((native) => native.tap !== one.tap?.seq && isLater(native))) return true;
      if (one.request !== undefined || one.end !== undefined) return false;
      if (at - (codeAtHand(logins, trace, one) ?? one).at >= TOO_OLD) return true;
      // Nobody knows how old a code is when the phone's clock has jumped.
      if (trace.of('clock').some((jump) => jump.seq < seq && jump.at >= one.at - TOO_OLD)) return true;
      return codeRequests(trace).some((request) => {
        const ended = ends.get(`${request.launch} ${request.call}`);
        return isLater(request) && ended !== undefined && ended.seq < seq;
      });
    };
    return logins.flatMap(({ entry }) => {
      const { launch, seq, at } = entry;
      const gesture = gestures.find(
        (one) =>
          one.launch === launch &&
          one.seq < seq &&
          seq < (one.end?.seq ?? Infinity) &&
          ((gone.get(one.widget) ?? Infinity) > at || one.request !== undefined) &&
          !isOver(one, entry),
      );
      if (gesture === undefined) return [];
      const isSending = gesture.native !== undefined && gesture.request !== undefined && gesture.request.seq < seq;
      if (!isSending && codeAtHand(logins, trace, entry) === undefined) return [];
      return [`#${seq}: wx.login ${at - gesture.at} ms after the touch of #${gesture.seq}, which has no answer yet`];
    });
  },
};

export const oneFlow: Invariant = {
  name: 'one flow',
  statement: 'At most one request that carries a code is under way.',
  check(trace) {
    const ends = endsOf(trace);
    const requests = codeRequests(trace);
    return requests.flatMap((request, index) => {
      const before = requests[index - 1];
      if (before === undefined || before.launch !== request.launch) return [];
      const ended = ends.get(`${before.launch} ${before.call}`);
      return ended !== undefined && ended.seq < request.seq ? [] : [`#${request.seq} begins while #${before.seq} is still under way`];
    });
  },
};
