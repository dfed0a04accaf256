import type { Asked } from '../fake-wx';
import { app, behaviors } from './instances';

describe('a code button', () => {
  const settle = async (): Promise<void> => void (await jest.advanceTimersByTimeAsync(0));

  it('begins as the native button does', () => {
    const { codeButton } = behaviors();
    expect(codeButton.data).toEqual({ busy: 0, combination: '', dark: '', defaultText: '' });
    expect(codeButton.properties).toEqual({
      agreed: null,
      agreement: null,
      disabled: Boolean,
      privacy: { type: String, value: 'auto' },
      type: { type: String, value: 'default' },
      size: { type: String, value: 'default' },
      plain: Boolean,
      text: null,
      customStyle: String,
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
      steps.push(app.logins);
    }
    expect(steps).toEqual([2, 2, 2, 4, 4]);
  });

  it('fetches no code while hidden, though its code is old', async () => {
    const { button: create } = behaviors();
    const button = create();
    button.run('lifetimes', 'attached');
    button.run('pageLifetimes', 'hide');
    await jest.advanceTimersByTimeAsync(300_000);
    expect(app.logins).toBe(1);
    button.run('pageLifetimes', 'show');
    expect(app.logins).toBe(2);
  });

  it('a finger on it does nothing without a configuration, and neither does its going', () => {
    app.config = null;
    const button = behaviors().button();
    button.handleTouchStart();
    button.run('pageLifetimes', 'hide');
    button.run('lifetimes', 'detached');
    expect([app.logins, button.changes]).toEqual([0, []]);
  });

  /** A flow of this button that runs until `finish`. */
  const run = ({ startFlow }: Pick<ReturnType<typeof behaviors>, 'startFlow'>, button: Asked): { finish: () => Promise<void> } => {
    let finish: () => void = () => undefined;
    const flow = new Promise<unknown>((resolve) => {
      finish = () => resolve(undefined);
    });
    startFlow(
      button,
      'sendCode',
      () => flow,
      () => [['done', {}]],
    );
    return {
      finish: async () => {
        finish();
        await settle();
      },
    };
  };
  const attached = async (...buttons: Asked[]): Promise<void> => {
    buttons.forEach((button) => button.run('lifetimes', 'attached'));
    await settle();
  };
  const reasons = ({ events }: { events: [string, { reason?: string }][] }): unknown => events.map(([, { reason }]) => reason);

  it('attached again after it was removed in a flow it is as new', async () => {
    const made = behaviors();
    const [silent, sheet] = [made.button(), made.button(true)];
    await attached(silent, sheet);
    run(made, silent);
    run(made, sheet);
    expect([silent.data.busy, sheet.data.busy]).toEqual([2, 1]);
    for (const button of [silent, sheet]) {
      button.run('lifetimes', 'detached');
      button.run('lifetimes', 'attached');
    }
    expect([silent.data.busy, sheet.data.busy]).toEqual([0, 1]);
    // What was set before it was removed was drawn on a page that is gone.
    made.draw();
    sheet.handleTap();
    expect(reasons(sheet)).toEqual(['busy', 'busy']);
  });

  it('what an earlier attachment set says nothing about this one, however late it is drawn', async () => {
    const made = behaviors();
    const [other, sheet] = [made.button(), made.button(true)];
    await attached(other, sheet);
    const { finish } = run(made, other);
    sheet.run('lifetimes', 'detached');
    await finish();
    sheet.run('lifetimes', 'attached');
    made.draw();
    sheet.handleTap();
    expect(sheet.events).toEqual([]);
  });

  describe('what a tap means is what the person saw', () => {
    it.each([
      ['drawn', true, ['busy']],
      ['not drawn yet', false, []],
    ])('a flow has begun, which is %s', async (_, drawn, expected) => {
      const made = behaviors();
      const [other, button] = [made.button(), made.button(true)];
      await attached(other, button);
      made.draw();
      run(made, other);
      if (drawn) made.draw();
      button.handleTap();
      expect(reasons(button)).toEqual(expected);
    });

    it.each([
      ['drawn', true, []],
      ['not drawn yet', false, ['busy']],
    ])('it has ended, which is %s', async (_, drawn, expected) => {
      const made = behaviors();
      const [other, button] = [made.button(), made.button(true)];
      await attached(other, button);
      const { finish } = run(made, other);
      made.draw();
      await finish();
      if (drawn) made.draw();
      button.handleTap();
      expect(reasons(button)).toEqual(expected);
    });

    it.each([
      ['drawn', true, 0],
      ['not drawn yet', false, 1],
    ])('it opens a sheet now, which is %s', async (_, drawn, signsIn) => {
      const made = behaviors();
      const button = made.button();
      button.signIn = jest.fn();
      await attached(button);
      made.draw();
      button.opensSheet = () => true;
      button.flowChanged();
      if (drawn) made.draw();
      button.handleTap();
      expect(button.signIn).toHaveBeenCalledTimes(signsIn);
    });

    it('where the engine never says what it has drawn, all is drawn at once', async () => {
      const made = behaviors();
      const [other, button] = [made.button(), made.button(true)];
      await attached(other, button);
      run(made, other);
      button.handleTap();
      expect(reasons(button)).toEqual(['busy']);
    });

    it('a sign-in by code alone needs no sheet', async () => {
      const made = behaviors();
      const [other, button] = [made.button(), made.button()];
      button.signIn = jest.fn();
      await attached(other, button);
      run(made, other);
      made.draw();
      button.handleTap();
      expect(button.signIn).toHaveBeenCalledTimes(1);
    });
  });

  it("that comes during another one's flow is blocked if it has a sheet, and when it is tapped says busy and stays as it was", async () => {
    const made = behaviors();
    const [first, late, silent] = [made.button(), made.button(true), made.button()];
    await attached(first);
    const used: unknown[] = [];
    let finish: () => void = () => undefined;
    const use = (_: unknown, code: string): Promise<void> => {
      used.push(code);
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const done = (): unknown => [['done', {}]];
    made.startFlow(first, 'sendCode', use, done);
    await attached(late, silent);
    made.startFlow(late, 'sendCode', use, done);
    made.startFlow(silent, 'sendCode', use, done);
    finish();
    await settle();
    expect([first.changes, late.changes, silent.changes]).toEqual([[{}, { busy: 2 }, { busy: 0 }], [{ busy: 1 }, { busy: 0 }], []]);
    expect(first.events).toEqual([['done', {}]]);
    for (const { events } of [late, silent]) expect(events).toEqual([['error', expect.objectContaining({ reason: 'busy', stage: 'tap' })]]);
    expect(used).toEqual(['c1']);
  });

  it('that is gone when WeChat hands over the data says nothing', async () => {
    const made = behaviors();
    const button = made.button();
    await attached(button);
    button.run('lifetimes', 'detached');
    await run(made, button).finish();
    made.startFlow(
      button,
      'sendCode',
      () => Promise.reject(new Error('x')),
      () => [['done', {}]],
    );
    await settle();
    expect(button.events).toEqual([]);
  });

  it('an outcome that cannot be read is an error, and a page that throws is told to the console', async () => {
    const { button: create, startFlow } = behaviors();
    const button = create();
    await attached(button);
    startFlow(
      button,
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
    startFlow(
      button,
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

  it('sets no data when it comes, but for one that asks whether the view tells; another does if that goes before it was told', () => {
    const { button: create } = behaviors();
    const [first, second, third] = [create(), create(), create(true)];
    first.run('lifetimes', 'attached');
    first.run('lifetimes', 'detached');
    [second, third].forEach((button) => button.run('lifetimes', 'attached'));
    expect([first, second, third].map(({ changes }) => changes)).toEqual([[{}], [{}], []]);
  });

  it('waits for a configuration that comes late, and no longer than it is there', async () => {
    const configured = app.config;
    app.config = null;
    const { button: create } = behaviors();
    const [button, gone] = [create(), create()];
    await attached(button, gone);
    gone.run('lifetimes', 'detached');
    app.config = configured;
    await jest.advanceTimersByTimeAsync(5000);
    expect([button.inFlow, gone.inFlow, app.logins]).toEqual([true, false, 1]);
    button.run('lifetimes', 'detached');
    expect(jest.getTimerCount()).toBe(0);
  });
});
