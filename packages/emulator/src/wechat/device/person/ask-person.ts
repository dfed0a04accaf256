import { ApiFailure } from '../api-failure';
import { wait } from '../latency';
import type { DeviceParts } from '../parts';
import type { Decision, Sheet } from './person';

/**
 * Opens a sheet and waits for the person.
 * @param refusal what follows the API's name in `errMsg` when the decision does not say
 * @param left runs when a sheet that nobody answers is gone
 * @returns what they accepted
 * @throws ApiFailure when they refuse or leave. Never settles when they do neither.
 */
export async function askPerson(
  parts: DeviceParts,
  sheet: Sheet,
  refusal: { deny: string; cancel: string },
  left?: () => void,
): Promise<Extract<Decision, { answer: 'accept' }>> {
  const { timeline, person, sheets, privacy } = parts;
  const ticks = 'privacy' in sheet && sheet.privacy !== undefined;
  timeline.record('sheet.opened', { sheet: sheet.kind, ...(ticks && { privacy: true }) });
  const decision = await person.decide(sheet);
  if (decision.answer === 'never') return new Promise<never>(() => sheets.leave(sheet.kind, left));
  if (decision.afterMs !== undefined) await wait(decision.afterMs);
  timeline.record('sheet.answered', { sheet: sheet.kind, answer: decision.answer });
  if (decision.answer === 'accept') {
    if (ticks) privacy.agree();
    return decision;
  }
  if (decision.errMsg !== undefined) throw new ApiFailure(decision.errMsg, decision.errno, true);
  throw new ApiFailure(refusal[decision.answer], decision.errno);
}
