import { takeWx } from '../fake-wx';
import { bad, jwt, KEY, phone, stored, who } from './device';

afterEach(takeWx);
const first = { accessToken: 'first' };
const second = { accessToken: 'second' };

it('signs in, and so it does after a restart', () => {
  const at = phone({}, first);
  expect(who(at)).toEqual(['first', null]);
  expect(who(at.restart())).toEqual(['first', null]);
});

it('never replaces a later sign-in', () => {
  const at = phone({}, first);
  at.provider.setUser({ id: 'u', token: 'later' } as never);
  const later = ['later', { id: 'u', token: 'later' }];
  expect(who({ provider: at.another() })).toEqual(later);
  const restarted = at.restart();
  expect(who(restarted)).toEqual(later);
  restarted.provider.setToken('renewed');
  expect(who(restarted.restart())[0]).toBe('renewed');
});

it('never replaces a sign-in that came before anybody had looked at it', () => {
  const at = phone();
  at.broken.read = true;
  const provider = at.another(first);
  provider.setUser({ id: 'u', token: 'later' } as never);
  at.broken.read = false;
  expect(provider.getToken()).toBe('later');
  expect(at.restart(first).provider.getToken()).toBe('later');
});

it('never undoes a sign-out', () => {
  const at = phone({}, first);
  at.provider.clearUser();
  expect(who({ provider: at.another() })).toEqual([null, null]);
  const restarted = at.restart();
  expect(who(restarted)).toEqual([null, null]);
  restarted.provider.setToken('later');
  restarted.provider.clearUser();
  expect(who(restarted.restart())).toEqual([null, null]);
});

it('another one signs in, whoever is signed in, and then the first has had its turn', () => {
  const at = phone({ [KEY]: stored('t', { id: 'u' }) }, first);
  expect(who(at)).toEqual(['first', null]);
  expect(who({ provider: at.another(second) })).toEqual(['second', null]);
  expect(at.another(first).getToken()).toBe('second');
  expect(at.restart(first).provider.getToken()).toBe('second');
  at.provider.clearUser();
  expect(at.restart(second).provider.getToken()).toBeNull();
});

it('keeps the user whom it names, and nobody else', () => {
  const at = phone({ [KEY]: stored('t', { id: 'u', name: 'n' }) });
  const [own, other] = [jwt({ sub: 'u' }), jwt({ sub: 'v' })];
  expect(who({ provider: at.another({ accessToken: own }) })).toEqual([own, { id: 'u', name: 'n', token: own }]);
  expect(who({ provider: at.another({ accessToken: other }) })).toEqual([other, null]);
});

it('that is the one signed in with leaves the user alone', () => {
  const at = phone({ [KEY]: stored('first', { id: 'u' }) }, first);
  expect(who(at)).toEqual(['first', { id: 'u' }]);
  at.provider.clearUser();
  expect(who(at.restart())).toEqual([null, null]);
});

it('is not in Storage but as a fingerprint once somebody else is signed in', () => {
  const accessToken = jwt({ sub: 'u', aud: 'app' });
  const at = phone({}, { accessToken });
  at.provider.setToken('later');
  expect(at.storage).toEqual({ [KEY]: { ...stored('later', null), applied: [expect.stringMatching(/^[0-9a-f]{1,8}$/)] } });
});

it('as many are remembered as fit a small record', () => {
  const at = phone();
  for (let i = 0; i < 20; i++) at.another({ accessToken: `token-${i}` });
  expect((at.storage[KEY] as { applied: string[] }).applied).toHaveLength(8);
  expect(at.another({ accessToken: 'token-12' }).getToken()).toBe('token-19');
});

it('pages hear of it', () => {
  const at = phone();
  const heard: unknown[] = [];
  at.provider.session.subscribe(() => heard.push(at.provider.getToken()));
  at.another(first);
  at.another(first);
  expect(heard).toEqual(['first']);
});

it('signs in once Storage can be read, and until the restart when it cannot be written', () => {
  const at = phone();
  at.broken.read = true;
  const provider = at.another(first);
  expect(() => provider.getToken()).toThrow(bad('storage'));
  at.broken.read = false;
  at.broken.write = true;
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(provider.getToken()).toBe('first');
  expect(warned.mock.calls).toEqual([[bad('storage')]]);
  warned.mockRestore();
});

it('a record that did not fit leaves behind which one has had its turn', () => {
  const at = phone({}, first);
  const { wx } = globalThis as unknown as { wx: { setStorageSync: (name: string, value: unknown) => void } };
  const write = wx.setStorageSync;
  wx.setStorageSync = (name, value) => {
    if ((value as { token?: string }).token !== undefined) throw new Error('quota');
    write(name, value);
  };
  expect(() => at.provider.setToken('later')).toThrow(bad('storage'));
  expect(who(at.restart())).toEqual([null, null]);
});

it('after a sign-out, what authing-wxapp-sdk left is not taken over', () => {
  const at = phone({}, first);
  at.provider.clearUser();
  Object.assign(at.storage, { _authing_token: 'legacy' });
  expect(who(at.restart({}))).toEqual([null, null]);
});

it.each(['a b', 'ä', 7, 'null'])('%p is none', (accessToken) => {
  const message = expect.stringContaining('accessToken') as string;
  expect(() => phone({}, { accessToken: accessToken as string })).toThrow(
    expect.objectContaining({ reason: 'invalid_argument', stage: 'configure', message }) as Error,
  );
});
