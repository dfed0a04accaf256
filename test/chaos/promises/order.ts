import type { Entry, RunRecord } from '../world/record';
import { codeRequests, endsOf } from './codes';
import { TOO_OLD, codeAtHand, contactsOf, ourLogins } from './contacts';
import type { Contact } from './contacts';
import type { Invariant } from './promise';

/** A request that sends data, the native event the data came with, and how the request ended. */
interface DataRequest {
  request: Entry<'request'> & { code: string };
  event: Entry<'native'>;
  ended: Entry<'requestEnded'> | undefined;
}

function dataRequests(record: RunRecord): DataRequest[] {
  const events = new Map(
    record.of('native').flatMap((event) => (typeof event.detail['iv'] === 'string' ? [[event.detail['iv'], event] as const] : [])),
  );
  const ends = endsOf(record);
  return codeRequests(record).flatMap((request) => {
    const event = events.get(String(request.data['iv']));
    return event === undefined ? [] : [{ request, event, ended: ends.get(`${request.life} ${request.call}`) }];
  });
}

export const codeBeforeData: Invariant = {
  name: 'code before data',
  promise: 'No code whose wx.login began after a data event is sent with that data.',
  check(record) {
    const begun = new Map(
      record
        .of('login')
        .filter(({ ours }) => ours)
        .map((entry) => [`${entry.life} ${entry.call}`, entry]),
    );
    const loginOf = new Map(
      record
        .of('loginAnswered')
        .flatMap(({ code, life, call }) => (code === undefined ? [] : [[code, begun.get(`${life} ${call}`)] as const])),
    );
    return dataRequests(record).flatMap(({ request, event }) => {
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
  promise:
    'No wx.login of the library begins between touchstart (or a tap that had none) and the answer, unless there is no code ' +
    'that could be sent.',
  check(record, schedule) {
    const logins = ourLogins(record);
    const contacts = contactsOf(record, schedule).filter(({ tap }) => tap !== undefined);
    const gone = new Map(record.of('detached').map((entry) => [entry.widget, entry.at]));
    const ends = endsOf(record);
    // With the code that was at hand goes all that a sheet could hope for which had not answered by then; so it does when the person has
    // answered a later one.
    const isOver = (one: Contact, { seq, at }: Entry<'login'>): boolean => {
      if (one.request !== undefined && one.request.seq < seq) return false;
      if (at - one.at >= SHEET_IS_GONE) return true;
      const isLater = (entry: Entry): boolean => entry.life === one.life && entry.seq > one.seq && entry.seq < seq;
      // Two taps at once: one sheet covers the other, and which of them was answered nobody can tell.
      if (record.of('native').some((native) => native.tap !== one.tap?.seq && isLater(native))) return true;
      if (one.request !== undefined || one.end !== undefined) return false;
      if (at - (codeAtHand(logins, record, one) ?? one).at >= TOO_OLD) return true;
      // Nobody knows how old a code is when the phone's clock has jumped.
      if (record.of('clock').some((jump) => jump.seq < seq && jump.at >= one.at - TOO_OLD)) return true;
      return codeRequests(record).some((request) => {
        const ended = ends.get(`${request.life} ${request.call}`);
        return isLater(request) && ended !== undefined && ended.seq < seq;
      });
    };
    return logins.flatMap(({ entry }) => {
      const { life, seq, at } = entry;
      const contact = contacts.find(
        (one) =>
          one.life === life &&
          one.seq < seq &&
          seq < (one.end?.seq ?? Infinity) &&
          ((gone.get(one.widget) ?? Infinity) > at || one.request !== undefined) &&
          !isOver(one, entry),
      );
      if (contact === undefined) return [];
      const isSending = contact.native !== undefined && contact.request !== undefined && contact.request.seq < seq;
      if (!isSending && codeAtHand(logins, record, entry) === undefined) return [];
      return [`#${seq}: wx.login ${at - contact.at} ms after the finger of #${contact.seq}, which has no answer yet`];
    });
  },
};

export const oneFlow: Invariant = {
  name: 'one flow',
  promise: 'At most one request that carries a code is under way.',
  check(record) {
    const ends = endsOf(record);
    const requests = codeRequests(record);
    return requests.flatMap((request, index) => {
      const before = requests[index - 1];
      if (before === undefined || before.life !== request.life) return [];
      const ended = ends.get(`${before.life} ${before.call}`);
      return ended !== undefined && ended.seq < request.seq ? [] : [`#${request.seq} begins while #${before.seq} is still under way`];
    });
  },
};
