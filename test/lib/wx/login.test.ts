import { launch } from '../../source/launch';

interface Asked {
  timeout: number;
  success(result: { code?: string; errMsg: string }): void;
  fail(cause: unknown): void;
}

const late = jest.fn();
const login = (answer: (asked: Asked) => void): Promise<string> => {
  (globalThis as { wx?: unknown }).wx = { login: answer };
  return (launch()('lib/wx/login') as typeof import('../../../lib/wx/login')).wxLogin(500, late);
};

beforeEach(() => {
  late.mockReset();
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
  delete (globalThis as { wx?: unknown }).wx;
});

it('resolves with the code, and asks WeChat to give up when we do', async () => {
  const asked: number[] = [];
  expect(
    await login(({ timeout, success }) => {
      asked.push(timeout);
      success({ code: 'c', errMsg: 'login:ok' });
    }),
  ).toBe('c');
  expect(asked).toEqual([500]);
});

const below = { errMsg: 'login:fail' };
it.each<[string, (asked: Asked) => void, unknown]>([
  ['fails', ({ fail }) => fail(below), below],
  [
    'throws',
    () => {
      throw new Error('no such interface');
    },
    { errMsg: 'no such interface' },
  ],
  ['succeeds without a code', ({ success }) => success({ code: '', errMsg: 'login:ok?' }), { errMsg: 'login:ok?' }],
  ['never answers', () => undefined, { errMsg: 'login:fail no answer in 500 ms' }],
])('a wx.login that %s is login_code, with its cause', async (_, answer, cause) => {
  const failed = login(answer).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(500);
  await jest.advanceTimersByTimeAsync(300);
  expect(await failed).toMatchObject({ name: 'AuthingError', reason: 'login_code', stage: 'login_code', retryable: true, cause });
});

it('an answer after it was given up is told as late, once it has a code', async () => {
  let asked: Asked | undefined;
  const failed = login((given) => {
    asked = given;
  }).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(800);
  expect(await failed).toMatchObject({ reason: 'login_code', data: { network: false } });
  asked!.fail({ errMsg: 'login:fail' });
  expect(late).not.toHaveBeenCalled();
  asked!.success({ code: 'late', errMsg: 'login:ok' });
  expect(late).toHaveBeenCalledTimes(1);
});

it.each<[string, unknown]>([
  ['never answers', () => undefined],
  [
    'throws',
    () => {
      throw new Error('no such interface');
    },
  ],
  ['is not there', undefined],
])('a wx.getNetworkType that %s keeps nobody waiting', async (_, getNetworkType) => {
  const failed = login(({ fail }) => fail(below)).catch((error: unknown) => error);
  Object.assign((globalThis as { wx?: object }).wx!, { getNetworkType });
  await jest.advanceTimersByTimeAsync(300);
  expect(await failed).toMatchObject({ reason: 'login_code', data: { network: false, errMsg: 'login:fail' } });
});

it('takes a phone that says nothing of its network for one that has it', async () => {
  const wx = {
    login: ({ fail }: Asked) => fail({ errMsg: 'login:fail' }),
    getNetworkType: ({ success }: { success(): void }) => success(),
  };
  (globalThis as { wx?: unknown }).wx = wx;
  const { wxLogin } = launch()('lib/wx/login') as typeof import('../../../lib/wx/login');
  const failed = expect(wxLogin(500, late)).rejects.toMatchObject({ reason: 'login_code', retryable: true, data: { network: false } });
  await jest.advanceTimersByTimeAsync(300);
  await failed;
});
