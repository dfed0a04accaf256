import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

type Module = typeof import('../../../lib/login-code/login-code');
export type LoginCode = InstanceType<Module['LoginCode']>;

/** What is around a LoginCode; a test says what is different in its own. */
interface World {
  /** How wx.login answers its nth call; with `code <n>` unless told otherwise. */
  answer: (asked: Asked, nth: number) => void;
  /** What wx.getNetworkType says; undefined: it fails. */
  connection: 'none' | 'wifi' | undefined;
  /** Those of wx.onNetworkStatusChange. */
  listeners: Asked[];
  calls: ReturnType<typeof giveWx>;
  /** What LoginCode was given to call when its code is too old. */
  expired: jest.Mock<void, []>;
}

export const world = {} as World;

/** Every test of the file has a phone of its own, whose clock it turns, and no chance. */
export function useFreshWorld(): void {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const calls = giveWx({
      login: (asked) => world.answer(asked, logins().length),
      getNetworkType: ({ success, fail }) =>
        world.connection ? success({ networkType: world.connection }) : fail({ errMsg: 'getNetworkType:fail' }),
      onNetworkStatusChange: (listener) => world.listeners.push(listener),
      offNetworkStatusChange: (listener) => {
        world.listeners = world.listeners.filter((other) => other !== listener);
      },
    });
    Object.assign(world, {
      answer: ({ success }, nth) => success({ code: `code ${nth}`, errMsg: 'login:ok' }),
      connection: undefined,
      listeners: [],
      calls,
      expired: jest.fn(),
    } satisfies World);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
    takeWx();
  });
}

export const logins = (): Asked[] => world.calls.filter(([name]) => name === 'login');
export const create = (): LoginCode => new (launch()('lib/login-code/login-code') as Module).LoginCode(world.expired);
export const pass = async (ms: number): Promise<void> => void (await jest.advanceTimersByTimeAsync(ms));
/** The code, or the error that there is none. */
export const outcomeOf = async (taken: Promise<string>): Promise<unknown> => taken.catch((error: unknown) => error);
export const none = (more: object = {}): unknown =>
  expect.objectContaining({ name: 'AuthingError', reason: 'login_code', stage: 'login_code', retryable: true, ...more });
/** wx.login fails from now on. */
export const fails = (errMsg: string): void => {
  world.answer = ({ fail }) => fail({ errMsg });
};
export const kept = async (): Promise<LoginCode> => {
  const code = create();
  code.prepare();
  await pass(0);
  return code;
};
