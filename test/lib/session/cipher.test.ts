import type { StorageCipher } from '../../../lib/session/cipher';
import { takeWx } from '../fake-wx';
import { bad, KEY, phone, stored, who } from './device';

afterEach(takeWx);

const backwards = (text: string): string => [...text].reverse().join('');
const withKey = (secret: string): StorageCipher => ({
  encrypt: (text) => secret + backwards(text),
  decrypt: (text) => {
    if (!text.startsWith(secret)) throw new Error('wrong key');
    return backwards(text.slice(secret.length));
  },
});
const storageCipher = withKey('k1:');
const user = { id: 'u', token: 't' };

it('Storage holds what it made of the session, and nothing else', () => {
  const at = phone({}, { storageCipher });
  at.provider.setUser(user as never);
  expect(at.storage).toEqual({ [KEY]: `k1:${backwards(JSON.stringify(stored('t', user)))}` });
  expect(who(at.restart())).toEqual(['t', user]);
});

it.each<[string, unknown, StorageCipher | undefined]>([
  ['another key', storageCipher.encrypt(JSON.stringify(stored('t', user))), withKey('k2:')],
  ['no cipher', storageCipher.encrypt(JSON.stringify(stored('t', user))), undefined],
  ['a text that somebody wrote', 'k1:}{', storageCipher],
  ['no object', storageCipher.encrypt('"t"'), storageCipher],
  ["another app's record", storageCipher.encrypt(JSON.stringify({ ...stored('t', user), appId: 'other' })), storageCipher],
])('with %s nobody is signed in', (_what, record, cipher) => {
  expect(who(phone({ [KEY]: record }, cipher && { storageCipher: cipher }))).toEqual([null, null]);
});

it('encrypts what was kept before there was one', () => {
  const plain = phone({ [KEY]: stored('t', user) });
  expect(who(plain)).toEqual(['t', user]);
  plain.another({ storageCipher });
  expect(plain.storage[KEY]).toMatch(/^k1:/);
  const kept = phone({ [KEY]: stored('t', user) }, { storageCipher });
  expect(who(kept)).toEqual(['t', user]);
  expect(kept.storage[KEY]).toMatch(/^k1:/);
});

it('that comes late opens what could not be opened, and pages hear of it', () => {
  const at = phone({ [KEY]: storageCipher.encrypt(JSON.stringify(stored('t', user))) });
  const heard: unknown[] = [];
  at.provider.session.subscribe(() => heard.push(at.provider.getToken()));
  expect(at.provider.getToken()).toBeNull();
  at.another({ storageCipher });
  expect([heard, at.provider.getToken()]).toEqual([['t'], 't']);
});

it('that comes late does not undo a sign-out, or what was signed in meanwhile', () => {
  const sealed = storageCipher.encrypt(JSON.stringify(stored('t', user)));
  const out = phone({ [KEY]: sealed });
  out.provider.clearUser();
  out.another({ storageCipher });
  expect(who(out)).toEqual([null, null]);
  const inAgain = phone({ [KEY]: sealed });
  inAgain.provider.setToken('later');
  expect(inAgain.another({ storageCipher }).getToken()).toBe('later');
});

it.each<[string, StorageCipher['encrypt']]>([
  [
    'throws',
    () => {
      throw new Error('no key');
    },
  ],
  ['makes no text', () => undefined as never],
])('that %s is a Storage that fails, and nothing is kept', (_what, encrypt) => {
  const at = phone({ [KEY]: stored('old', null) }, { storageCipher: { ...storageCipher, encrypt } });
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(() => at.provider.setUser(user as never)).toThrow(bad('storage'));
  warned.mockRestore();
  expect(at.provider.getToken()).toBe('t');
  expect(at.storage).toEqual({});
});
