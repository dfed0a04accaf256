import { launch } from '../built-modules';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

type Module = typeof import('../../../lib/login-code/login-code');

let answer: (asked: Asked, nth: number) => void;
let calls: ReturnType<typeof giveWx>;
beforeEach(() => {
  jest.useFakeTimers();
  answer = ({ success }, nth) => success({ code: `code ${nth}`, errMsg: 'login:ok' });
  calls = giveWx({ login: (asked) => answer(asked, calls.length) });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
});
const create = (): InstanceType<Module['LoginCode']> => new (launch()('lib/login-code/login-code') as Module).LoginCode();
const pass = async (ms: number): Promise<void> => void await jest.advanceTimersByTimeAsync(ms);
const taken = (code: { take(): Promise<string> }): Promise<unknown> => code.take().catch((error: unknown) => error);
const none = (cause?: unknown): object => ({ name: 'AuthingError', reason: 'login_code', stage: 'login_code', retryable: true, cause });

it.each([
  ['prepare', 269_999, 1], ['prepare', 270_000, 2], ['renew', 179_999, 1], ['renew', 180_000, 2],
] as const)('%s at %d ms: %d calls of wx.login', async (how, ms, count) => {
  const code = create();
  code.prepare();
  await pass(ms);
  code[how]();
  await pass(0);
  expect(calls).toHaveLength(count);
  expect(await taken(code)).toBe(`code ${count}`);
});

it.each([[269_999, 'code 1'], [270_000, none()]])('a code of %d ms', async (ms, outcome) => {
  const code = create();
  code.prepare();
  await pass(ms);
  expect(await taken(code)).toEqual(typeof outcome === 'string' ? outcome : expect.objectContaining(outcome));
});

it('is handed out once, and waited for while it is on its way', async () => {
  answer = ({ success }) => setTimeout(() => success({ code: 'late', errMsg: '' }), 3000);
  const code = create();
  expect(await taken(code)).toMatchObject(none());
  code.prepare();
  code.prepare();
  code.renew();
  const first = taken(code);
  await pass(3000);
  expect([await first, await taken(code)]).toEqual(['late', expect.objectContaining(none())]);
  expect(calls).toHaveLength(1);
});

it('of which the phone\'s clock says that it is yet to come is too old; so is one that slept through', async () => {
  for (const shift of [-1, 270_000]) {
    const code = create();
    code.prepare();
    await pass(10);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 10 + shift);
    expect(await taken(code)).toMatchObject(none());
    code.prepare();
    now.mockRestore();
  }
  expect(calls).toHaveLength(4);
});

it('is old by the timer, however the phone\'s clock was set', async () => {
  const code = create();
  code.prepare();
  await pass(0);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5);
  await pass(270_000);
  expect(await taken(code)).toMatchObject(none());
  now.mockRestore();
});

it('why there is none is told, until there is one again', async () => {
  const cause = { errMsg: 'login:fail' };
  const code = create();
  answer = ({ fail }) => fail(cause);
  code.prepare();
  expect(await taken(code)).toMatchObject(none(expect.objectContaining({ reason: 'login_code', cause })));
  answer = ({ success }) => success({ code: 'good', errMsg: '' });
  expect(await code.takeOrFetch()).toBe('good');
  expect(await taken(code)).toMatchObject(none(undefined));
});

it('asks four times in a second, not five', async () => {
  const code = create();
  const codes: unknown[] = [];
  for (let n = 0; n < 5; n++) codes.push(await code.takeOrFetch().catch((error: unknown) => error));
  expect(codes.slice(0, 4)).toEqual(['code 1', 'code 2', 'code 3', 'code 4']);
  expect(codes.slice(4)).toEqual([expect.objectContaining(none(new Error('wx.login: more than 4 calls in a second')))]);
  await pass(999);
  expect(await code.takeOrFetch().catch(() => 'none')).toBe('none');
  await pass(1);
  expect(await code.takeOrFetch()).toBe('code 5');
});

it('that nobody waits for any more is not kept, nor is a timer', async () => {
  answer = ({ success }) => setTimeout(() => success({ code: 'late', errMsg: '' }), 3000);
  const code = create();
  code.prepare();
  code.rest();
  await pass(3000);
  expect(jest.getTimerCount()).toBe(0);
  expect(await taken(code)).toMatchObject(none());
  code.prepare();
  await pass(3000);
  expect(jest.getTimerCount()).toBe(1);
  code.rest();
  await pass(0);
  expect(jest.getTimerCount()).toBe(0);
  expect(await taken(code)).toMatchObject(none());
});

it('that was not accepted is forgotten with its timer, and one that failed leaves none', async () => {
  const code = create();
  code.prepare();
  await pass(1000);
  code.drop();
  expect(jest.getTimerCount()).toBe(0);
  answer = ({ fail }) => fail({});
  code.prepare();
  await pass(1000);
  expect(jest.getTimerCount()).toBe(0);
});

it.each([['object', true], ['number', false]])('a timer that is a %s holds no Node.js process: %p', (kind, asked) => {
  const unref = jest.fn();
  const real = globalThis.setTimeout;
  const cleared = jest.spyOn(globalThis, 'clearTimeout').mockImplementation(() => undefined);
  const timer = kind === 'object' ? { unref } : 7;
  globalThis.setTimeout = (() => timer) as never;
  try {
    const { countDown } = launch()('lib/login-code/count-down') as typeof import('../../../lib/login-code/count-down');
    countDown(5, () => undefined)();
    expect(unref).toHaveBeenCalledTimes(asked ? 1 : 0);
    expect(cleared.mock.calls).toEqual([[timer]]);
  } finally {
    globalThis.setTimeout = real;
    cleared.mockRestore();
  }
});
