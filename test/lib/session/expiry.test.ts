import { takeWx } from '../fake-wx';
import { jwt, KEY, phone, stored, who } from './device';

const start = Date.UTC(2026, 0, 1);
beforeEach(() => void jest.useFakeTimers({ now: start }));
afterEach(() => {
  jest.useRealTimers();
  takeWx();
});
const lasting = (seconds: number): string => jwt({ sub: 'u', exp: start / 1000 + seconds });
const statuses = (at: ReturnType<typeof phone>): { heard: string[]; stop: () => void } => {
  const heard: string[] = [];
  return { heard, stop: at.provider.session.subscribe(() => heard.push(at.provider.session.status)) };
};

it.each([
  [lasting(60), 'signed-in'],
  [lasting(0), 'signed-out'],
  [lasting(-60), 'signed-out'],
  ['opaque', 'signed-in'],
  [jwt({}), 'signed-in'],
  [jwt({ exp: 'soon' }), 'signed-in'],
])('%s: %s', (token, status) => {
  const at = phone({ [KEY]: stored(token, { id: 'u' }) });
  expect([at.provider.session.status, ...who(at)]).toEqual([status, token, { id: 'u' }]);
});

it('nobody is signed out', () => expect(phone().provider.session.status).toBe('signed-out'));

it('is told at its moment, and the token stays for a new one to be had', () => {
  const token = lasting(60);
  const at = phone({ [KEY]: stored(token, null) });
  const { heard } = statuses(at);
  jest.advanceTimersByTime(59_999);
  expect(heard).toEqual([]);
  jest.advanceTimersByTime(1);
  expect([heard, at.provider.getToken(), Object.keys(at.storage)]).toEqual([['signed-out'], token, [KEY]]);
  at.provider.setToken(lasting(120));
  jest.advanceTimersByTime(60_000);
  expect(heard).toEqual(['signed-out', 'signed-in', 'signed-out']);
});

it('is waited for with one timer, while anybody listens', () => {
  const at = phone({ [KEY]: stored(lasting(60), null) });
  expect(jest.getTimerCount()).toBe(0);
  const [one, two] = [statuses(at), statuses(at)];
  expect(jest.getTimerCount()).toBe(1);
  one.stop();
  expect(jest.getTimerCount()).toBe(1);
  two.stop();
  expect(jest.getTimerCount()).toBe(0);
  const three = statuses(at);
  expect(jest.getTimerCount()).toBe(1);
  at.provider.clearUser();
  expect(jest.getTimerCount()).toBe(0);
  three.stop();
});

it('is waited for longer than one timer can wait', () => {
  const days = 86_400;
  const at = phone({ [KEY]: stored(lasting(60 * days), null) });
  const { heard } = statuses(at);
  jest.advanceTimersByTime(60 * days * 1000 - 1);
  expect(heard).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(heard).toEqual(['signed-out']);
});

it('is seen by check() when the timers stood still', () => {
  const at = phone({ [KEY]: stored(lasting(60), null) });
  const { heard } = statuses(at);
  at.provider.session.check();
  jest.setSystemTime(start + 61_000);
  at.provider.session.check();
  at.provider.session.check();
  expect(heard).toEqual(['signed-out']);
  // The phone's clock was set back.
  jest.setSystemTime(start);
  at.provider.session.check();
  expect(heard).toEqual(['signed-out', 'signed-in']);
});
