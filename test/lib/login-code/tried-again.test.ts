import type { CodeOwner } from '../../../lib/agreement';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  let codes = 0;
  giveWx({ login: ({ success }) => success({ code: `code ${++codes}`, errMsg: 'login:ok' }) });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  takeWx();
});

const pass = async (ms = 0): Promise<void> => void (await jest.advanceTimersByTimeAsync(ms));
function flow() {
  const load = launch();
  const { appFlow } = load('lib/login-code/code-flow') as typeof import('../../../lib/login-code/code-flow');
  const { AuthingError } = load('lib/errors/authing-error') as typeof import('../../../lib/errors/authing-error');
  return { flow: appFlow(), failure: (...init: ConstructorParameters<typeof AuthingError>) => new AuthingError(...init) };
}
const owner = (): CodeOwner => ({ flowChanged: () => undefined });

describe('tried again', () => {
  type Failing = (failure: ReturnType<typeof flow>['failure']) => unknown[];
  const request = { stage: 'request' } as const;
  const attempts = async (how: 'sendData' | 'sendCode', failing: Failing, seen = true): Promise<unknown> => {
    const { flow: codeFlow, failure } = flow();
    const button = owner();
    codeFlow.join(button, true);
    await pass();
    if (!seen) codeFlow.setVisible(button, false);
    const left = failing(failure);
    const codes: string[] = [];
    let outcome: unknown;
    codeFlow[how](
      button,
      (code) => {
        codes.push(code);
        const next = left.shift();
        return next === undefined ? Promise.resolve(code) : Promise.reject(next as Error);
      },
      (failed, result) => {
        const { reason, message } = (failed ?? {}) as { reason?: string; message?: string };
        outcome = reason ?? message ?? result;
      },
      3000,
    );
    await pass(30_000);
    return [outcome, codes];
  };
  const many = <T>(value: T): T[] => Array<T>(20).fill(value);

  it.each<['sendData' | 'sendCode', string, Failing, unknown]>([
    ['sendCode', 'a refused code, once', (failure) => [failure('session_key', request)], ['code 2', ['code 1', 'code 2']]],
    ['sendCode', 'a refused code, not twice', (failure) => many(failure('session_key', request)), ['session_key', ['code 1', 'code 2']]],
    ['sendCode', 'no answer', (failure) => [failure('network', request)], ['code 2', ['code 1', 'code 2']]],
    [
      'sendCode',
      'a busy server',
      (failure) => [failure('server', { ...request, code: 1000, retryable: true })],
      ['code 2', ['code 1', 'code 2']],
    ],
    [
      'sendCode',
      'a 502, for as long as the time-out',
      (failure) => many(failure('http', { ...request, retryable: true })),
      ['http', ['code 1', 'code 2', 'code 3']],
    ],
    ['sendCode', 'an answer that is none', (failure) => [failure('server', request)], ['code 2', ['code 1', 'code 2']]],
    [
      'sendCode',
      'what a server passes on is not',
      (failure) => many(failure('server', { ...request, code: 500, retryable: true, message: 'Request failed with status code 502' })),
      ['server', ['code 1']],
    ],
    ['sendCode', 'a refusal is not', (failure) => many(failure('server', { ...request, code: 2005 })), ['server', ['code 1']]],
    ['sendCode', 'a full Storage is not', (failure) => many(failure('storage', request)), ['storage', ['code 1']]],
    ['sendCode', 'a mistake is not', () => [new Error('x')], ['x', ['code 1']]],
    ['sendData', 'what is charged is not, refused', (failure) => [failure('session_key', request)], ['session_key', ['code 1']]],
    ['sendData', 'what is charged is not, unanswered', (failure) => [failure('network', request)], ['network', ['code 1']]],
  ])('%s: %s', async (how, _, failing, expected) => {
    expect(await attempts(how, failing)).toEqual(expected);
  });

  it('not in the background, where WeChat would cut the next request as well', async () => {
    expect(await attempts('sendCode', (failure) => [failure('network', request)], false)).toEqual(['network', ['code 1']]);
  });
});
