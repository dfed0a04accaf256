import type { Entry, RunRecord } from '../world/record';
import { codeRequests } from './codes';
import type { Invariant } from './invariant';

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

export const endsOf = (record: RunRecord): Map<string, Entry<'requestEnded'>> =>
  new Map(record.of('requestEnded').map((entry) => [`${entry.life} ${entry.call}`, entry]));

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

export const quietWindow: Invariant = {
  name: 'quiet window',
  promise: 'No wx.login of the library begins between a data event and the answer to the request that sends it.',
  check(record) {
    const logins = record.of('login').filter(({ ours }) => ours);
    return dataRequests(record).flatMap(({ request, event, ended }) => {
      const login = logins.find(({ seq, life }) => life === event.life && seq > event.seq && seq < (ended?.seq ?? Infinity));
      return login === undefined ? [] : [`#${login.seq}: wx.login between the data of #${event.seq} and the answer to #${request.seq}`];
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
