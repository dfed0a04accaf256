import type { Asked } from '../fake-wx';
import { create, fails, kept, logins, none, outcomeOf, pass, useFreshWorld, world } from './world';

useFreshWorld();

describe('taken', () => {
  it('once, and waited for while it is on its way', async () => {
    world.answer = ({ success }) => setTimeout(() => success({ code: 'late', errMsg: '' }), 3000);
    const code = create();
    expect(await outcomeOf(code.take())).toEqual(none({ data: null }));
    code.prepare();
    const first = code.take();
    await pass(3000);
    expect([await first, await outcomeOf(code.take())]).toEqual(['late', none()]);
    expect(logins()).toHaveLength(1);
  });

  it('a renewal under way is waited for; the older code is at hand if it fails', async () => {
    const code = await kept();
    world.answer = ({ fail }) => setTimeout(() => fail({ errMsg: 'login:fail' }), 3000);
    await pass(151_000);
    expect(logins()).toHaveLength(2);
    const taken = code.take();
    await pass(3000);
    expect(await outcomeOf(taken)).toBe('code 1');
    await pass(20_000);
    expect(logins()).toHaveLength(2);
  });

  it.each([-100_000, 3_600_000])('is told by timers while somebody looks, whatever the clock is set to: %d ms', async (shift) => {
    const code = await kept();
    await pass(50_000);
    jest.setSystemTime(Date.now() + shift);
    code.pause();
    code.fetchIfNone();
    expect(logins()).toHaveLength(1);
    await pass(219_999);
    expect(await outcomeOf(code.take())).toBe('code 1');
  });

  it('and by the clock while nobody does', async () => {
    const code = await kept();
    code.rest();
    jest.setSystemTime(Date.now() + 269_999);
    expect(await outcomeOf(code.take())).toBe('code 1');
    const other = await kept();
    other.rest();
    jest.setSystemTime(Date.now() + 270_000);
    expect(await outcomeOf(other.take())).toEqual(none());
  });

  it('too old by the timer it is not handed out', async () => {
    const code = await kept();
    code.pause();
    await pass(270_000);
    expect(await outcomeOf(code.take())).toEqual(none());
  });

  it('or fetched: a sign-in without data waits until the network is there', async () => {
    fails('login:fail network error');
    const code = create();
    const taken = code.takeOrFetch(10_000);
    await pass(5000);
    world.answer = ({ success }) => success({ code: 'at last', errMsg: '' });
    await pass(2000);
    expect(await taken).toBe('at last');
  });

  it('the network that is back is enough, and it is not waited for any longer than was said', async () => {
    fails('login:fail network error');
    const code = create();
    const taken = outcomeOf(code.takeOrFetch(9000));
    await pass(6000);
    world.answer = ({ success }) => success({ code: 'at last', errMsg: '' });
    world.listeners.slice().forEach((listener) => listener({ isConnected: true }));
    expect(await taken).toBe('at last');
    fails('login:fail network error');
    const late = outcomeOf(code.takeOrFetch(3000));
    await pass(2999);
    world.answer = () => undefined;
    await pass(1);
    expect(await late).toEqual(none());
    await pass(10_000);
    expect(world.listeners).toEqual([]);
  });

  it('a wx.login that WeChat does not answer is followed by another; if it answers late, only a third is certain', async () => {
    const asked: Asked[] = [];
    world.answer = (given, nth) => {
      asked.push(given);
      if (nth > 1) given.success({ code: `code ${nth}`, errMsg: '' });
    };
    const code = create();
    code.prepare();
    await pass(7000);
    expect(logins()).toHaveLength(2);
    asked[0].success({ code: 'late', errMsg: '' });
    await pass(0);
    expect(logins()).toHaveLength(3);
    expect(await outcomeOf(code.take())).toBe('code 3');
  });

  it.each([
    ['login:fail network error', undefined, true],
    ['login:fail 请求超时', undefined, true],
    ['login:fail', 'none', true],
    ['login:fail', 'wifi', false],
    ['login:fail', undefined, false],
  ] as const)('why there is none is told: %s on %s', async (errMsg, type, network) => {
    world.connection = type;
    fails(errMsg);
    const code = create();
    const taken = outcomeOf(code.takeOrFetch(10_000));
    await pass(10_000);
    expect(await taken).toEqual(none({ data: { network, errMsg }, cause: expect.objectContaining({ errMsg }) }));
    const { message } = (await taken) as Error;
    expect(/网络|超时/.test(message)).toBe(network);
  });
});

it("WeChat's limit is kept by waiting", async () => {
  const code = create();
  const codes: string[] = [];
  const at: number[] = [];
  const began = Date.now();
  world.answer = ({ success }, nth) => {
    at.push(Date.now() - began);
    success({ code: `code ${nth}`, errMsg: '' });
  };
  const all = (async () => {
    for (let n = 0; n < 12; n++) codes.push(await code.takeOrFetch(10_000));
  })();
  await pass(10_000);
  await all;
  expect(new Set(codes).size).toBe(12);
  at.forEach((time, index) => expect(time - (at[index - 4] ?? -2500)).toBeGreaterThanOrEqual(2500));
});
