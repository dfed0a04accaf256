import { takeWx } from '../fake-wx';
import { bad, jwt, KEY, phone, PUBLIC_CLOUD, stored, who } from './device';

afterEach(takeWx);
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

it.each([
  [stored('t', { id: 'u' }), ['t', { id: 'u' }]],
  [stored('t', null), ['t', null]],
  [stored('t', { id: '' }), ['t', null]],
  [stored('t', { id: 7 }), ['t', null]],
  [stored('t', 'u'), ['t', null]],
  [stored('', { id: 'u' }), [null, null]],
  [stored('a b', { id: 'u' }), [null, null]],
  [stored('ä', null), [null, null]],
  [stored('a\n', null), [null, null]],
  [stored('null', null), [null, null]],
  [stored('undefined', null), [null, null]],
  [{ ...stored('t', null), token: 7 }, [null, null]],
  [{ ...stored('t', null), appId: 'other' }, [null, null]],
  [null, [null, null]],
  [{ ...stored('t', null), host: undefined }, ['t', null]],
  [{ ...stored('t', null), host: 'https://a.example' }, [null, null]],
  [{ ...stored('t', null), host: '' }, [null, null]],
  ['t', [null, null]],
])('Storage %j', (record, expected) => expect(who(phone({ [KEY]: record }))).toEqual(expected));

it('an empty Storage is left as it is, without a word', () => {
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const empty = phone({});
  expect([who(empty), empty.storage, warned.mock.calls]).toEqual([[null, null], {}, []]);
  warned.mockRestore();
});

describe('what authing-wxapp-sdk left', () => {
  const legacy = (token: unknown, user: unknown = { id: 'u' }): Record<string, unknown> => ({ _authing_token: token, _authing_user: user });
  it.each<[unknown, boolean]>([
    ['opaque', true],
    [jwt({ aud: 'app' }), true],
    [jwt({ data: { appId: 'app' } }), true],
    [jwt({ data: null }), true],
    [jwt(null), true],
    [jwt({ aud: ['other'] }), true],
    [`${base64('{}')}.${base64('{')}.s`, true],
    ['a.b', true],
    [jwt({ aud: 'other' }), false],
    [`${base64('{}')}.${base64('{"aud":"other"}')}==.s`, false],
    [jwt({ data: { appId: 'other' } }), false],
    [jwt({ aud: 'other', data: { appId: 'app' } }), false],
    [jwt({ aud: 'other', filler: '>>>???~~~ÿ' }), false],
    ['', false],
    [7, false],
  ])('with the token %j is taken over: %p', (token, taken) => {
    const at = phone(legacy(token));
    expect(who(at)).toEqual(taken ? [token, { id: 'u' }] : [null, null]);
    expect(at.storage).toEqual(taken ? { [KEY]: stored(token as string, { id: 'u' }) } : legacy(token));
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
    ['opaque', true],
    [jwt({ sub: 'u' }), true],
    [jwt({ data: { id: 'u' } }), true],
    [jwt({ sub: 7 }), true],
    [jwt({ sub: 'u', data: { id: 'v' } }), true],
    [jwt({ sub: 'v' }), false],
    [jwt({ data: { id: 'v' } }), false],
    [jwt({ sub: 'v', data: { id: 'u' } }), false],
  ])('%s keeps the user: %p', (token, stays) => {
    const at = phone({ [KEY]: stored('t', { id: 'u', token: 't' }) });
    at.provider.setToken(token);
    expect(who(at)).toEqual([token, stays ? { id: 'u', token } : null]);
    expect(at.storage).toEqual({ [KEY]: stored(token, stays ? { id: 'u', token } : null) });
  });

  it('signs in without a user, and refuses what is no token', () => {
    const at = phone({});
    at.provider.setToken(jwt({ sub: 'u' }));
    expect(who(at)).toEqual([jwt({ sub: 'u' }), null]);
    expect(() => at.provider.setToken('a b')).toThrow(bad('invalid_argument'));
    expect(() => at.provider.setToken('a\r\nb')).toThrow(bad('invalid_argument'));
    expect(who(at)).toEqual([jwt({ sub: 'u' }), null]);
  });

  it.each(['', null, undefined, 'null', 'undefined'])('%p signs out, as with the SDK', (nothing) => {
    const at = phone({});
    at.provider.setUser({ id: 'u', token: 't' } as never);
    at.provider.setToken(nothing);
    expect(who(at)).toEqual([null, null]);
    at.provider.setToken(nothing);
    expect(who(at)).toEqual([null, null]);
  });
});

describe('setUser', () => {
  it('with a token signs in; without one is news of the user, and of nobody else', () => {
    const at = phone({});
    at.provider.setUser({ id: 'u', nickname: 'n' } as never);
    expect(who(at)).toEqual([null, null]);
    at.provider.setUser({ id: 'u', token: 't', password: 'hash', email: 'e' } as never);
    const signedIn = { id: 'u', token: 't', email: 'e' };
    expect(who(at)).toEqual(['t', signedIn]);
    at.provider.setUser({ id: 'v', nickname: 'other' } as never);
    expect(who(at)).toEqual(['t', signedIn]);
    at.provider.setUser({ id: 'u', nickname: 'n', token: null } as never);
    expect(who(at)).toEqual(['t', { ...signedIn, nickname: 'n' }]);
    expect(at.storage).toEqual({ [KEY]: stored('t', { ...signedIn, nickname: 'n' }) });
    for (const value of [null, undefined, 'u', {}, { id: '' }, { id: 1 }]) {
      expect(() => at.provider.setUser(value as never)).toThrow(bad('server'));
    }
  });

  it('a token without a user takes any user for its own', () => {
    const at = phone({ [KEY]: stored('t', null) });
    at.provider.setUser({ id: 'v' } as never);
    expect(who(at)).toEqual(['t', { id: 'v', token: 't' }]);
  });
});

it('every client of an app hears of every change, until it stops listening', () => {
  const at = phone({});
  const heard: unknown[] = [];
  const { session } = at.another();
  const stop = session.subscribe(() => {
    heard.push(session.token);
  });
  const stopSecond = session.subscribe(() => {
    heard.push('second');
    stopThird();
  });
  const stopThird = session.subscribe(() => {
    heard.push('third');
  });
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
  at.provider.session.subscribe(() => {
    heard.push('second');
  });
  at.provider.setToken('a');
  at.provider.setToken('b');
  expect(heard).toEqual(['first', 'second', 'second']);
});

describe('an address', () => {
  const a = 'https://a.example';
  it.each([
    [{ host: a }, `@${a}`],
    [{ host: `${a}/` }, `@${a}`],
    [{ host: PUBLIC_CLOUD, appHost: a }, `@${a}`],
    [{ domain: 'a.example' }, `@${a}`],
    [{ host: PUBLIC_CLOUD }, ''],
    [{ host: `${PUBLIC_CLOUD}/` }, ''],
    [{}, ''],
  ])('%j has the key …app%s', (options, suffix) => {
    const at = phone({}, options);
    at.provider.setToken('t');
    expect(at.storage).toEqual({ [KEY + suffix]: { appId: 'app', host: suffix.slice(1) || PUBLIC_CLOUD, token: 't', user: null } });
    expect(who(at.restart())).toEqual(['t', null]);
  });

  it("never gets another one's token, not even from a record under its own key", () => {
    const at = phone({}, { host: a });
    at.provider.setToken('t');
    expect(at.another({ host: 'https://b.example' }).getToken()).toBeNull();
    expect(at.another({}).getToken()).toBeNull();
    const moved = phone({ [`${KEY}@https://b.example`]: at.storage[`${KEY}@${a}`] }, { host: 'https://b.example' });
    expect(who(moved)).toEqual([null, null]);
    // The first versions had one key for all addresses, and did not say which.
    expect(who(phone({ [`${KEY}@${a}`]: { appId: 'app', token: 't', user: null } }, { host: a }))).toEqual([null, null]);
  });

  it('takes over what authing-wxapp-sdk left, whatever it is', () => {
    const at = phone({ _authing_token: 't', _authing_user: { id: 'u' } }, { host: a });
    expect(who(at)).toEqual(['t', { id: 'u' }]);
    expect(Object.keys(at.storage)).toEqual([`${KEY}@${a}`]);
  });
});

it('one listener that throws keeps the news from nobody', () => {
  const at = phone();
  const heard: unknown[] = [];
  const mistake = new Error('in a page');
  at.provider.session.subscribe(() => {
    throw mistake;
  });
  at.provider.session.subscribe(() => heard.push(at.provider.getToken()));
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  at.provider.setToken('t');
  expect([heard, errors.mock.calls]).toEqual([['t'], [[mistake]]]);
  errors.mockRestore();
});

describe('quietly', () => {
  const heard = (at: ReturnType<typeof phone>): unknown[] => {
    const said: unknown[] = [];
    at.provider.session.subscribe(() => said.push(at.provider.getToken()));
    return said;
  };

  it("changes at once what is told when the owner says so, and holds back nobody else's news", () => {
    const at = phone({});
    const said = heard(at);
    const tells: (() => void)[] = [];
    at.provider.session.quietly(
      () => at.provider.setToken('a'),
      (tell) => tells.push(tell),
    );
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
    expect(() =>
      at.provider.session.quietly(
        () => at.provider.setToken('a'),
        (tell) => tells.push(tell),
      ),
    ).toThrow(bad('storage'));
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
