import { createFaultQueue } from '../fault-queue';
import type { FaultQueue } from '../fault-queue';

/** Where a fault of the cloud can be injected. */
export type CloudFaultTarget = 'exchangeCode' | 'exchangePhoneCode';

/** What goes wrong in WeChat's server API. */
export type CloudFault =
  /** Answers with this error; the code is NOT used up. Message by default: WeChat's own for the number. */
  | { kind: 'refuse'; errcode: number; errmsg?: string }
  /** Answers correctly, this many ms late. */
  | { kind: 'slow'; ms: number }
  | { kind: 'never' }
  /** The call itself rejects, as when WeChat's API host cannot be reached. */
  | { kind: 'unreachable' }
  /** The code is consumed, the answer is lost: the call rejects. */
  | { kind: 'lost-answer' };

export type CloudFaults = FaultQueue<Record<CloudFaultTarget, CloudFault>>;

export function createCloudFaults(): CloudFaults {
  const kinds = ['refuse', 'slow', 'never', 'unreachable', 'lost-answer'] as const;
  return createFaultQueue<Record<CloudFaultTarget, CloudFault>>({ exchangeCode: kinds, exchangePhoneCode: kinds });
}
