import type { AuthingErrorReason } from '../../../lib/errors/reasons';
import { textsOf } from '../../docs/declared-types';
import { launchedEntry } from '../../source/launch';

const reasons = textsOf('AuthingErrorReason') as AuthingErrorReason[];

describe.each([
  ['en-US', /^[A-Z][\x20-\x7e]+$/],
  ['zh-CN', /^[\u4e00-\u9fff]{2}/],
] as const)('in %s', (lang, form) => {
  const messages = (): string[] => {
    const { AuthenticationClient, AuthingError } = launchedEntry();
    new AuthenticationClient({ appId: 'authing-app', lang });
    return reasons.map((reason) => new AuthingError(reason, { stage: 'tap' }).message);
  };

  it('every reason says what it is', () => {
    expect(messages().filter((message) => !form.test(message))).toEqual([]);
  });

  it('no two reasons say the same', () => {
    expect(new Set(messages()).size).toBe(reasons.length);
  });
});

it('what is known better goes before the words, the number and the advice of the reason', () => {
  const { AuthingError } = launchedEntry();
  const cause = new Error('below');
  const known = { stage: 'upload', code: 7, message: 'my words', retryable: false, data: { a: 1 }, cause } as const;
  expect(new AuthingError('network', known)).toMatchObject({ name: 'AuthingError', reason: 'network', ...known });
  expect(new AuthingError('network', { stage: 'tap' })).toMatchObject({ code: 9002, retryable: true, data: null, cause: undefined });
  expect(new AuthingError('server', { stage: 'tap', code: 0, data: 0 })).toMatchObject({ code: 0, data: 0 });
  expect(new AuthingError('server', { stage: 'tap', message: '' }).message).not.toBe('');
});
