import { launch } from '../built-modules';

interface Asked {
  timeout: number;
  success(result: { code?: string; errMsg: string }): void;
  fail(cause: unknown): void;
}

const login = (answer: (asked: Asked) => void): Promise<string> => {
  (globalThis as { wx?: unknown }).wx = { login: answer };
  return (launch()('lib/wx/login') as typeof import('../../../lib/wx/login')).wxLogin(500);
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
  delete (globalThis as { wx?: unknown }).wx;
});

it('resolves with the code, and asks WeChat to give up when we do', async () => {
  const asked: number[] = [];
  expect(await login(({ timeout, success }) => {
    asked.push(timeout);
    success({ code: 'c', errMsg: 'login:ok' });
  })).toBe('c');
  expect(asked).toEqual([500]);
});

const below = { errMsg: 'login:fail' };
it.each<[string, (asked: Asked) => void, unknown]>([
  ['fails', ({ fail }) => fail(below), below],
  ['throws', () => { throw new Error('no such interface'); }, { errMsg: 'Error: no such interface' }],
  ['succeeds without a code', ({ success }) => success({ code: '', errMsg: 'login:ok?' }), { errMsg: 'login:ok?' }],
  ['never answers', () => undefined, { errMsg: 'login:fail no answer in 500 ms' }],
])('a wx.login that %s is login_code, with its cause', async (_, answer, cause) => {
  const failed = login(answer).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(499);
  await jest.advanceTimersByTimeAsync(1);
  expect(await failed).toMatchObject({ name: 'AuthingError', reason: 'login_code', stage: 'login_code', retryable: true, cause });
});
