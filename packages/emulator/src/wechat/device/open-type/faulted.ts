import { ApiFailure } from '../api-failure';
import { faultFailure } from '../bridge';
import type { AnswerFault } from '../device-faults';

/** What an open-type came to: what the user granted or why not, and how much later than usual (ms) it is told; or silence for ever. */
export type Outcome<T> = { outcome: T | ApiFailure; delay: number } | 'silence';

/** Runs an open-type under a fault that was injected for it. */
export async function faulted<T extends object>(api: string, fault: AnswerFault | undefined, grant: () => Promise<T>): Promise<Outcome<T>> {
  if (fault?.kind === 'never') return 'silence';
  if (fault?.kind === 'fail') return { outcome: faultFailure(api, fault), delay: fault.afterMs ?? 0 };
  if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  const delay = fault?.kind === 'slow' ? fault.ms : 0;
  try {
    return { outcome: await grant(), delay };
  } catch (error) {
    if (error instanceof ApiFailure) return { outcome: error, delay };
    throw error;
  }
}
