import { launchedEntry } from '../../source/launch';

it("another copy's errors are instances of AuthingError, and nothing else is", () => {
  const { AuthingError } = launchedEntry();
  const other = launchedEntry().AuthingError;
  expect(other).not.toBe(AuthingError);
  const error = new other('network', { stage: 'tap' });
  expect([error instanceof AuthingError, error instanceof other, error instanceof Error]).toEqual([true, true, true]);
  const nameless = Object.assign(new Error('no'), { name: 'AuthingError' });
  const strangers = [new Error('no'), nameless, { reason: 'network' }, null, undefined, 'text'];
  expect(strangers.map((stranger) => (stranger as unknown) instanceof AuthingError)).toEqual(strangers.map(() => false));
});

it('a subclass knows its own', () => {
  const { AuthingError } = launchedEntry();
  class Own extends AuthingError {}
  expect([
    new Own('network', { stage: 'tap' }) instanceof Own,
    new Own('network', { stage: 'tap' }) instanceof AuthingError,
    new AuthingError('network', { stage: 'tap' }) instanceof Own,
  ]).toEqual([true, true, false]);
});
