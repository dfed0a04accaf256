import { ApiFailure } from '../api-failure';
import type { PhoneParts } from '../parts';
import type { Decision, Sheet } from './person';

/**
 * Opens a sheet and waits for the person.
 * @param refusal what follows the API's name in `errMsg` when the decision does not say
 * @returns what they accepted
 * @throws ApiFailure when they refuse or leave. Never settles when they do neither.
 */
export async function askPerson(
  parts: PhoneParts,
  sheet: Sheet,
  refusal: { deny: string; cancel: string },
): Promise<Extract<Decision, { answer: 'accept' }>> {
  const { timeline, person } = parts;
  timeline.record('sheet.opened', { sheet: sheet.kind });
  const decision = await person.decide(sheet);
  if (decision.answer === 'never') return new Promise<never>(() => undefined);
  if (decision.afterMs !== undefined) await new Promise((resolve) => setTimeout(resolve, decision.afterMs));
  timeline.record('sheet.answered', { sheet: sheet.kind, answer: decision.answer });
  if (decision.answer === 'accept') return decision;
  throw new ApiFailure(decision.errMsg ?? refusal[decision.answer], decision.errno);
}
