import { launch } from '../../source/launch';
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
function behaviors(tells = true) {
  const load = launch({ Behavior: (definition: unknown) => definition });
  const { authingBehavior } = load('lib/behavior/authing-behavior') as { authingBehavior: Asked };
  const { codeButton } = load('lib/behavior/code-button') as { codeButton: Asked };
  const undrawn: (() => void)[] = [];
  const instance = (...definitions: Asked[]): Asked => {
    const all = Object.assign({}, ...definitions.map(({ methods }) => methods as object)) as Record<string, unknown>;
    const events: unknown[] = [];
    const changes: unknown[] = [];
    const data = Object.assign({}, ...definitions.map((definition) => definition.data as object)) as object;
    const self = {
      ...all,
      events,
      changes,
      data,
      setData: (change: object, drawn?: () => void) => {
        changes.push(change);
        Object.assign(data, change);
        if (drawn) undrawn.push(drawn);
      },
      triggerEvent: (name: string, detail: object) => events.push([name, detail]),
      run: (kind: 'lifetimes' | 'pageLifetimes', name: string) => definitions.forEach((definition) => definition[kind]?.[name]?.call(self)),
    };
    return self;
  };
  /** The view has drawn what was set. */
  const draw = (): void => undrawn.splice(0).forEach((drawn) => drawn());
  if (tells) {
    // The first button of a launch finds out whether the engine tells when it has drawn.
    const configured = config;
    config = null;
    const first = instance(authingBehavior, codeButton);
    first.run('lifetimes', 'attached');
    draw();
    first.run('lifetimes', 'detached');
    config = configured;
  }
  return {
    draw,
    load,
    authingBehavior,
    codeButton,
    page: () => instance(authingBehavior),
    button: () => instance(authingBehavior, codeButton),
  };
}
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
    world.getApp = () => {
      throw mistake;
    };
    expect(() => page.joinSession() as unknown).toThrow(mistake);
  });
});

describe('a code button', () => {
  const settle = async (): Promise<void> => void (await jest.advanceTimersByTimeAsync(0));

  it('begins as the native button does', () => {
    const { codeButton } = behaviors();
    expect(codeButton.data).toEqual({ busy: false, blocked: false });
    expect(codeButton.properties).toEqual({
      disabled: Boolean,
      type: { type: String, value: 'default' },
      size: { type: String, value: 'default' },
      plain: Boolean,
      text: null,
    });
  });

  it('needs codes while it is attached and seen', async () => {
    const button = behaviors().button();
    const steps: number[] = [];
    for (const [kind, name] of [
      ['lifetimes', 'attached'],
      ['pageLifetimes', 'hide'],
      ['lifetimes', 'detached'],
      ['lifetimes', 'attached'],
      ['lifetimes', 'detached'],
    ] as const) {
      button.run(kind, name);
      await settle();
      await jest.advanceTimersByTimeAsync(200_000);
      steps.push(logins());
    }
    expect(steps).toEqual([2, 2, 2, 4, 4]);
  });

  it('fetches no code while hidden, though its code is old', async () => {
    const { button: create } = behaviors();
    const button = create();
    button.run('lifetimes', 'attached');
    button.run('pageLifetimes', 'hide');
    await jest.advanceTimersByTimeAsync(300_000);
    expect(logins()).toBe(1);
    button.run('pageLifetimes', 'show');
    expect(logins()).toBe(2);
  });

  it('a finger on it does nothing without a configuration, and neither does its going', () => {
    config = null;
    const button = behaviors().button();
    button.handleTouchStart();
    button.run('pageLifetimes', 'hide');
    button.run('lifetimes', 'detached');
    expect([logins(), button.changes]).toEqual([0, []]);
  });

  const tapOn = (tap?: string): object => ({ currentTarget: { dataset: { tap } } });

  it('attached again after it was removed in a flow it is as new', async () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    await settle();
    button.startFlow(
      'sendCode',
      () => new Promise(() => undefined),
      () => [],
    );
    button.run('lifetimes', 'detached');
    expect(button.data).toMatchObject({ busy: true });
    button.run('lifetimes', 'attached');
    expect(button.data).toMatchObject({ busy: false, blocked: true });
  });

  describe('what a tap means is what the person saw', () => {
    /** Another button's flow runs; the view has drawn that, or not yet. */
    const blocked = async (drawn: boolean, tells = true) => {
      const { button: create, draw } = behaviors(tells);
      const [other, button] = [create(), create()];
      other.run('lifetimes', 'attached');
      button.run('lifetimes', 'attached');
      await settle();
      let finish: () => void = () => undefined;
      other.startFlow(
        'sendCode',
        () =>
          new Promise<unknown[]>((resolve) => {
            finish = () => resolve([]);
          }),
        () => [],
      );
      if (drawn) draw();
      await settle();
      return {
        button,
        draw,
        finish: async () => {
          finish();
          await settle();
        },
      };
    };
    const reasons = ({ events }: { events: [string, { reason?: string }][] }): unknown => events.map(([, { reason }]) => reason);

    it.each([
      [true, 'busy', ['busy']],
      [false, 'busy', []],
      [false, 'sheet', []],
      [true, 'sheet', []],
    ])('during a flow, drawn: %p, data-tap: %s', async (drawn, tap, expected) => {
      const { button, draw, finish } = await blocked(true);
      await finish();
      draw();
      const again = await blockedAgain(button, drawn ? draw : () => undefined);
      button.handleButtonTap(tapOn(tap), true);
      expect(reasons(button)).toEqual(expected);
      await again();
    });

    const blockedAgain = async (button: Asked, draw: () => void): Promise<() => Promise<void>> => {
      let finish: () => void = () => undefined;
      button.startFlow(
        'sendCode',
        () =>
          new Promise<unknown[]>((resolve) => {
            finish = () => resolve([]);
          }),
        () => [],
      );
      button.data.busy = false;
      draw();
      await settle();
      expect(button.events).toEqual([]);
      return async () => {
        finish();
        await settle();
      };
    };

    it('an engine that never tells when it has drawn is taken to draw at once', async () => {
      const { button } = await blocked(false, false);
      button.handleButtonTap(tapOn('busy'), true);
      expect(reasons(button)).toEqual(['busy']);
    });

    it('just after a flow, the view still shows that it runs', async () => {
      const { button, finish } = await blocked(true);
      await finish();
      button.handleButtonTap(tapOn('sheet'), true);
      expect(reasons(button)).toEqual(['busy']);
    });

    it('a sign-in by code alone needs no sheet', async () => {
      const { button: create } = behaviors();
      const button = create();
      button.run('lifetimes', 'attached');
      await settle();
      const signIn = jest.fn();
      button.handleButtonTap(tapOn('login'), false, signIn);
      button.handleButtonTap(tapOn(), false, signIn);
      button.handleButtonTap(tapOn('sheet'), false, signIn);
      expect(signIn).toHaveBeenCalledTimes(2);
    });
  });

  it("that comes during another one's flow is blocked, and when it is tapped says busy and stays as it was", async () => {
    const { button: create } = behaviors();
    const [first, late] = [create(), create()];
    first.run('lifetimes', 'attached');
    const used: unknown[] = [];
    let finish: () => void = () => undefined;
    const use = (_: unknown, code: string): Promise<void> => {
      used.push(code);
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const done = (): unknown => [['done', {}]];
    first.startFlow('sendCode', use, done);
    await settle();
    late.run('lifetimes', 'attached');
    late.startFlow('sendCode', use, done);
    finish();
    await settle();
    expect([first.changes, late.changes]).toEqual([
      [signedOut, { busy: true }, { blocked: true }, { blocked: false }, { busy: false }],
      [signedOut, { blocked: true }, { blocked: false }],
    ]);
    expect(first.events).toEqual([['done', {}]]);
    expect(late.events).toEqual([['error', expect.objectContaining({ reason: 'busy', stage: 'tap' })]]);
    expect(used).toEqual(['c1']);
  });

  it('that is gone when WeChat hands over the data says nothing', async () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    await settle();
    button.run('lifetimes', 'detached');
    button.startFlow(
      'sendCode',
      () => Promise.resolve(),
      () => [['done', {}]],
    );
    await settle();
    button.startFlow(
      'sendCode',
      () => Promise.reject(new Error('x')),
      () => [['done', {}]],
    );
    await settle();
    expect(button.events).toEqual([]);
  });

  it('an outcome that cannot be read is an error, and a page that throws is told to the console', async () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    await settle();
    button.startFlow(
      'sendCode',
      () => Promise.resolve(),
      () => {
        throw new TypeError('odd');
      },
    );
    await settle();
    expect(button.events).toEqual([['error', expect.objectContaining({ reason: 'server' })]]);
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const heard: string[] = [];
    button.triggerEvent = (name: string) => {
      heard.push(name);
      throw new Error('in the page');
    };
    button.startFlow(
      'sendCode',
      () => Promise.resolve(),
      () => [
        ['one', {}],
        ['two', {}],
      ],
    );
    await settle();
    expect(heard).toEqual(['one', 'two']);
    expect(printed.mock.calls).toEqual([[new Error('in the page')], [new Error('in the page')]]);
    printed.mockRestore();
  });

  it('that comes when no flow runs is not told of any', () => {
    const button = behaviors().button();
    button.run('lifetimes', 'attached');
    expect(button.changes).toEqual([signedOut]);
  });
});
