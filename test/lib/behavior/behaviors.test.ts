import { launch } from '../built-modules';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

const world = globalThis as { getApp?: unknown; wx?: Record<string, unknown> };
let config: object | null;
let broken: boolean;
let storage: Record<string, unknown>;
let calls: ReturnType<typeof giveWx>;
beforeEach(() => {
  jest.useFakeTimers();
  [config, broken, storage] = [{ appId: 'a' }, false, {}];
  world.getApp = () => ({ authing: config });
  let codes = 0;
  calls = giveWx({
    getStorageSync: (key: string) => {
      if (broken) throw new Error('Storage');
      return storage[key] ?? '';
    },
    setStorageSync: () => undefined,
    login: ({ success }) => success({ code: `c${++codes}`, errMsg: 'login:ok' }),
  });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});
const logins = (): number => calls.filter(([name]) => name === 'login').length;

/** The definitions of the behaviors, and instances of them without an engine: only what an instance's `setData` is given counts. */
function behaviors() {
  const load = launch({ Behavior: (definition: unknown) => definition });
  const { authingBehavior } = load('lib/behavior/authing-behavior') as { authingBehavior: Asked };
  const { codeButton } = load('lib/behavior/code-button') as { codeButton: Asked };
  const instance = (...definitions: Asked[]): Asked => {
    const all = Object.assign({}, ...definitions.map(({ methods }) => methods as object)) as Record<string, unknown>;
    const events: unknown[] = [];
    const changes: unknown[] = [];
    const self = {
      ...all, events, changes,
      setData: (change: unknown) => changes.push(change),
      triggerEvent: (name: string, detail: object) => events.push([name, detail]),
      run: (kind: 'lifetimes' | 'pageLifetimes', name: string) => definitions.forEach((definition) => definition[kind]?.[name]?.call(self)),
    };
    return self;
  };
  return { load, authingBehavior, codeButton, page: () => instance(authingBehavior), button: () => instance(authingBehavior, codeButton) };
}
const signedOut = { authing: { status: 'signed-out', user: null } };

describe('authingBehavior', () => {
  it.each([['lifetimes', 'attached'], ['pageLifetimes', 'show']] as const)('%s %s shows who is signed in, once', (kind, name) => {
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
    storage['authing_session_b'] = { appId: 'b', token: 't', user: { id: 'u', token: 't', name: 'n' } };
    config = { appId: 'b' };
    expect(page.joinSession()).toBe(true);
    expect(page.changes.slice(1)).toEqual([{ authing: { status: 'signed-in', user: { id: 'u', name: 'n' } } }]);
    first.setToken('late');
    expect(page.changes).toHaveLength(2);
  });

  it('takes part without a configuration or with a broken Storage, but hides no mistake of the app', () => {
    const page = behaviors().page();
    config = null;
    expect(page.joinSession()).toBe(false);
    config = { appId: 'a' };
    broken = true;
    expect(page.joinSession()).toBe(true);
    expect(page.changes).toEqual([]);
    broken = false;
    const mistake = new Error('in getApp');
    world.getApp = () => { throw mistake; };
    expect(() => page.joinSession() as unknown).toThrow(mistake);
  });
});

describe('a code button', () => {
  const settle = async (): Promise<void> => void await jest.advanceTimersByTimeAsync(0);

  it('begins as the native button does', () => {
    const { codeButton } = behaviors();
    expect(codeButton.data).toEqual({ busy: false, blocked: false });
    expect(codeButton.properties).toEqual({
      disabled: Boolean, type: { type: String, value: 'default' }, size: { type: String, value: 'default' }, plain: Boolean, text: null,
    });
  });

  it('needs codes while it is attached and seen, each time', async () => {
    const button = behaviors().button();
    const steps: number[] = [];
    for (const [kind, name] of [
      ['lifetimes', 'attached'], ['pageLifetimes', 'hide'], ['lifetimes', 'detached'], ['lifetimes', 'attached'], ['lifetimes', 'detached'],
    ] as const) {
      button.run(kind, name);
      await settle();
      await jest.advanceTimersByTimeAsync(300_000);
      if (name === 'hide') button.handleDataTap(undefined);
      steps.push(logins());
    }
    expect(steps).toEqual([1, 1, 1, 2, 2]);
  });

  it('fetches no code while hidden, though its code is old', async () => {
    const { button: create } = behaviors();
    const button = create();
    button.run('lifetimes', 'attached');
    await jest.advanceTimersByTimeAsync(300_000);
    button.run('pageLifetimes', 'hide');
    await settle();
    expect(logins()).toBe(1);
    button.run('pageLifetimes', 'show');
    expect(logins()).toBe(2);
  });

  it('a finger on it does nothing without a configuration', () => {
    config = null;
    const button = behaviors().button();
    button.handleTouchStart();
    expect([logins(), button.changes]).toEqual([0, []]);
  });

  it.each([['sheet', 1, []], ['busy', 2, ['busy']], ['login', 2, []], [undefined, 2, []]])(
    'a tap shown as %p: then a finger asks for %d codes in all', async (shown, count, reasons) => {
      const button = behaviors().button();
      button.run('lifetimes', 'attached');
      await jest.advanceTimersByTimeAsync(200_000);
      button.handleDataTap(shown);
      button.handleTouchStart();
      expect(logins()).toBe(count);
      expect(button.events.map(([, { reason }]: [string, { reason: string }]) => reason)).toEqual(reasons);
    });

  it('that comes during another one\'s flow is blocked, and when it is tapped says busy and stays as it was', async () => {
    const { button: create } = behaviors();
    const [first, late] = [create(), create()];
    first.run('lifetimes', 'attached');
    const used: unknown[] = [];
    let finish: () => void = () => undefined;
    const use = (_: unknown, code: string): Promise<void> => {
      used.push(code);
      return new Promise((resolve) => { finish = resolve; });
    };
    first.startFlow('sendCode', use, () => first.events.push('done'));
    await settle();
    late.run('lifetimes', 'attached');
    late.startFlow('sendCode', use, () => late.events.push('done'));
    finish();
    await settle();
    expect([first.changes, late.changes]).toEqual([
      [signedOut, { busy: true }, { blocked: true }, { blocked: false }, { busy: false }],
      [signedOut, { blocked: true }, { blocked: false }],
    ]);
    expect(first.events).toEqual(['done']);
    expect(late.events).toEqual([['error', expect.objectContaining({ reason: 'busy', stage: 'tap' })]]);
    expect(used).toEqual(['c1']);
  });

  it('that is gone when WeChat hands over the data says nothing', async () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    await settle();
    button.run('lifetimes', 'detached');
    button.startFlow('sendCode', () => Promise.resolve(), () => button.events.push('done'));
    await settle();
    button.startFlow('sendCode', () => Promise.reject(new Error('x')), () => button.events.push('done'));
    await settle();
    expect(button.events).toEqual([]);
  });

  it('that comes when no flow runs is not told of any', () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    expect(button.changes).toEqual([signedOut]);
  });
});

it('an error of somebody else\'s is emitted as ours', () => {
  const { load } = behaviors();
  const { emitError } = load('lib/behavior/emit') as typeof import('../../../lib/behavior/emit');
  const events: unknown[] = [];
  emitError({ triggerEvent: (...event) => events.push(event) }, new Error('foreign'));
  expect(events).toEqual([['error', { code: 9005, reason: 'server', message: expect.any(String), stage: 'tap', retryable: false,
    data: null }]]);
});
