/** @jest-environment jsdom */
import path from 'node:path';
import { copyPackage, createEngine, engineNames, type MountOptions } from '../../src/engines';

const fixture = path.join(__dirname, 'fixture');

describe.each(engineNames)('on %s', (name) => {
  const engine = createEngine(name);
  const mount = (options?: MountOptions) => engine.mount(path.join(fixture, 'toggle/index'), options);
  const logOf = (root = fixture) => (engine.require(path.join(root, 'shared/app')) as { log: string[] }).log;
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    engine.restart();
    Object.assign(engine.view, { lag: 0, dataset: 'logic' });
  });
  afterEach(() => {
    jest.useRealTimers();
    expect(engine.problems).toEqual([]);
  });

  describe('a view that lags', () => {
    beforeEach(() => {
      engine.view.lag = 50;
    });

    it('shows a change later than the component knows it, each for itself', async () => {
      const mounted = mount();
      mounted.instance.change({ on: true });
      await pass(30);
      mounted.instance.change({ locked: true });
      expect(mounted.data).toMatchObject({ on: true, locked: true });
      expect(mounted.nativeButton()).toMatchObject({ openType: '', disabled: false });
      await pass(20);
      expect(mounted.nativeButton()).toMatchObject({ openType: 'getPhoneNumber', disabled: false });
      await pass(30);
      expect(mounted.nativeButton()).toMatchObject({ openType: 'getPhoneNumber', disabled: true });
      expect(mounted.nativeButton().attributes).toMatchObject({ 'open-type': 'getPhoneNumber', disabled: true });
    });

    it('lets a finger tap what is still shown', async () => {
      const mounted = mount();
      mounted.instance.change({ locked: true });
      mounted.nativeButton().tap();
      await pass(50);
      mounted.nativeButton().tap();
      expect(mounted.events).toHaveLength(1);
    });

    it('runs the callback of setData when the change is shown', async () => {
      const mounted = mount();
      const seen: string[] = [];
      mounted.instance.change({ on: true }, () => seen.push(mounted.nativeButton().openType));
      await pass(49);
      expect(seen).toEqual([]);
      await pass(1);
      expect(seen).toEqual(['getPhoneNumber']);
    });

    it.each([
      ['logic', ['on', 'after the event']],
      ['view', ['off', 'after the event']],
    ] as const)('gives an event the dataset of the %s', async (dataset, expected) => {
      engine.view.dataset = dataset;
      const mounted = mount();
      mounted.instance.change({ on: true });
      mounted.nativeButton().tap();
      expect(logOf()).toEqual(expected);
    });

    it('goes on when a page is closed', async () => {
      engine.mountPage([{ component: path.join(fixture, 'toggle/index') }]).unload();
      const mounted = mount();
      mounted.instance.change({ on: true });
      expect(mounted.nativeButton().openType).toBe('');
      await pass(50);
      expect(mounted.nativeButton().openType).toBe('getPhoneNumber');
    });

    it('keeps what the handler rendered', async () => {
      engine.view.dataset = 'view';
      const mounted = mount();
      mounted.nativeButton().tap();
      await pass(50);
      mounted.nativeButton().tap();
      await pass(50);
      mounted.nativeButton().tap();
      expect(logOf().filter((entry) => entry !== 'after the event')).toEqual(['off', 'on', 'off']);
    });
  });

  it('never runs the callback of setData on the same turn, lag or not', async () => {
    const mounted = mount();
    const seen: string[] = [];
    mounted.instance.change({ on: true }, () => seen.push('shown'));
    expect(seen).toEqual([]);
    await pass(0);
    expect(seen).toEqual(['shown']);
  });

  it("reports what a page's handler throws, and the component goes on", () => {
    const mounted = mount({
      handlers: {
        login: () => {
          throw new Error('thrown by the page');
        },
      },
    });
    mounted.nativeButton().tap();
    expect(mounted.events).toEqual([{ name: 'login', detail: { on: true } }]);
    expect(logOf()).toEqual(['off', 'after the event']);
    expect(engine.problems).toEqual([expect.stringContaining('thrown by the page')]);
    engine.problems.length = 0;
  });

  it('runs two copies of a package in one app: modules of their own, and the same wx', () => {
    const copy = copyPackage(fixture);
    try {
      const page = engine.mountPage([fixture, copy.root].map((root) => ({ component: path.join(root, 'toggle/index') })));
      page.parts.forEach((part) => part.nativeButton().tap());
      expect([logOf(), logOf(copy.root)]).toEqual([
        ['off', 'after the event'],
        ['off', 'after the event'],
      ]);
      expect(logOf(copy.root)).not.toBe(logOf());
      page.unload();
    } finally {
      copy.remove();
    }
  });
});
