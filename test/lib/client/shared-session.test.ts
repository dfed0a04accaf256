import type { AuthingState } from '../../../lib/client/auth-state';
import { ann, copy, globals, signedIn, signedOut, unknown, useWorld, world } from './world';

useWorld();

describe.each<[string, () => void]>([
  ['the app object', () => undefined],
  [
    'nothing but wx',
    () => {
      globals.getApp = undefined;
    },
  ],
])('copies that share %s', (_what, prepare) => {
  beforeEach(prepare);

  it('share the configuration, the session and its news, but no client', () => {
    const [one, other] = [copy(), copy()];
    const [inOne, inOther] = [one.follow(), other.follow()];
    one.configureAuthing({ appId: 'a', host: 'https://a.example' });
    expect(other.sharedClient().options.host).toBe('https://a.example');
    expect(other.sharedClient()).not.toBe(one.sharedClient());
    expect(other.sharedSession()).toBe(one.sharedSession());
    other.tokens().setUser(ann);
    expect([one.tokens().getToken(), one.tokens().getUser()]).toEqual(['t', ann]);
    one.sharedSession().end();
    expect(other.tokens().getToken()).toBeNull();
    expect([inOne.heard, inOther.heard]).toEqual(Array(2).fill([unknown, signedOut, signedIn, signedOut]));
    expect(jest.getTimerCount()).toBe(0);
    inOne.stop();
    other.tokens().setUser(ann);
    expect([inOne.heard.length, inOther.heard.length]).toEqual([4, 5]);
  });

  it('each tell a failed Storage as an error of their own', () => {
    const [one, other] = [copy(), copy()];
    one.configureAuthing({ appId: 'a' });
    one.sharedSession();
    world.broken = true;
    const { heard } = other.follow();
    expect(heard).toEqual([unknown]);
  });
});

it('a copy of an independent subpackage, which has only a default app, hears the main package when that comes', () => {
  // Base library 2.2.4: what is on the default app goes over to the real one.
  const early: object = {};
  globals.getApp = () => early;
  const inSubpackage = copy();
  const { heard } = inSubpackage.follow();
  const real = { ...early, authing: { appId: 'a' } };
  globals.getApp = () => real;
  jest.advanceTimersByTime(200);
  copy().tokens().setUser(ann);
  expect([heard, inSubpackage.tokens().getToken()]).toEqual([[unknown, signedOut, signedIn], 't']);
  inSubpackage.configureAuthing({ appId: 'b' });
  expect([copy().sharedClient().options.appId, heard.slice(3)]).toEqual(['b', [signedOut]]);
});

describe('a Storage that cannot be read', () => {
  it('is unknown, leaves nothing stuck, and is tried again by check() and by anybody else', () => {
    world.app.authing = { appId: 'a' };
    world.storage['authing_session_a'] = { appId: 'a', token: 't', user: { id: 'ann', nickname: 'Ann' } };
    world.broken = true;
    const { follow, watchAuthState, sharedSession } = copy();
    const { heard } = follow();
    const checked: AuthingState[] = [];
    const watch = watchAuthState((state) => checked.push(state));
    expect([watch.check(), watch.check(), heard, checked]).toEqual([true, true, [unknown], [unknown]]);
    world.broken = false;
    watch.check();
    expect([heard, checked]).toEqual([
      [unknown, signedIn],
      [unknown, signedIn],
    ]);
    sharedSession().end();
    expect(heard).toEqual([unknown, signedIn, signedOut]);
  });

  it('is known at the next sign-in', () => {
    world.app.authing = { appId: 'a' };
    world.broken = true;
    const { follow, tokens } = copy();
    const { heard } = follow();
    tokens().setUser(ann);
    expect(heard).toEqual([unknown, signedIn]);
  });
});
