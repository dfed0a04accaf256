import { create, fails, kept, logins, none, outcomeOf, pass, useFreshWorld, world } from './world';

useFreshWorld();

describe('kept', () => {
  it.each([
    [150_999, 1],
    [151_000, 2],
    [301_999, 2],
    [302_000, 3],
    [3_600_000, 24],
  ])('for %d ms: %d calls of wx.login', async (ms, count) => {
    const code = await kept();
    await pass(ms);
    expect(logins()).toHaveLength(count);
    expect(await outcomeOf(code.take())).toBe(`code ${count}`);
  });

  it('said again, it changes nothing', async () => {
    const code = await kept();
    for (let second = 0; second < 150; second++) {
      code.prepare();
      await pass(1000);
    }
    expect(logins()).toHaveLength(1);
    await pass(1000);
    expect(logins()).toHaveLength(2);
  });

  it('a code that cannot be renewed stays at hand until it is too old to be sent', async () => {
    const code = await kept();
    fails('login:fail internal');
    await pass(269_999);
    code.pause();
    expect(await outcomeOf(code.take())).toBe('code 1');
    const other = create();
    world.answer = ({ success }) => success({ code: 'other', errMsg: '' });
    other.prepare();
    await pass(1);
    fails('login:fail internal');
    await pass(270_000);
    other.pause();
    expect(await outcomeOf(other.take())).toEqual(none());
  });

  it('a failed wx.login is tried again, more and more slowly, however many pages open', async () => {
    fails('login:fail internal');
    const code = create();
    const at: number[] = [];
    const began = Date.now();
    for (let second = 0; second < 600; second++) {
      code.prepare();
      while (at.length < logins().length) at.push(Date.now() - began);
      code.rest();
      code.prepare();
      await pass(1000);
    }
    // 0, 0.5, 1.5, 3.5, 7.5 … then 128 and 150 s apart
    expect(at).toHaveLength(12);
  });

  it('the network that is back ends the wait, and is listened to no longer', async () => {
    fails('login:fail network error');
    await kept();
    await pass(10_000);
    const before = logins().length;
    expect(world.listeners).toHaveLength(1);
    world.listeners[0]({ isConnected: false });
    expect(logins()).toHaveLength(before);
    world.answer = ({ success }) => success({ code: 'back', errMsg: '' });
    world.listeners[0]({ isConnected: true });
    expect(logins()).toHaveLength(before + 1);
    await pass(0);
    expect(world.listeners).toEqual([]);
  });
});

describe('held', () => {
  it('no wx.login begins, however old the code grows, until it has died', async () => {
    const code = await kept();
    await pass(150_000);
    code.pause();
    await pass(119_999);
    expect([logins().length, world.expired.mock.calls.length]).toEqual([1, 0]);
    await pass(1);
    expect([logins().length, world.expired.mock.calls.length]).toEqual([1, 1]);
  });

  it('what is tried again is not', async () => {
    fails('login:fail internal');
    const code = create();
    code.prepare();
    await pass(600);
    expect(logins()).toHaveLength(2);
    code.pause();
    await pass(20_000);
    expect(logins()).toHaveLength(2);
  });

  it('a finger fetches a code only where there is none, and does not wait for the next attempt', async () => {
    const code = await kept();
    await pass(150_000);
    code.pause();
    code.fetchIfNone();
    expect(logins()).toHaveLength(1);
    await code.take();
    code.fetchIfNone();
    expect(logins()).toHaveLength(2);
    fails('login:fail internal');
    await code.take();
    await pass(5000);
    code.prepare();
    await pass(1600);
    const before = logins().length;
    await pass(2500);
    code.pause();
    code.fetchIfNone();
    expect(logins().length).toBeGreaterThan(before);
  });
});

describe('resting', () => {
  it('the code outlives its timers', async () => {
    const code = await kept();
    code.rest();
    expect(jest.getTimerCount()).toBe(1); // the limiter's
    await pass(2500);
    expect(jest.getTimerCount()).toBe(0);
    await pass(100_000);
    code.prepare();
    expect(logins()).toHaveLength(1);
    await pass(48_500);
    expect(logins()).toHaveLength(2);
  });

  it.each([
    [0, 1],
    [-1, 2],
  ])('a clock that was set back by %d ms meanwhile makes the age unknown', async (shift, count) => {
    const code = await kept();
    code.rest();
    jest.setSystemTime(Date.now() + shift);
    code.prepare();
    await pass(0);
    expect(logins()).toHaveLength(count);
  });

  it('an answer that comes then leaves no timer', async () => {
    world.answer = ({ success }) => setTimeout(() => success({ code: 'late', errMsg: '' }), 3000);
    const code = create();
    code.prepare();
    code.rest();
    await pass(3000);
    expect(jest.getTimerCount()).toBe(0);
    code.prepare();
    expect(await outcomeOf(code.take())).toBe('late');
    expect(logins()).toHaveLength(1);
  });
});
