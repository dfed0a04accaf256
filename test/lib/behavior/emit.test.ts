import { launch } from '../../source/launch';

it("an error of somebody else's is emitted as ours", () => {
  const { emitError } = launch()('lib/behavior/emit') as typeof import('../../../lib/behavior/emit');
  const events: unknown[] = [];
  emitError({ triggerEvent: (...event) => events.push(event) }, new Error('foreign'));
  expect(events).toEqual([
    ['error', { code: 9005, reason: 'server', message: expect.any(String), stage: 'tap', retryable: false, data: null }],
  ]);
});
