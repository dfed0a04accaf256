import { VERSION } from '../../../lib/version';
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

describe('a copy that follows another agreement', () => {
  const other = { by: new Error('authing-miniapp 9.0.0'), made: { x: {} } };
  let warnings: jest.SpyInstance;
  beforeEach(() => {
    warnings = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => warnings.mockRestore());
  const own = (): unknown =>
    expect.objectContaining({ message: `authing-miniapp ${VERSION}`, stack: expect.stringContaining('app-singleton') });

  it.each<[string, (ground: object) => void]>([
    [
      'the app object',
      (ground) => {
        world.getApp = () => ground;
        world.wx = {};
      },
    ],
    [
      'wx',
      (ground) => {
        world.wx = ground;
      },
    ],
  ])('and comes before, on %s, is told of once, with both versions and where they lie; each goes on for itself', (_, share) => {
    const ground = { authing_miniapp_2: other };
    share(ground);
    const [one, second] = [copy(), copy()];
    expect([made(one) === made(second), made(one) === other.made.x]).toEqual([true, false]);
    expect(warnings.mock.calls).toEqual([[expect.stringMatching(/two versions .* 两个版本/), other.by, own()]]);
  });

  it('and does not say who it is, is told of as well', () => {
    world.wx = { authing_miniapp_0: undefined };
    made(copy());
    expect(warnings.mock.calls).toEqual([[expect.any(String), 'authing-miniapp ?', own()]]);
  });

  it('is not there: nothing is told', () => {
    world.wx = { authing_miniapp: 1, miniapp_2: 1 };
    made(copy());
    made(copy());
    expect(warnings.mock.calls).toEqual([]);
  });
});
