import type { AuthingState } from '../../../lib/client/auth-state';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

const world = globalThis as { getApp?: unknown };
let storage: Record<string, unknown>;
let broken: boolean;
let app: { authing?: unknown; globalData?: { authing?: unknown } };
beforeEach(() => {
  jest.useFakeTimers();
  [storage, broken, app] = [{}, false, {}];
  world.getApp = () => app;
  giveWx({
    getStorageSync: (key: string) => {
      if (broken) throw new Error('Storage');
      return storage[key] ?? '';
    },
    removeStorageSync: (key: string) => Reflect.deleteProperty(storage, key),
  });
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    setStorageSync: (key: string, value: unknown) => {
      storage[key] = value;
    },
  });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});

/** One copy of the package. */
function copy() {
  const load = launch();
  const { onAuthStateChange, watchAuthState } = load('lib/client/auth-state') as typeof import('../../../lib/client/auth-state');
  const shared = load('lib/client/shared-client') as typeof import('../../../lib/client/shared-client');
  const follow = (): { heard: AuthingState[]; stop: () => void } => {
    const heard: AuthingState[] = [];
    return { heard, stop: onAuthStateChange((state) => heard.push(state)) };
  };
  return { ...shared, onAuthStateChange, watchAuthState, follow, tokens: () => shared.sharedClient().tokenProvider };
}
const unknown = { status: 'unknown', user: null };
const signedOut = { status: 'signed-out', user: null };
const ann = { id: 'ann', token: 't', nickname: 'Ann' } as never;
const signedIn = { status: 'signed-in', user: { id: 'ann', nickname: 'Ann' } };

it('a watch that somebody else ends while it looks says no more', () => {
  app.authing = { appId: 'a' };
  const { watchAuthState, tokens } = copy();
  // A token that has run out, until the phone's clock is set back.
  const exp = Math.floor(Date.now() / 1000) - 60;
  tokens().setUser({ id: 'ann', token: `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s` } as never);
  const heard: string[] = [];
  const page = watchAuthState(({ status }) => {
    heard.push(`page ${status}`);
    if (status === 'signed-in') button.stop();
  });
  const button = watchAuthState(({ status }) => heard.push(`button ${status}`));
  page.check();
  button.check();
  jest.setSystemTime(Date.now() - 3_600_000);
  button.check();
  expect(heard).toEqual(['page signed-out', 'button signed-out', 'page signed-in']);
});

describe('onAuthStateChange', () => {
  it('tells at once, and after each change, without the token, until it is stopped', () => {
    app.authing = { appId: 'a' };
    const { follow, tokens } = copy();
    const { heard, stop } = follow();
    expect(heard).toEqual([signedOut]);
    tokens().setUser(ann);
    tokens().setUser({ id: 'ann', nickname: 'Anna' } as never);
    const news = [signedOut, signedIn, { status: 'signed-in', user: { id: 'ann', nickname: 'Anna' } }];
    expect(heard).toEqual(news);
    stop();
    stop();
    tokens().setUser(ann);
    expect(heard).toEqual(news);
  });

  it('a listener that stops on the news, or throws at once, is gone', () => {
    app.authing = { appId: 'a' };
    const { onAuthStateChange, tokens, sharedSession } = copy();
    const heard: string[] = [];
    const stop = onAuthStateChange(({ status }) => {
      heard.push(status);
      if (status === 'signed-in') stop();
    });
    const mistake = new Error('in the app');
    expect(() =>
      onAuthStateChange(() => {
        throw mistake;
      }),
    ).toThrow(mistake);
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    tokens().setUser(ann);
    sharedSession().end();
    expect([heard, errors.mock.calls]).toEqual([['signed-out', 'signed-in'], []]);
    errors.mockRestore();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('listeners of onAuthStateChange', () => {
  beforeEach(() => {
    app.authing = { appId: 'a' };
  });

  it('one that is given twice is told twice, and each stops by itself', () => {
    const { onAuthStateChange, tokens, sharedSession } = copy();
    const heard: string[] = [];
    const listener = ({ status }: AuthingState): number => heard.push(status);
    const [stopOne, stopOther] = [onAuthStateChange(listener), onAuthStateChange(listener)];
    tokens().setUser(ann);
    stopOne();
    stopOne();
    sharedSession().end();
    stopOther();
    tokens().setUser(ann);
    expect(heard).toEqual(['signed-out', 'signed-out', 'signed-in', 'signed-in', 'signed-out']);
  });

  it('one that is added while the news goes round hears it once; one that is stopped then, not at all', () => {
    const { onAuthStateChange, tokens, sharedSession } = copy();
    const heard: string[] = [];
    onAuthStateChange(({ status }) => {
      heard.push(`first ${status}`);
      if (status === 'signed-out') return;
      stopLast();
      onAuthStateChange((added) => heard.push(`added ${added.status}`));
    });
    const stopLast = onAuthStateChange(({ status }) => heard.push(`last ${status}`));
    tokens().setUser(ann);
    sharedSession().end();
    expect(heard).toEqual([
      'first signed-out',
      'last signed-out',
      'first signed-in',
      'added signed-in',
      'first signed-out',
      'added signed-out',
    ]);
  });

  it('one that throws keeps the news from no other, and is told again', () => {
    const { onAuthStateChange, follow, tokens, sharedSession } = copy();
    const mistake = new Error('in the app');
    let told = 0;
    onAuthStateChange(() => {
      if (told++) throw mistake;
    });
    const { heard } = follow();
    const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    tokens().setUser(ann);
    sharedSession().end();
    expect([told, heard, errors.mock.calls]).toEqual([3, [signedOut, signedIn, signedOut], [[mistake], [mistake]]]);
    errors.mockRestore();
  });

  it('one that signs out on the news leaves everybody with the truth', () => {
    const { onAuthStateChange, follow, tokens, sharedSession } = copy();
    const heard: string[] = [];
    onAuthStateChange(({ status }) => {
      heard.push(status);
      if (status === 'signed-in') sharedSession().end();
    });
    const other = follow();
    tokens().setUser(ann);
    expect([heard, other.heard]).toEqual([['signed-out', 'signed-in', 'signed-out'], [signedOut]]);
  });

  it('one state is one object until something changes', () => {
    const { onAuthStateChange, configureAuthing, tokens, sharedSession } = copy();
    const heard = new Set<AuthingState>();
    onAuthStateChange((state) => heard.add(state));
    tokens().setUser(ann);
    sharedSession().check();
    configureAuthing({ appId: 'a' });
    expect([...heard]).toEqual([signedOut, signedIn]);
  });
});

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
        app.authing = { appId: 'a' };
      },
    ],
    [
      'globalData.authing',
      () => {
        app.globalData = { authing: { appId: 'a' } };
      },
    ],
  ])('by getApp().%s is found within twice the time it took, five seconds at most', (_name, configure) => {
    for (const after of [50, 1000, 60_000]) {
      app = {};
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
    app.authing = { appId: 'a' };
    const late = follow();
    expect([one.heard, other.heard, late.heard]).toEqual([[unknown, signedOut], [unknown, signedOut], [signedOut]]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is asked for ever more rarely, and not at all once nobody waits', () => {
    let asked = 0;
    world.getApp = () => (asked++, app);
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
    app.authing = { appId: 'a' };
    expect([watch.check(), watch.check(), heard]).toEqual([true, true, [signedOut]]);
    watch.stop();
    app.authing = { appId: 'b', accessToken: 'x' };
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

describe('a Storage that cannot be read', () => {
  it('is unknown, leaves nothing stuck, and is tried again by check() and by anybody else', () => {
    app.authing = { appId: 'a' };
    storage['authing_session_a'] = { appId: 'a', token: 't', user: { id: 'ann', nickname: 'Ann' } };
    broken = true;
    const { follow, watchAuthState, sharedSession } = copy();
    const { heard } = follow();
    const checked: AuthingState[] = [];
    const watch = watchAuthState((state) => checked.push(state));
    expect([watch.check(), watch.check(), heard, checked]).toEqual([true, true, [unknown], [unknown]]);
    broken = false;
    watch.check();
    expect([heard, checked]).toEqual([
      [unknown, signedIn],
      [unknown, signedIn],
    ]);
    sharedSession().end();
    expect(heard).toEqual([unknown, signedIn, signedOut]);
  });

  it('is known at the next sign-in', () => {
    app.authing = { appId: 'a' };
    broken = true;
    const { follow, tokens } = copy();
    const { heard } = follow();
    tokens().setUser(ann);
    expect(heard).toEqual([unknown, signedIn]);
  });
});

it('an expired token is not signed in, also when time stood still for the app', () => {
  const now = Date.now();
  const token = `e30.${Buffer.from(JSON.stringify({ exp: Math.ceil(now / 1000) + 60 })).toString('base64url')}.s`;
  storage['authing_session_a'] = { appId: 'a', token, user: { id: 'ann', nickname: 'Ann' } };
  app.authing = { appId: 'a' };
  const { follow, watchAuthState, sharedSession } = copy();
  const { heard } = follow();
  const page = watchAuthState(() => undefined);
  jest.setSystemTime(now + 62_000);
  page.check();
  expect([heard, sharedSession().token]).toEqual([[signedIn, signedOut], token]);
});

describe.each<[string, () => void]>([
  ['the app object', () => undefined],
  [
    'nothing but wx',
    () => {
      world.getApp = undefined;
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
    broken = true;
    const { heard } = other.follow();
    expect(heard).toEqual([unknown]);
  });
});

it('a copy of an independent subpackage, which has only a default app, hears the main package when that comes', () => {
  // Base library 2.2.4: what is on the default app goes over to the real one.
  const early: object = {};
  world.getApp = () => early;
  const inSubpackage = copy();
  const { heard } = inSubpackage.follow();
  const real = { ...early, authing: { appId: 'a' } };
  world.getApp = () => real;
  jest.advanceTimersByTime(200);
  copy().tokens().setUser(ann);
  expect([heard, inSubpackage.tokens().getToken()]).toEqual([[unknown, signedOut, signedIn], 't']);
  inSubpackage.configureAuthing({ appId: 'b' });
  expect([copy().sharedClient().options.appId, heard.slice(3)]).toEqual(['b', [signedOut]]);
});

it('an answer that says nothing new about the user, and another token of the same, are no news', () => {
  app.authing = { appId: 'a' };
  const { follow, tokens } = copy();
  const { heard } = follow();
  tokens().setUser(ann);
  tokens().setUser({ id: 'ann', token: null, nickname: 'Ann' } as never);
  tokens().setUser({ id: 'ann', token: 'u', nickname: 'Ann' } as never);
  expect(heard).toEqual([signedOut, signedIn]);
  tokens().setUser({ id: 'ann', token: null, nickname: 'Anna' } as never);
  expect(heard.slice(2)).toEqual([{ status: 'signed-in', user: { id: 'ann', nickname: 'Anna' } }]);
});

it('a listener that configures another app while an expiry is looked at leaves everybody with the new one', () => {
  app.authing = { appId: 'a' };
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
