import { takeWx } from '../fake-wx';
import { bad, jwt, KEY, phone, stored, who } from './device';

afterEach(takeWx);
const ann = { id: 'ann', token: 'of-ann' };
const bob = { id: 'bob', token: 'of-bob' } as never;
const signedInAs = (user: typeof ann): Record<string, unknown> => ({ [KEY]: stored(user.token, user) });

describe('a sign-in that cannot be written', () => {
  it('is told, holds until the restart, and does not bring back whoever was signed in before', () => {
    const at = phone(signedInAs(ann));
    const heard: unknown[] = [];
    at.provider.session.subscribe(() => heard.push(at.provider.getToken()));
    at.broken.write = true;
    expect(() => at.provider.setUser(bob)).toThrow(bad('storage'));
    expect([who(at), heard, at.storage]).toEqual([['of-bob', bob], ['of-bob'], {}]);
    expect(who(at.restart())).toEqual([null, null]);
  });

  it("does not bring back the sign-in of authing-wxapp-sdk either, but leaves another app's alone", () => {
    const legacy = { _authing_token: 'legacy', _authing_user: { id: 'u' } };
    const at = phone({ ...signedInAs(ann), ...legacy });
    at.broken.write = true;
    expect(() => at.provider.setUser(bob)).toThrow(bad('storage'));
    expect(at.storage).toEqual({});
    const others = { ...legacy, _authing_token: jwt({ aud: 'other' }) };
    const another = phone({ ...signedInAs(ann), ...others });
    another.broken.write = true;
    expect(() => another.provider.setUser(bob)).toThrow(bad('storage'));
    expect(another.storage).toEqual(others);
  });

  it.each<[string, (at: ReturnType<typeof phone>) => unknown]>([
    ['a question', ({ provider }) => provider.getToken()],
    ['a page that comes', ({ provider }) => provider.session.subscribe(() => undefined)],
    ['another client', ({ another }) => another().getUser()],
  ])('nor can the old one be removed: %s tries again', (_what, occasion) => {
    const at = phone(signedInAs(ann));
    Object.assign(at.broken, { write: true, remove: true });
    expect(() => at.provider.setUser(bob)).toThrow(bad('storage'));
    expect(at.storage).toEqual(signedInAs(ann));
    expect(at.provider.getToken()).toBe('of-bob');
    at.broken.remove = false;
    occasion(at);
    expect(at.storage).toEqual({});
    expect(at.provider.getToken()).toBe('of-bob');
  });

  it('is kept when there is news of the user and Storage works again', () => {
    const at = phone(signedInAs(ann));
    Object.assign(at.broken, { write: true, remove: true });
    expect(() => at.provider.setUser(bob)).toThrow(bad('storage'));
    at.broken.write = false;
    at.provider.setUser({ id: 'bob', nickname: 'Bob' } as never);
    at.broken.remove = false;
    expect(who(at.restart())).toEqual(['of-bob', { id: 'bob', token: 'of-bob', nickname: 'Bob' }]);
    expect(at.provider.getToken()).toBe('of-bob');
  });
});

it('news of the user that cannot be written is told, and leaves the sign-in as it was kept', () => {
  const at = phone(signedInAs(ann));
  at.broken.write = true;
  expect(() => at.provider.setUser({ id: 'ann', nickname: 'Ann' } as never)).toThrow(bad('storage'));
  expect(at.provider.getUser()).toMatchObject({ nickname: 'Ann' });
  expect(who(at.restart())).toEqual(['of-ann', ann]);
});

it('a sign-out that cannot be written is told, holds, and is tried again', () => {
  const at = phone(signedInAs(ann));
  at.broken.remove = true;
  expect(() => at.provider.clearUser()).toThrow(bad('storage'));
  expect([who(at), at.storage]).toEqual([[null, null], signedInAs(ann)]);
  at.broken.remove = false;
  expect(at.provider.getToken()).toBeNull();
  expect(at.storage).toEqual({});
});

it('a Storage that cannot be read is told to who asks, tried again, and then told to who waits', () => {
  const at = phone(signedInAs(ann));
  at.broken.read = true;
  const heard: unknown[] = [];
  at.provider.session.subscribe(() => heard.push(at.provider.getToken()));
  expect(() => at.provider.getToken()).toThrow(bad('storage'));
  expect(() => at.provider.getUser()).toThrow(bad('storage'));
  at.broken.read = false;
  expect(heard).toEqual([]);
  expect(who(at)).toEqual(['of-ann', ann]);
  expect(heard).toEqual(['of-ann']);
});

it('who signs in or out while Storage cannot be read is signed in or out', () => {
  const at = phone(signedInAs(ann));
  at.broken.read = true;
  at.provider.setUser(bob);
  expect(at.provider.getToken()).toBe('of-bob');
  expect(at.storage).toEqual({ [KEY]: stored('of-bob', bob) });
});
