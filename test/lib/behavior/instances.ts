import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

const world = globalThis as { getApp?: unknown };

/** The app around the behaviors. */
export const app = {
  config: { appId: 'a' } as object | null,
  /** Whether Storage fails. */
  broken: false,
  storage: {} as Record<string, unknown>,
  calls: [] as ReturnType<typeof giveWx>,
  get logins(): number {
    return app.calls.filter(([name]) => name === 'login').length;
  },
};

beforeEach(() => {
  jest.useFakeTimers();
  Object.assign(app, { config: { appId: 'a' }, broken: false, storage: {} });
  world.getApp = () => ({ authing: app.config });
  let codes = 0;
  app.calls = giveWx({
    getStorageSync: (key: string) => {
      if (app.broken) throw new Error('Storage');
      return app.storage[key] ?? '';
    },
    setStorageSync: () => undefined,
    removeStorageSync: () => undefined,
    login: ({ success }) => success({ code: `c${++codes}`, errMsg: 'login:ok' }),
  });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});

/** The definitions of the behaviors, and instances of them without an engine: only what an instance's `setData` is given counts. */
export function behaviors() {
  const load = launch({ Behavior: (definition: unknown) => definition });
  const { authingBehavior } = load('lib/behavior/authing-behavior') as { authingBehavior: Asked };
  const { codeButton } = load('lib/behavior/code-button') as { codeButton: Asked };
  const { startFlow } = load('lib/behavior/tap') as Asked;
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
  return {
    draw,
    load,
    authingBehavior,
    codeButton,
    page: () => instance(authingBehavior),
    /** A button that opens a sheet, or signs in by code alone. */
    button: (opensSheet = false) => Object.assign(instance(codeButton), { opensSheet: () => opensSheet }),
    startFlow,
  };
}
