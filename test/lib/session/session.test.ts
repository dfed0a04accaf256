import { launch } from '../built-modules';
import { giveWx, takeWx } from '../fake-wx';

type Tokens = typeof import('../../../lib/session/token-provider');
const key = 'authing_session_app';

/** A phone with this in Storage, and a token provider on it. */
function phone(storage: Record<string, unknown>) {
  const broken = { read: false, write: false, remove: false };
  const work = (does: keyof typeof broken, run: () => unknown): unknown => {
    if (broken[does]) throw new Error('Storage');
    return run();
  };
  const entries = (): [string, unknown][] => Object.entries(storage);
  const named = globalThis as unknown as { wx: Record<string, (name: string, value: unknown) => unknown> };
  giveWx({});
  named.wx = {
    getStorageSync: (name) => work('read', () => entries().find(([known]) => known === name)?.[1] ?? ''),
    setStorageSync: (name, value) => work('write', () => { storage[name] = value; }),
    removeStorageSync: (name) => work('remove', () => Reflect.deleteProperty(storage, name)),
  };
  const { TokenProvider } = launch()('lib/session/token-provider') as Tokens;
  return { storage, broken, provider: new TokenProvider({ appId: 'app' }), another: () => new TokenProvider({ appId: 'app' }) };
}
afterEach(takeWx);

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const jwt = (claims: unknown): string => `${base64('{}')}.${base64(JSON.stringify(claims))}.s`;
const who = ({ provider }: ReturnType<typeof phone>): unknown[] => [provider.getToken(), provider.getUser()];
const stored = (token: string, user: unknown): object => ({ appId: 'app', token, user });
const bad = (reason: string): unknown => expect.objectContaining({ name: 'AuthingError', reason, stage: 'session' });

it.each([
  [stored('t', { id: 'u' }), ['t', { id: 'u' }]], [stored('t', null), ['t', null]], [stored('t', { id: '' }), ['t', null]],
  [stored('t', { id: 7 }), ['t', null]], [stored('t', 'u'), ['t', null]],
  [stored('', { id: 'u' }), [null, null]], [stored('a b', { id: 'u' }), [null, null]], [stored('ä', null), [null, null]],
  [stored('a\n', null), [null, null]], [stored('null', null), [null, null]], [stored('undefined', null), [null, null]],
  [{ ...stored('t', null), token: 7 }, [null, null]], [{ ...stored('t', null), appId: 'other' }, [null, null]], [null, [null, null]],
  ['t', [null, null]],
])('Storage %j', (record, expected) => expect(who(phone({ [key]: record }))).toEqual(expected));

it('an empty Storage is left as it is, without a word', () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const empty = phone({});
  expect([who(empty), empty.storage, warned.mock.calls]).toEqual([[null, null], {}, []]);
  warned.mockRestore();
});

describe('what authing-wxapp-sdk left', () => {
  const legacy = (token: unknown, user: unknown = { id: 'u' }): Record<string, unknown> => ({ _authing_token: token, _authing_user: user });
  it.each<[unknown, boolean]>([
    ['opaque', true], [jwt({ aud: 'app' }), true], [jwt({ data: { appId: 'app' } }), true], [jwt({ data: null }), true], [jwt(null), true],
    [jwt({ aud: ['other'] }), true], [`${base64('{}')}.${base64('{')}.s`, true], ['a.b', true],
    [jwt({ aud: 'other' }), false], [`${base64('{}')}.${base64('{"aud":"other"}')}==.s`, false],
    [jwt({ data: { appId: 'other' } }), false], [jwt({ aud: 'other', data: { appId: 'app' } }), false],
    [jwt({ aud: 'other', filler: '>>>???~~~ÿ' }), false], ['', false], [7, false],
  ])('with the token %j is taken over: %p', (token, taken) => {
    const at = phone(legacy(token));
    expect(who(at)).toEqual(taken ? [token, { id: 'u' }] : [null, null]);
    expect(at.storage).toEqual(taken ? { [key]: stored(token as string, { id: 'u' }) } : legacy(token));
  });

  it('is adopted again when it could not be kept, and forgotten at sign-out', () => {
    const at = phone(legacy('t', { id: 7 }));
    at.broken.write = true;
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(who(at)).toEqual(['t', null]);
    expect(warned.mock.calls).toEqual([[expect.objectContaining({ reason: 'storage' })]]);
    warned.mockRestore();
    expect(at.storage).toEqual(legacy('t', { id: 7 }));
    at.provider.clearUser();
    expect(at.storage).toEqual({});
    expect(who(at)).toEqual([null, null]);
  });

  it('of another app is not ours to forget', () => {
    const at = phone(legacy(jwt({ aud: 'other' })));
    at.provider.clearUser();
    expect(at.storage).toEqual(legacy(jwt({ aud: 'other' })));
  });
});

describe('setToken', () => {
  it.each([
    ['opaque', true], [jwt({ sub: 'u' }), true], [jwt({ data: { id: 'u' } }), true], [jwt({ sub: 7 }), true],
    [jwt({ sub: 'u', data: { id: 'v' } }), true],
    [jwt({ sub: 'v' }), false], [jwt({ data: { id: 'v' } }), false], [jwt({ sub: 'v', data: { id: 'u' } }), false],
  ])('%s keeps the user: %p', (token, stays) => {
    const at = phone({ [key]: stored('t', { id: 'u', token: 't' }) });
    at.provider.setToken(token);
    expect(who(at)).toEqual([token, stays ? { id: 'u', token } : null]);
    expect(at.storage).toEqual({ [key]: stored(token, stays ? { id: 'u', token } : null) });
  });

  it('signs in without a user, and refuses what is no token', () => {
    const at = phone({});
    at.provider.setToken(jwt({ sub: 'u' }));
    expect(who(at)).toEqual([jwt({ sub: 'u' }), null]);
    expect(() => at.provider.setToken('a b')).toThrow(bad('server') as Error);
  });
});

describe('setUser', () => {
  it('with a token signs in; without one is news of the user, and of nobody else', () => {
    const at = phone({});
    at.provider.setUser({ id: 'u', nickname: 'n' } as never);
    expect(who(at)).toEqual([null, null]);
    at.provider.setUser({ id: 'u', token: 't', password: 'hash', email: 'e' } as never);
    const signedIn = { id: 'u', token: 't', password: null, email: 'e' };
    expect(who(at)).toEqual(['t', signedIn]);
    at.provider.setUser({ id: 'v', nickname: 'other' } as never);
    expect(who(at)).toEqual(['t', signedIn]);
    at.provider.setUser({ id: 'u', nickname: 'n', token: null } as never);
    expect(who(at)).toEqual(['t', { ...signedIn, nickname: 'n' }]);
    expect(at.storage).toEqual({ [key]: stored('t', { ...signedIn, nickname: 'n' }) });
    for (const value of [null, undefined, 'u', {}, { id: '' }, { id: 1 }]) {
      expect(() => at.provider.setUser(value as never)).toThrow(bad('server') as Error);
    }
  });

  it('a token without a user takes any user for its own', () => {
    const at = phone({ [key]: stored('t', null) });
    at.provider.setUser({ id: 'v' } as never);
    expect(who(at)).toEqual(['t', { id: 'v', token: 't' }]);
  });
});

it('every client of an app hears of every change, until it stops listening', () => {
  const at = phone({});
  const heard: unknown[] = [];
  const { session } = at.another();
  const stop = session.subscribe(() => { heard.push(session.token); });
  const stopSecond = session.subscribe(() => { heard.push('second'); stopThird(); });
  const stopThird = session.subscribe(() => { heard.push('third'); });
  at.provider.setToken('a');
  expect(heard).toEqual(['a', 'second']);
  stop();
  stop();
  stopThird();
  at.provider.clearUser();
  expect(heard).toEqual(['a', 'second', 'second']);
  stopSecond();
  at.provider.setToken('b');
  expect(heard).toHaveLength(3);
});

it('a client that stops listening on the news keeps it from nobody else', () => {
  const at = phone({});
  const heard: string[] = [];
  const stop = at.provider.session.subscribe(() => {
    heard.push('first');
    stop();
  });
  at.provider.session.subscribe(() => { heard.push('second'); });
  at.provider.setToken('a');
  at.provider.setToken('b');
  expect(heard).toEqual(['first', 'second', 'second']);
});

it('a Storage that fails is told, and what happened holds until the restart', () => {
  const at = phone({ [key]: stored('t', { id: 'u' }) });
  const heard: unknown[] = [];
  at.provider.session.subscribe(() => { heard.push(at.provider.getToken()); });
  at.broken.read = true;
  expect(() => at.provider.getToken()).toThrow(bad('storage') as Error);
  at.broken.read = false;
  at.broken.write = true;
  expect(() => at.provider.setToken('new')).toThrow(bad('storage') as Error);
  expect(() => at.provider.setUser({ id: 'u', name: 'n' } as never)).toThrow(bad('storage') as Error);
  at.broken.remove = true;
  expect(() => at.provider.clearUser()).toThrow(bad('storage') as Error);
  expect(heard).toEqual(['new', 'new', null]);
  expect(at.storage).toEqual({ [key]: stored('t', { id: 'u' }) });
});

describe('quietly', () => {
  const heard = (at: ReturnType<typeof phone>): unknown[] => {
    const said: unknown[] = [];
    at.provider.session.subscribe(() => said.push(at.provider.getToken()));
    return said;
  };

  it('changes at once what is told when the owner says so, and holds back nobody else\'s news', () => {
    const at = phone({});
    const said = heard(at);
    const tells: (() => void)[] = [];
    at.provider.session.quietly(() => at.provider.setToken('a'), (tell) => tells.push(tell));
    expect([at.provider.getToken(), said, tells.length]).toEqual(['a', [], 1]);
    at.provider.setToken('b');
    expect(said).toEqual(['b']);
    tells[0]?.();
    expect(said).toEqual(['b', 'b']);
  });

  it('is over when what it runs throws, and what that changed is told all the same', () => {
    const at = phone({});
    const said = heard(at);
    const tells: (() => void)[] = [];
    at.broken.write = true;
    expect(() => at.provider.session.quietly(() => at.provider.setToken('a'), (tell) => tells.push(tell))).toThrow(bad('storage') as Error);
    tells.forEach((tell) => tell());
    expect(said).toEqual(['a']);
    at.broken.write = false;
    at.provider.setToken('b');
    expect(said).toEqual(['a', 'b']);
  });

  it('without a change there is nothing to tell', () => {
    const hold = jest.fn();
    phone({}).provider.session.quietly(() => undefined, hold);
    expect(hold).not.toHaveBeenCalled();
  });
});
