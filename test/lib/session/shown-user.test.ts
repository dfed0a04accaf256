import { launch } from '../../source/launch';
import { takeWx } from '../fake-wx';
import { KEY, phone, stored } from './device';

afterEach(takeWx);
const shownUser = (user: object): unknown => {
  const module = launch()('lib/session/shown-user') as typeof import('../../../lib/session/shown-user');
  return module.shownUser(user as never);
};

it.each([
  'password',
  'passwordHash',
  'encryptedPassword',
  'pwd',
  'salt',
  'passwordSalt',
  'oauth',
  'session_key',
  'sessionKey',
  'session-key',
  'SESSION_KEY',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'idToken',
  'id_token',
  'tokens',
  'clientSecret',
  'secret',
  'privateKey',
  'api_key',
  'jwt',
  'cookie',
  'credential',
  'Authorization',
  'totpSecret',
  'otp',
  'recovery_code',
  'recoveryCode',
])('%s is kept from pages at any depth', (name) => {
  const secret = { [name]: 'x', nickname: 'n' };
  const custom = { key: name, value: 'x' };
  expect(
    shownUser({
      id: 'u',
      ...secret,
      identities: [{ provider: 'p', ...secret }],
      customData: [custom, { key: 'city', value: 'c', deep: [[secret]] }],
      thirdPartyIdentity: JSON.stringify({ a: [secret] }),
      list: [JSON.stringify(JSON.stringify(secret)), JSON.stringify([custom, 1])],
    }),
  ).toEqual({
    id: 'u',
    nickname: 'n',
    identities: [{ provider: 'p', nickname: 'n' }],
    customData: [{ key: 'city', value: 'c', deep: [[{ nickname: 'n' }]] }],
    thirdPartyIdentity: '{"a":[{"nickname":"n"}]}',
    list: [JSON.stringify(JSON.stringify(secret)), '[1]'],
  });
});

it("keeps everything else as it is, and the user's own token", () => {
  const user = {
    id: 'u',
    token: 'eyJ.a.b',
    tokenExpiredAt: '2026-01-01',
    photo: 'https://a.example/p.png',
    emailVerified: true,
    loginsCount: 3,
    blocked: null,
    customData: { secretary: 's', assault: 'no', note: '{not json', big: '[ 12345678901234567890 ]', signature: 'eyJ' },
    list: ['a', null, 0],
  };
  expect(shownUser(user)).toEqual(user);
  expect(shownUser({ id: 'u', token: null, when: new Date(0) })).toEqual({ id: 'u', when: new Date(0) });
});

it('a token is one under any name', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.sig-_';
  expect(shownUser({ id: 'u', note: jwt, list: [jwt, 'a'] })).toEqual({ id: 'u', list: ['a'] });
});

it('__proto__ stops here', () => {
  const user = JSON.parse('{"id":"u","__proto__":{"admin":true},"customData":{"__proto__":{"admin":true},"a":1}}') as object;
  const shown = shownUser(user) as { admin?: unknown; customData: { admin?: unknown } };
  expect([shown, shown.admin, shown.customData.admin]).toEqual([{ id: 'u', customData: { a: 1 } }, undefined, undefined]);
});

it('what contains itself ends somewhere', () => {
  const user: { id: string; self?: unknown } = { id: 'u' };
  user.self = user;
  expect(() => JSON.stringify(shownUser(user))).not.toThrow();
});

it('neither memory nor Storage has more than a page may show', () => {
  const secrets = { password: 'hash', identities: [{ accessToken: 'a', openid: 'o' }] };
  const clean = { id: 'u', token: 't', identities: [{ openid: 'o' }] };
  const at = phone();
  at.provider.setUser({ id: 'u', token: 't', ...secrets } as never);
  expect([at.provider.getUser(), at.storage]).toEqual([clean, { [KEY]: stored('t', clean) }]);
  at.provider.setUser({ id: 'u', ...secrets } as never);
  expect([at.provider.getUser(), at.storage]).toEqual([clean, { [KEY]: stored('t', clean) }]);
  // What an earlier version kept.
  expect(phone({ [KEY]: stored('t', { ...clean, ...secrets }) }).provider.getUser()).toEqual(clean);
  expect(phone({ _authing_token: 't', _authing_user: { ...clean, ...secrets } }).provider.getUser()).toEqual(clean);
});
