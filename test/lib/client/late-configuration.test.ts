import type { AuthingState } from '../../../lib/client/auth-state';
import { giveWx, takeWx } from '../fake-wx';
import { ann, copy, globals, signedIn, signedOut, unknown, useWorld, world } from './world';

useWorld();

describe('a configuration that comes late', () => {
  it('by configureAuthing is heard at once, and so is a change', () => {
    const { follow, configureAuthing, tokens } = copy();
    const { heard } = follow();
    configureAuthing({ appId: 'a' });
    tokens().setUser(ann);
    configureAuthing({ appId: 'b' });
    configureAuthing({ appId: 'a' });
    configureAuthing({ appId: 'a', host: 'http://a.example' });
    expect(heard).toEqual([unknown, signedOut, signedIn, signedOut, signedIn, unknown]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each<[string, () => void]>([
    [
      'authing',
      () => {
        world.app.authing = { appId: 'a' };
      },
    ],
    [
      'globalData.authing',
      () => {
        world.app.globalData = { authing: { appId: 'a' } };
      },
    ],
  ])('by getApp().%s is found within twice the time it took, five seconds at most', (_name, configure) => {
    for (const after of [50, 1000, 60_000]) {
      world.app = {};
      const { follow } = copy();
      const { heard, stop } = follow();
      jest.advanceTimersByTime(after);
      configure();
      expect(heard).toEqual([unknown]);
      jest.advanceTimersByTime(Math.min(after + 100, 5000));
      expect(heard).toEqual([unknown, signedOut]);
      expect(jest.getTimerCount()).toBe(0);
      stop();
      takeWx();
      giveWx({ getStorageSync: () => '' });
    }
  });

  it('is told to everybody who waits for it when somebody who comes later finds it', () => {
    const { follow } = copy();
    const [one, other] = [follow(), follow()];
    world.app.authing = { appId: 'a' };
    const late = follow();
    expect([one.heard, other.heard, late.heard]).toEqual([[unknown, signedOut], [unknown, signedOut], [signedOut]]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is asked for ever more rarely, and not at all once nobody waits', () => {
    let asked = 0;
    globals.getApp = () => (asked++, world.app);
    const { follow } = copy();
    const [one, two] = [follow(), follow()];
    asked = 0;
    jest.advanceTimersByTime(60_000);
    expect(asked).toBeLessThan(20);
    one.stop();
    expect(jest.getTimerCount()).toBe(1);
    two.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is found by check() without waiting', () => {
    const { watchAuthState } = copy();
    const heard: AuthingState[] = [];
    const watch = watchAuthState((state) => heard.push(state), 'unknown');
    expect([watch.check(), heard]).toEqual([false, []]);
    world.app.authing = { appId: 'a' };
    expect([watch.check(), watch.check(), heard]).toEqual([true, true, [signedOut]]);
    watch.stop();
    world.app.authing = { appId: 'b', accessToken: 'x' };
    expect([watch.check(), heard]).toEqual([true, [signedOut]]);
  });

  it('keeps nobody from hearing when one of them throws', () => {
    const { follow, watchAuthState, configureAuthing } = copy();
    watchAuthState(() => {
      throw new Error('in a page');
    }, 'unknown');
    const { heard } = follow();
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    configureAuthing({ appId: 'a' });
    expect([heard, errors.mock.calls]).toEqual([[unknown, signedOut], [[new Error('in a page')]]]);
    errors.mockRestore();
  });
});

it('a listener that configures another app while an expiry is looked at leaves everybody with the new one', () => {
  world.app.authing = { appId: 'a' };
  const { configureAuthing, watchAuthState, tokens } = copy();
  const exp = Math.floor(Date.now() / 1000) + 60;
  tokens().setUser({ id: 'ann', token: `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s` } as never);
  const heard: string[] = [];
  watchAuthState(({ status }) => {
    if (status === 'signed-out') configureAuthing({ appId: 'b' });
  }).check();
  const page = watchAuthState(({ status }) => heard.push(status));
  page.check();
  jest.setSystemTime(Date.now() + 3_600_000); // frozen meanwhile: no timer has run
  page.check();
  tokens().setUser(ann); // of b
  expect(heard).toEqual(['signed-in', 'signed-out', 'signed-in']);
});
