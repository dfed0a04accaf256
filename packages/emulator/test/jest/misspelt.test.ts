/** @jest-environment ./test/harness/environment.js */
/** What a test in JavaScript can get wrong without a compiler that tells. */
import { launch } from 'authing-miniapp-emulator/jest';
import { miniProgram } from './mini-program';

type Loose = (...args: unknown[]) => Promise<unknown>;

it.each([
  ['an option', { pages: 'pages/index/index' }, /^launch: there is no 'pages' \(did you mean 'page'\?\); there is 'root', 'page', /],
  [
    'an engine',
    { engine: 'exparser' },
    /there is no 'exparser'; there is 'simulate', 'glass-easel'\n.*没有 'exparser'；有 'simulate'、'glass-easel'$/,
  ],
  ['half of WeChat', { wechat: { phone: {} } }, /there is no 'phone'; there is 'cloud', 'device'$/m],
  ["a device's option", { wechat: { device: { lang: 'en' } } }, /there is no 'lang'; there is .*'language'/],
  ["the cloud's option", { wechat: { cloud: { user: [] } } }, /there is no 'user' \(did you mean 'users'\?\); there is .*'users'/],
  ["the server's option", { server: { app: [] } }, /there is no 'app' \(did you mean 'apps'\?\); there is 'apps'/],
  ['how a component is used', { mount: { props: {} } }, /there is no 'props'; there is .*'properties'/],
])('launch refuses %s that there is not', async (_what, options, message) => {
  await expect((launch as Loose)({ root: miniProgram(), ...options })).rejects.toThrow(message);
});

it.each([
  [
    'a sheet',
    ['phonenumber', { answer: 'deny' }],
    "the sheet: there is no 'phonenumber' (did you mean 'phoneNumber'?); there is 'phoneNumber', 'avatar',",
  ],
  ['an answer', ['phoneNumber', { answer: 'refuse' }], "the answer: there is no 'refuse'; there is 'accept', 'deny', 'cancel', 'never'"],
  ['no answer', ['phoneNumber', {}], "the answer: there is no 'undefined'"],
  [
    'a field',
    ['avatar', { answer: 'deny', after: 5 }],
    "the answer 'deny': there is no 'after' (did you mean 'afterMs'?); there is 'answer', 'errMsg', 'errno', 'afterMs'",
  ],
])('the person refuses %s that there is not', async (_what, [kind, decision], message) => {
  const app = await launch({ root: miniProgram() });
  expect(() => app.person.next(kind as never, decision as never)).toThrow(`person.next, ${message}`);
  expect(() => app.person.always(kind as never, decision as never)).toThrow(`person.always, ${message}`);
});

describe('faults', () => {
  type Plan = (target: unknown, fault?: unknown) => unknown;

  it.each(['next', 'always'] as const)('.%s refuses a call and a kind that there is not, in English and Chinese', async (method) => {
    const { device, wechat } = await launch({ root: miniProgram() });
    const onDevice = device.faults[method] as Plan;
    expect(() => onDevice('reqest', { kind: 'offline' })).toThrow(
      new RegExp(`^faults\\.${method}: there is no 'reqest' \\(did you mean 'request'\\?\\); there is 'login', .*'request'`),
    );
    expect(() => onDevice('reqest', { kind: 'offline' })).toThrow(
      /\nfaults\..*：没有 'reqest'（是否指 'request'？）；有 'login'、.*'request'/,
    );
    expect(() => onDevice('request', { kind: 'ofline' })).toThrow(
      "there is no 'ofline' (did you mean 'offline'?); there is 'fail', 'slow'",
    );
    expect(() => onDevice('request')).toThrow("there is no 'undefined'; there is 'fail'");
    expect(() => onDevice('storage.read', { kind: 'full' })).toThrow("there is no 'full'; there is 'fail'");
    expect(() => (wechat.cloud.faults[method] as Plan)('exchangecode', { kind: 'never' })).toThrow("did you mean 'exchangeCode'?");
    expect(() => onDevice('request', { kind: 'offline' })).not.toThrow();
  });

  it('of the server refuse a condition that there is not: it would hit any request', async () => {
    const { server } = await launch({ root: miniProgram() });
    expect(() => server.faults.error(1000, { operations: 'user' } as never)).toThrow(
      "there is no 'operations' (did you mean 'operation'?); there is 'path', 'operation', 'method', 'skip', 'times'",
    );
    expect(() => server.faults.error(1000, { operation: 'user', times: 2 })).not.toThrow();
  });
});

describe('createUser', () => {
  it.each([
    [
      'a field that there is not',
      { phoneNumber: '10000000001' },
      "createUser: there is no 'phoneNumber'; there is 'username', 'email', 'phone',",
    ],
    ['a misspelt field', { pasword: 'x' }, "createUser：没有 'pasword'（是否指 'password'？）；有 'username'、"],
    ['a number for a text', { phone: 10_000_000_001 }, 'createUser({ phone }): must be a string, and is of type number'],
    ['null for a text', { email: null }, 'createUser({ email })：应为字符串，而类型是 null'],
    ['another reason for a new password', { mustResetPassword: true }, "there is no 'true'; there is 'first-login', 'forced'"],
    ['a profile with an unknown field', { profile: { nickName: 'Ada' } }, "there is no 'nickName' (did you mean 'nickname'"],
    ['a profile of other types', { profile: { gender: 1 } }, 'createUser({ profile: { gender } }): must be a string'],
    ['a profile that is none', { profile: 'Ada' }, "createUser({ profile }): there is no '0'"],
  ])('refuses %s', async (_what, account, message) => {
    const { server, appId } = await launch({ root: miniProgram() });
    expect(() => server.admin.createUser(appId, account as never)).toThrow(message);
    expect(server.admin.users).toEqual([]);
  });

  it('takes every field', async () => {
    const { server, appId } = await launch({ root: miniProgram() });
    const texts = {
      username: 'ada',
      email: 'ada@example.com',
      phone: '10000000001',
      phoneCountryCode: '+86',
      externalId: 'e',
      subAccount: 's',
    };
    const profile = { nickname: 'Ada', photo: null };
    server.admin.createUser(appId, { ...texts, password: 'Correct-Horse-9', mustResetPassword: 'forced', profile });
    expect(server.admin.users).toEqual([expect.objectContaining({ ...texts, mustResetPassword: 'forced', profile })]);
  });
});
