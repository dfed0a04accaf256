import type { AuthingState } from '../../../lib/client/auth-state';
import { ann, copy, signedIn, signedOut, useWorld, world } from './world';

useWorld();

it('a watch that somebody else ends while it looks says no more', () => {
  world.app.authing = { appId: 'a' };
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
    world.app.authing = { appId: 'a' };
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
    world.app.authing = { appId: 'a' };
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
    world.app.authing = { appId: 'a' };
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

it('an expired token is not signed in, also when time stood still for the app', () => {
  const now = Date.now();
  const token = `e30.${Buffer.from(JSON.stringify({ exp: Math.ceil(now / 1000) + 60 })).toString('base64url')}.s`;
  world.storage['authing_session_a'] = { appId: 'a', token, user: { id: 'ann', nickname: 'Ann' } };
  world.app.authing = { appId: 'a' };
  const { follow, watchAuthState, sharedSession } = copy();
  const { heard } = follow();
  const page = watchAuthState(() => undefined);
  jest.setSystemTime(now + 62_000);
  page.check();
  expect([heard, sharedSession().token]).toEqual([[signedIn, signedOut], token]);
});

it('an answer that says nothing new about the user, and another token of the same, are no news', () => {
  world.app.authing = { appId: 'a' };
  const { follow, tokens } = copy();
  const { heard } = follow();
  tokens().setUser(ann);
  tokens().setUser({ id: 'ann', token: null, nickname: 'Ann' } as never);
  tokens().setUser({ id: 'ann', token: 'u', nickname: 'Ann' } as never);
  expect(heard).toEqual([signedOut, signedIn]);
  tokens().setUser({ id: 'ann', token: null, nickname: 'Anna' } as never);
  expect(heard.slice(2)).toEqual([{ status: 'signed-in', user: { id: 'ann', nickname: 'Anna' } }]);
});
