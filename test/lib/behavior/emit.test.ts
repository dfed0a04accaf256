import { launch } from '../../source/launch';

it("an error of somebody else's is emitted as ours, and told to the console with its stack", () => {
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { emitError } = launch()('lib/behavior/emit') as typeof import('../../../lib/behavior/emit');
  const events: unknown[] = [];
  const foreign = new TypeError('foreign');
  emitError({ triggerEvent: (...event) => events.push(event) }, foreign);
  expect(events).toEqual([
    ['error', { code: 9005, reason: 'server', message: expect.any(String), stage: 'tap', retryable: false, data: null }],
  ]);
  expect(told.mock.calls).toEqual([[foreign]]);
  told.mockRestore();
});

it('an AuthingError is for the page alone', () => {
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const launched = launch();
  const { emitError } = launched('lib/behavior/emit') as typeof import('../../../lib/behavior/emit');
  const { AuthingError } = launched('lib/errors/authing-error') as typeof import('../../../lib/errors/authing-error');
  emitError({ triggerEvent: () => undefined }, new AuthingError('busy', { stage: 'tap' }));
  expect(told).not.toHaveBeenCalled();
  told.mockRestore();
});
