import { launch } from '../../source/launch';

type Module = typeof import('../../../lib/wx/app-singleton');

const world = globalThis as { getApp?: unknown; wx?: unknown };
afterEach(() => {
  delete world.getApp;
  delete world.wx;
});
/** One copy of the package. */
const copy = (): Module => launch()('lib/wx/app-singleton') as Module;
const made = (by: Module, name = 'x'): object => by.appSingleton(name, () => ({}));

it.each<[string, boolean, () => void]>([
  [
    'the app object and wx',
    true,
    () => {
      const app = {};
      world.getApp = () => app;
      world.wx = {};
    },
  ],
  [
    'the app object alone',
    true,
    () => {
      const app = {};
      world.getApp = () => app;
    },
  ],
  [
    'wx alone',
    true,
    () => {
      world.wx = {};
    },
  ],
  ['nothing', false, () => undefined],
])('copies that share %s: one: %p', (_, one, share) => {
  share();
  const [first, second] = [copy(), copy()];
  expect(made(first)).toBe(made(first));
  expect(made(first) === made(second)).toBe(one);
  expect(made(first)).not.toBe(made(first, 'y'));
});

it('a copy that needs it before App() has run is found by those that come after', () => {
  world.wx = {};
  const launched: object[] = [];
  world.getApp = () => launched[0];
  const early = made(copy());
  launched.push({});
  expect(made(copy())).toBe(early);
  // Now it is on the app, too.
  world.wx = {};
  expect(made(copy())).toBe(early);
});

it('what an independent subpackage left on its app object goes over to the real one', () => {
  const asked: unknown[] = [];
  const before = {};
  world.getApp = (options: unknown) => {
    asked.push(options);
    return before;
  };
  const early = made(copy());
  const real = { ...before };
  world.getApp = () => real;
  expect(made(copy())).toBe(early);
  expect(asked).toEqual([{ allowDefault: true }]);
});

it('the next app does not find what the last one left on wx', () => {
  world.wx = {};
  const early = copy();
  made(early);
  world.getApp = (
    (app) => () =>
      app
  )({});
  const first = made(copy());
  world.getApp = (
    (app) => () =>
      app
  )({});
  expect(made(copy())).not.toBe(first);
});

it('a wx that complains about unknown members is not asked for one', () => {
  world.wx = new Proxy(
    {},
    {
      // jest looks for a symbol of its own.
      get: (_, name) => {
        if (typeof name === 'string') throw new Error(`wx.${name}`);
      },
      has: (_, name) => {
        throw new Error(`wx.${String(name)}`);
      },
    },
  );
  expect(() => made(copy())).not.toThrow();
  delete world.wx;
});

it('where the app is frozen wx will do, and where wx is, the app that comes later', () => {
  const app = Object.freeze({});
  world.getApp = () => app;
  world.wx = {};
  expect(made(copy())).toBe(made(copy()));
  world.wx = Object.freeze({});
  delete world.getApp;
  const early = copy();
  const mine = made(early);
  const late = {};
  world.getApp = () => late;
  expect(made(early)).toBe(mine);
  expect(made(copy())).toBe(mine);
});

it("somebody else's thing under the name is taken for none", () => {
  const other = { authing_miniapp_1: 'something else' };
  world.getApp = () => other;
  expect(made(copy())).toEqual({});
});

it('an app that writes its own fields out does not stumble', () => {
  const app = {};
  world.getApp = () => app;
  made(copy());
  expect(JSON.stringify(app)).toBe('{}');
});
