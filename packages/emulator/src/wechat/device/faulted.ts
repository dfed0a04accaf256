import { ApiFailure } from './api-failure';
import type { AnswerFault } from './device-faults';
import { wait } from './latency';

/** What a call or a tap came to, and how much later than usual (ms) that is told. */
export interface Settled<R> {
  outcome: R | ApiFailure;
  delay: number;
}

/** Does what was asked of WeChat under a fault that was injected for it; `silence` when nothing is ever to be told. */
export async function faulted<R extends object>(
  api: string,
  fault: AnswerFault | undefined,
  grant: () => Promise<R>,
): Promise<Settled<R> | 'silence'> {
  if (fault?.kind === 'never') return 'silence';
  if (fault?.kind === 'fail') return { outcome: faultFailure(api, fault), delay: fault.afterMs ?? 0 };
  if (fault?.kind === 'late') await wait(fault.ms);
  const delay = fault?.kind === 'slow' ? fault.ms : 0;
  try {
    return { outcome: await grant(), delay };
  } catch (error) {
    if (error instanceof ApiFailure) return { outcome: error, delay };
    throw error;
  }
}

/** The failure that an injected fault stands for. */
export function faultFailure(api: string, fault: { errMsg?: string; errno?: number }): ApiFailure {
  if (fault.errMsg === undefined) return new ApiFailure('fail system error', fault.errno);
  const whole = fault.errMsg;
  if (!whole.startsWith(`${api}:`)) throw new RangeError(`A fault of ${api} must have an errMsg that begins with "${api}:", not ${whole}`);
  return new ApiFailure(whole.slice(api.length + 1), fault.errno, true);
}
