import { app, behaviors } from './instances';

const signedOut = { authing: { status: 'signed-out', user: null } };

describe('authingBehavior', () => {
  it.each([
    ['lifetimes', 'attached'],
    ['pageLifetimes', 'show'],
  ] as const)('%s %s shows who is signed in, once', (kind, name) => {
    const page = behaviors().page();
    page.run('lifetimes', 'created');
    page.run(kind, name);
    expect(page.changes).toEqual([signedOut]);
    expect([page.joinSession(), page.joinSession()]).toEqual([true, true]);
    expect(page.changes).toHaveLength(1);
    page.authing.tokenProvider.setToken('t');
    expect(page.changes.slice(1)).toEqual([{ authing: { status: 'signed-in', user: null } }]);
    page.run('lifetimes', 'detached');
    page.run('lifetimes', 'detached');
    page.authing.tokenProvider.setToken('u');
    expect(page.changes).toHaveLength(2);
  });

  it('follows the configuration to another app, and listens to the first no more', () => {
    const page = behaviors().page();
    page.run('lifetimes', 'created');
    page.run('lifetimes', 'attached');
    const first = page.authing.tokenProvider;
    app.storage['authing_session_b'] = { appId: 'b', token: 't', user: { id: 'u', token: 't', name: 'n' } };
    app.config = { appId: 'b' };
    expect(page.joinSession()).toBe(true);
    expect(page.changes.slice(1)).toEqual([{ authing: { status: 'signed-in', user: { id: 'u', name: 'n' } } }]);
    first.setToken('late');
    expect(page.changes).toHaveLength(2);
  });

  it('takes part without a configuration or with a broken Storage, but hides no mistake of the app', () => {
    const page = behaviors().page();
    app.config = null;
    expect(page.joinSession()).toBe(false);
    app.config = { appId: 'a' };
    app.broken = true;
    expect(page.joinSession()).toBe(true);
    expect(page.changes).toEqual([]);
    app.broken = false;
    const mistake = new Error('in getApp');
    (globalThis as { getApp?: unknown }).getApp = () => {
      throw mistake;
    };
    expect(() => page.joinSession() as unknown).toThrow(mistake);
  });
});
