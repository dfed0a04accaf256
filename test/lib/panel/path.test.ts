import { after, beginning, leavesAtNo, wayOn } from '../../../lib/panel/path';
import type { Facts, Happening, PathState } from '../../../lib/panel/path';

const ann = { id: 'ann', phone: null, photo: '', nickname: null };
const whole = { id: 'ann', phone: '10000000001', photo: 'https://a/ann.png', nickname: 'Ann' };
const facts: Facts = { phone: 'optional', profile: 'optional', fallback: true, status: 'signed-out', user: null, putOff: [] };
const signedIn = (user: Facts['user'], more: Partial<Facts> = {}): Facts => ({ ...facts, status: 'signed-in', user, ...more });
const from = (state: PathState, now: Facts, ...happenings: Happening[]): PathState =>
  happenings.reduce((before, happening) => after(before, now, happening), after(state, now, { is: 'facts' }));
const failed = (reason: string, code = 0): Happening => ({ is: 'failed', reason, code });

it.each([
  ['nobody', facts, 'login'],
  ['nobody knows', { ...facts, status: 'unknown' as const }, 'login'],
  ['only a token', signedIn(null), 'wait'],
  ['no number', signedIn(ann), 'phone'],
  ['no number, and none is wanted', signedIn(ann, { phone: 'never' }), 'profile'],
  ['no number, and it was put off', signedIn(ann, { putOff: ['phone'] }), 'profile'],
  ['no number, put off, but required', signedIn(ann, { putOff: ['phone'], phone: 'required' }), 'phone'],
  ['a number alone', signedIn({ ...whole, photo: null, nickname: '' }), 'profile'],
  ['no picture', signedIn({ ...whole, photo: null }), 'profile'],
  ['no name but spaces', signedIn({ ...whole, nickname: '  ' }), 'profile'],
  ['nothing but a number wanted', signedIn({ ...whole, photo: null }, { profile: 'never' }), 'done'],
  ['everything', signedIn(whole), 'done'],
] as const)('%s: asks for what is missing', (_, now, view) => {
  expect(from(beginning, now).view).toBe(view);
});

it('asks no more for what was given, whatever Authing answers: WeChat has charged for a number', () => {
  const path = from(beginning, signedIn(ann, { profile: 'never' }), { is: 'got', what: 'phone', id: 'bob' });
  expect(path.view).toBe('done');
  // The number led to another account, whose answer lacks it.
  expect(from(path, signedIn({ ...ann, id: 'bob' }, { profile: 'never' })).view).toBe('done');
  // Somebody else signed in by other means.
  expect(from(path, signedIn({ ...ann, id: 'cy' }, { phone: 'required' }))).toMatchObject({ view: 'phone', got: [] });
});

it.each([1640, 1641])('%i at an optional step of somebody who is signed in leaves "Later", also where only a token is known', (code) => {
  const asked = from(beginning, signedIn(ann), failed('server', code));
  expect([asked.connecting, leavesAtNo(asked, signedIn(ann))]).toEqual(['', false]);
  expect(from(from(beginning, facts, failed('server', code)), signedIn(null)).connecting).toBe('');
});

it('takes nothing else from one user to the next', () => {
  const path = from(beginning, signedIn(ann, { phone: 'never' }), { is: 'got', what: 'photo' }, { is: 'declined' });
  expect(path.view).toBe('done');
  expect(from(path, signedIn({ ...ann, id: 'bob' }, { phone: 'never' }))).toMatchObject({ view: 'profile', got: [], later: [] });
  expect(from(path, facts)).toEqual({ ...beginning, view: 'login' });
});

it('forgets nothing that was put off, here or in another panel', () => {
  const here = from(beginning, signedIn(ann), { is: 'declined' });
  expect(from(here, signedIn(ann, { putOff: ['profile'] }))).toMatchObject({ view: 'done', later: ['phone', 'profile'] });
  expect(from(here, signedIn(ann, { putOff: ['phone'] }))).toMatchObject({ view: 'profile', later: ['phone'] });
});

it('asks nothing before it is known whose token has taken the place of somebody', () => {
  const path = from(from(beginning, signedIn(ann)), signedIn(null));
  expect(path).toMatchObject({ view: 'wait', id: '' });
  expect(from(path, signedIn({ ...whole, id: 'bob' })).view).toBe('done');
});

it('"no" goes on at what is optional, and nowhere else', () => {
  expect(leavesAtNo(from(beginning, facts), facts)).toBe(true);
  const wanted = signedIn(ann, { phone: 'required', profile: 'required' });
  const phone = from(beginning, wanted);
  expect([leavesAtNo(phone, wanted), from(phone, wanted, { is: 'declined' }).view]).toEqual([true, 'phone']);
  const optional = signedIn(ann);
  const offered = from(beginning, optional);
  expect([leavesAtNo(offered, optional), from(offered, optional, { is: 'declined' }).view]).toEqual([false, 'profile']);
});

it.each([
  ['quota', 0, 'code'],
  ['permission', 0, 'code'],
  ['blocked', 0, 'code'],
  ['phone_unverified', 0, 'code'],
  ['denied', 0, 'code'],
  ['privacy', 0, 'code'],
  ['server', 2035, 'account'],
  ['server', 2213, 'account'],
  ['server', 2215, 'account'],
  ['server', 1640, 'connect'],
  ['server', 1641, 'connect'],
  ['unauthenticated', 2206, 'sign-in'],
  ['network', 0, ''],
  // This WeChat is too old for anything that the panel could do in its place.
  ['unsupported', 0, ''],
  ['session_key', 0, ''],
  ['server', 2001, ''],
] as const)('%s %i leaves: %s', (reason, code, way) => expect(wayOn(reason, code)).toBe(way));

it('offers a code only where a number is asked for, and only where the page allows it', () => {
  expect(from(beginning, signedIn(ann), failed('quota')).wayOn).toBe('code');
  expect(from(beginning, signedIn(ann, { fallback: false }), failed('quota')).wayOn).toBe('');
  expect(from(beginning, facts, failed('blocked')).wayOn).toBe('');
  expect(from(beginning, signedIn(ann, { phone: 'never' }), failed('privacy')).wayOn).toBe('');
  expect(from(beginning, signedIn(ann), failed('quota'), failed('network')).wayOn).toBe('');
});

it('a number that is taken: a code signs in to its account, once somebody says so', () => {
  const now = signedIn(ann);
  const typed = from(beginning, now, failed('quota'), { is: 'chosen', by: 'code' });
  expect(typed).toMatchObject({ by: 'code', entering: false, wayOn: '' });
  const taken = from(typed, now, failed('server', 2035));
  expect(taken.wayOn).toBe('account');
  expect(from(taken, now, { is: 'chosen', by: 'account' })).toMatchObject({ by: 'code', entering: true, wayOn: '' });
  expect(from(taken, now, { is: 'chosen', by: 'wechat' })).toMatchObject({ by: 'wechat', entering: false });
  expect(from(beginning, now, failed('server', 2213)).wayOn).toBe('account');
});

it.each([
  [1640, 'existing'],
  [1641, 'any'],
] as const)('Authing asks which account is to be bound (%i): the number says it, and "no" ends the path', (code, connecting) => {
  const asked = from(beginning, facts, failed('server', code));
  expect(asked).toMatchObject({ view: 'phone', connecting, wayOn: 'code' });
  expect(leavesAtNo(asked, facts)).toBe(true);
  expect(from(asked, facts, { is: 'declined' })).toEqual({ ...beginning, view: 'login' });
  expect(from(asked, facts, { is: 'got', what: 'phone' }).view).toBe('phone');
  expect(from(asked, signedIn({ ...ann, phone: '10000000001' })).view).toBe('profile');
});
