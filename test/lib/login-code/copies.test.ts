import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

type Flows = typeof import('../../../lib/login-code/code-flow');

const world = globalThis as { getApp?: unknown };
let logins = 0;
beforeEach(() => {
  jest.useFakeTimers();
  logins = 0;
  giveWx({ login: ({ success }) => success({ code: `code ${++logins}`, errMsg: 'login:ok' }) });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});
const button = { flowChanged: () => undefined };
const pass = async (ms = 0): Promise<void> => void (await jest.advanceTimersByTimeAsync(ms));

/** Two copies of the package in one mini program: an independent subpackage's beside the main package's, say. */
describe.each([
  ['the app object', true],
  ['wx', false],
])('two copies that share %s', (_, app) => {
  const copies = (): [Flows, Flows] => {
    if (app)
      world.getApp = (
        (shared) => () =>
          shared
      )({});
    return [launch()('lib/login-code/code-flow') as Flows, launch()('lib/login-code/code-flow') as Flows];
  };

  it('one code for the buttons of both, which outlives those of either', async () => {
    const [one, other] = copies();
    const [mine, theirs] = [{ flowChanged: () => undefined }, { flowChanged: () => undefined }];
    one.appFlow().join(mine, true);
    other.appFlow().join(theirs, true);
    one.appFlow().leave(mine);
    await pass(150_999);
    expect(logins).toBe(1);
    await pass(1);
    expect(logins).toBe(2);
  });

  it('a flow in one is known in the other, which says busy', async () => {
    const [one, other] = copies();
    const heard: unknown[] = [];
    other.appFlow().join({ flowChanged: () => heard.push(other.appFlow().isRunning) }, true);
    await pass();
    let finish: (value: string) => void = () => undefined;
    const request = new Promise<string>((resolve) => {
      finish = resolve;
    });
    one.appFlow().sendCode(
      button,
      () => request,
      (_failure, result) => heard.push(result),
      1000,
    );
    await pass();
    other.appFlow().sendData(
      button,
      () => Promise.resolve(),
      (failure) => heard.push((failure as { reason: string }).reason),
    );
    finish('done');
    await pass();
    expect(heard).toEqual([true, 'busy', false, 'done']);
  });
});
