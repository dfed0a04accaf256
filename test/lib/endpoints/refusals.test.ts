import type { KernelClient } from '../../../lib/client/kernel-client';
import type { HttpRequest } from '../../../lib/http/http-client';
import { launch } from '../../source/launch';

const options = { appId: 'app', host: 'https://core.example/', timeout: 500 };
const user = { id: 'u', token: 't' };

/** The package's calls on a client that answers `answer`, and what it was asked. */
function client(
  answer: (http: typeof import('../../../lib/http/answer'), errors: typeof import('../../../lib/errors/authing-error')) => unknown,
) {
  const load = launch();
  const asked: HttpRequest[] = [];
  const signedIn: unknown[] = [];
  const fake = {
    options,
    tokenProvider: { setUser: (value: unknown) => void signedIn.push(value) },
    httpClient: {
      request: (request: HttpRequest) =>
        new Promise((resolve) => {
          asked.push(request);
          resolve(request.read!(answer(load('lib/http/answer') as never, load('lib/errors/authing-error') as never)));
        }).catch(request.rescue),
    },
  } as unknown as KernelClient;
  const { loginByCode } = load('lib/endpoints/login-by-code') as typeof import('../../../lib/endpoints/login-by-code');
  const { loginByPhone, getPhone } = load('lib/endpoints/phone') as typeof import('../../../lib/endpoints/phone');
  return {
    asked,
    signedIn,
    loginByCode: (...values: unknown[]) => (loginByCode as (...all: unknown[]) => Promise<unknown>)(fake, ...values),
    loginByPhone: (...values: unknown[]) => (loginByPhone as (...all: unknown[]) => Promise<unknown>)(fake, ...values),
    getPhone: (...values: unknown[]) => (getPhone as (...all: unknown[]) => Promise<unknown>)(fake, ...values),
  };
}
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );

it.each<[number, string, unknown, string, object]>([
  // WeChat's numbers, in Authing's data, in its words, in its code.
  [500, '', { errcode: 40029 }, 'session_key', { retryable: true, code: 500, data: { errcode: 40029 } }],
  [500, '', { errcode: 40163 }, 'session_key', {}],
  [500, '', { errcode: -41003 }, 'session_key', {}],
  [500, 'no', { errcode: -1 }, 'server', { retryable: true, message: 'no', code: 500 }],
  [500, 'no', { errcode: 45011 }, 'server', { retryable: true, message: 'no' }],
  [500, 'no', { errcode: 40226 }, 'blocked', { retryable: false, message: 'no', code: 500 }],
  [500, '40029', null, 'session_key', {}],
  [500, 'errcode=40163, x', null, 'session_key', {}],
  [500, 'says -41003', null, 'session_key', {}],
  [500, '(40226)', null, 'blocked', { message: '(40226)' }],
  [600, 'WeChat: 45011', null, 'server', { code: 600, retryable: true }],
  [600, 'says -1.', null, 'server', { retryable: true }],
  [40029, 'x', null, 'session_key', { code: 40029 }],
  [45011, 'x', null, 'server', { retryable: true }],
  [40226, 'x', null, 'blocked', {}],
  // No numbers of WeChat's.
  [600, '400290', null, 'server', { retryable: false }],
  [600, 'x40029', null, 'server', { retryable: false }],
  [600, 'a-1', null, 'server', { retryable: false }],
  [600, 'no', { errcode: '40029' }, 'session_key', {}],
  [600, 'bad code', { errcode: 1 }, 'server', { message: 'bad code' }],
  // Other numbers of WeChat's: another try cannot help, whatever Authing's number.
  [500, 'no', { errcode: 40125 }, 'server', { message: 'no', code: 500, retryable: false }],
  [500, 'errcode: 40013, invalid code', null, 'server', { retryable: false }],
  [500, 'connect ECONNREFUSED 10.0.0.1:45678', null, 'server', { retryable: true }],
  // Words, where there is no number.
  ...[
    'invalid code',
    'Invalid js_code',
    'code been used',
    'code has already been used',
    'code is expired',
    'wx: code not valid',
    'the login code was used',
    'invalid wx.login code',
    'code 无效',
    'js_code已失效',
    '无效的 code',
    'code 已被使用',
    '登录凭证已过期',
    '过期的登录凭证',
    'session_key expired',
    'session key',
    'sessionkey',
    '会话密钥错误',
    'cannot decrypt',
    'decryption failed',
    '解密失败',
    'bad CIPHER',
    'padding',
    'encryptedData',
  ].map((words): [number, string, unknown, string, object] => [600, words, null, 'session_key', { code: 600, retryable: true }]),
  // Nothing else is: what a server's gateway and set-up say is kept.
  ...[
    'invalid appid, code2Session',
    'invalid appsecret',
    'code2Session: invalid appid',
    'AppSecret 错误',
    '不合法的 AppID',
    '小程序密钥不正确',
    'app id is invalid: no session_key',
    'ip not in whitelist',
    '获取 session_key 失败：请检查 appSecret',
    '应用 ID 无效',
    'Request failed with status code 400',
    'code2Session: Request failed with status code 404',
    '请求失败，状态码 403',
  ].flatMap((words): [number, string, unknown, string, object][] =>
    [400, 500, 503, 600, 40013].map((code) => [code, words, null, 'server', { code, message: words, retryable: false }]),
  ),
  ...[
    'Request failed with status code 502',
    'session_key: Request failed with status code 503',
    'code2Session: status code: 504',
    'Request failed with status code 429',
    '请求失败，状态码 502',
  ].flatMap((words): [number, string, unknown, string, object][] =>
    [400, 500, 502, 600].map((code) => [code, words, null, 'server', { code, message: words, retryable: true }]),
  ),
  ...[
    'code2Session failed',
    'verification code is wrong',
    'invalid verification code',
    'error code 7',
    '系统繁忙',
    '密钥错误',
    'watermark',
    'no code',
    'country code invalid',
    '验证码错误',
  ].map((words): [number, string, unknown, string, object] => [503, words, null, 'server', { code: 503, message: words, retryable: true }]),
  [600, 'barcode', null, 'server', { message: 'barcode' }],
  [600, 'codes', null, 'server', {}],
  // Authing's numbers mean what Authing's list says.
  [1000, 'bad code', { errcode: 40029 }, 'server', { code: 1000 }],
  [3999, 'bad code', null, 'server', { code: 3999 }],
  [999, 'bad code', null, 'session_key', {}],
  [4000, 'bad code', null, 'session_key', {}],
  [2020, 'bad code', null, 'unauthenticated', { code: 2020 }],
])('%d %j %j is %s', async (code, message, data, reason, fields) => {
  const { loginByCode, signedIn } = client(({ authingRefusal }) => {
    throw authingRefusal(code, message, data);
  });
  expect(await rejection(loginByCode('c'))).toMatchObject({ name: 'AuthingError', stage: 'request', reason, ...fields });
  expect(signedIn).toEqual([]);
});

it('what was refused is kept as the cause', async () => {
  const { loginByCode } = client(({ authingRefusal }) => {
    throw authingRefusal(500, 'cannot decrypt', null);
  });
  expect(await rejection(loginByCode('c'))).toMatchObject({
    reason: 'session_key',
    cause: { reason: 'server', message: 'cannot decrypt' },
  });
});

it.each(['denied', 'unauthenticated', 'http'] as const)('%s is no refusal of the code, whatever it says', async (reason) => {
  const { loginByCode } = client((_, { AuthingError }) => {
    throw new AuthingError(reason, { stage: 'request', message: 'bad code' });
  });
  expect(await rejection(loginByCode('c'))).toMatchObject({ reason, message: 'bad code' });
});

it('a failure that is no refusal stays what it is', async () => {
  const failure = new Error('bad code');
  expect(
    await rejection(
      client(() => {
        throw failure;
      }).loginByCode('c'),
    ),
  ).toBe(failure);
});

it.each([
  ['loginByCode', ['c'], 'auth', { code: 'c', iv: undefined, encryptedData: undefined, rawData: undefined }],
  ['loginByCode', ['c', { iv: 'i', encryptedData: 'e', rawData: 'r' }], 'auth', { code: 'c', iv: 'i', encryptedData: 'e', rawData: 'r' }],
  ['loginByPhone', ['c', 'i', 'e'], 'auth-by-phone', { code: 'c', iv: 'i', encryptedData: 'e' }],
  ['getPhone', ['c', 'i', 'e'], 'getphone', { code: 'c', iv: 'i', encryptedData: 'e' }],
] as const)('%s %j', async (method, values, endpoint, data) => {
  const answer = method === 'getPhone' ? { countryCode: '86', phoneNumber: '1', purePhoneNumber: '1' } : user;
  const calls = client(() => answer);
  expect(await calls[method](...values)).toEqual(answer);
  expect(calls.signedIn).toEqual(method === 'getPhone' ? [] : [user]);
  expect(calls.asked).toEqual([
    {
      method: 'POST',
      url: `https://core.example/connections/social/wechat-miniprogram/${endpoint}`,
      data,
      unSetToken: true,
      read: expect.any(Function),
      rescue: expect.any(Function),
    },
  ]);
});

it.each([
  ['loginByCode', [''], 'code: wx.login() → code'],
  ['getPhone', ['', 'i', 'e'], 'code: wx.login() → code'],
  ['loginByCode', ['c', { iv: 'i' }], 'iv + encryptedData'],
  ['loginByCode', ['c', { encryptedData: 'e' }], 'iv + encryptedData'],
  ['loginByPhone', ['c', '', 'e'], 'iv + encryptedData'],
  ['loginByPhone', ['c', 'i', ''], 'iv + encryptedData'],
  ['getPhone', ['c', '', 'e'], 'iv + encryptedData'],
  ['getPhone', ['c', 'i', ''], 'iv + encryptedData'],
] as const)('%s %j sends nothing', async (method, values, message) => {
  const calls = client(() => user);
  expect(await rejection(calls[method](...values))).toMatchObject({ reason: 'invalid_argument', stage: 'request', message });
  expect(calls.asked).toEqual([]);
});

it.each([
  ['loginByCode', null],
  ['loginByCode', 'text'],
  ['loginByCode', { id: 'u' }],
  ['loginByCode', { token: 't' }],
  ['loginByCode', { id: '', token: 't' }],
  ['loginByPhone', { id: 'u', token: 'two words' }],
  ['getPhone', null],
  ['getPhone', undefined],
  ['getPhone', 'text'],
  ['getPhone', {}],
  ['getPhone', { countryCode: '86' }],
  ['getPhone', { purePhoneNumber: true }],
] as const)('%s does not take %j for an answer', async (method, answer) => {
  const calls = client(() => answer);
  expect(await rejection(calls[method]('c', ...(method === 'loginByCode' ? [] : ['i', 'e'])))).toMatchObject({
    reason: 'server',
    stage: 'request',
    code: 9005,
  });
  expect(calls.signedIn).toEqual([]);
});

it.each([
  [{ countryCode: 86, phoneNumber: 10000000000, purePhoneNumber: 10000000000 }, ['86', '10000000000', '10000000000']],
  [{ countryCode: 852, purePhoneNumber: 10000000 }, ['852', '+85210000000', '10000000']],
  [{ countryCode: '+852', phoneNumber: '+85210000000' }, ['852', '+85210000000', '10000000']],
  [{ phoneNumber: '+8610000000000' }, ['86', '10000000000', '10000000000']],
  [{ phoneNumber: '+85210000000', purePhoneNumber: '10000000' }, ['852', '+85210000000', '10000000']],
  [{ purePhoneNumber: '10000000000' }, ['86', '10000000000', '10000000000']],
])('getPhone makes three texts of %j', async (answer, [countryCode, phoneNumber, purePhoneNumber]) => {
  expect(await client(() => ({ ...answer, openid: 'o' })).getPhone('c', 'i', 'e')).toEqual({
    countryCode,
    phoneNumber,
    purePhoneNumber,
    openid: 'o',
  });
});

it.each(['loginByCode', 'loginByPhone'] as const)("%s makes texts of a user's numbers", async (method) => {
  const { signedIn, [method]: signIn } = client(() => ({ id: 7, token: 't', phone: 10000000000, phoneCountryCode: 86, loginsCount: 3 }));
  const texts = { id: '7', token: 't', phone: '10000000000', phoneCountryCode: '86', loginsCount: 3 };
  expect(await signIn('c', ...(method === 'loginByCode' ? [] : ['i', 'e']))).toEqual(texts);
  expect(signedIn).toEqual([texts]);
});
