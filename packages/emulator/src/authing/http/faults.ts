import { requireKnown } from '../../known-names';
import type { WeChatFailure } from '../wechat-connection/failure';
import type { RecordedRequest } from './request-log';

/** What goes wrong with a request. */
export type Fault =
  /** Answers an HTTP status with a body that is no envelope, without looking at the request. */
  | { kind: 'status'; status: number; body: string; contentType: string }
  /** Carries the request out, then answers the first half of the body. Over HTTP the connection breaks there. */
  | { kind: 'truncated' }
  /** Answers `ms` late. `before`: carries the request out after the wait; `after`: at once, and keeps the answer back. */
  | { kind: 'slow'; ms: number; when: 'before' | 'after' }
  /** Breaks the connection without an answer. `before`: the request is lost; `after`: it was carried out, the answer is lost. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Never answers; the connection stays open until the client gives up or the server closes. */
  | { kind: 'hang' }
  /** Answers an error envelope that fits the endpoint (REST v2, v3 or GraphQL), without carrying the request out. */
  | { kind: 'error'; code: number; message: string; data: unknown }
  /** Carries the request out up to the exchange of its code, which fails. */
  | { kind: 'exchange'; failure: WeChatFailure }
  /** Carries the request out and changes the JSON it answers. */
  | { kind: 'edit'; edit: (body: unknown) => unknown };

/** Which requests a fault is for. All given conditions must hold. */
export interface FaultTarget {
  /** The end of the path, or a pattern for it. */
  path?: string | RegExp;
  /** A GraphQL root field, e.g. `updateUser`. */
  operation?: string;
  method?: string;
  /** So many matching requests pass unharmed first. Default: 0. */
  skip?: number;
  /** So many matching requests are hit. Default: 1; `Infinity` hits all until cancelled. */
  times?: number;
}

/** A planned fault. */
export interface PlannedFault {
  /** Requests hit so far. */
  readonly hits: number;
  cancel(): void;
}

/** A condition that is misspelt would be none: the fault would hit any request. */
const conditions: readonly (keyof FaultTarget)[] = ['path', 'operation', 'method', 'skip', 'times'];

interface Plan {
  target: FaultTarget;
  fault: Fault;
  skip: number;
  times: number;
  hits: number;
}

const BAD_GATEWAY =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
  '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** The endpoints that ask WeChat what a code is worth. */
const EXCHANGING = /\/(wechat-miniprogram\/[a-z-]+|signin-by-mobile|(get|decrypt)-wechat-miniprogram-[a-z]+)$/;

/**
 * What will go wrong: each method plans a fault for the next matching request (or the next few), and throws a TypeError for a condition
 * that there is not.
 */
export class Faults {
  private plans: Plan[] = [];

  /** A gateway's HTML page; 502 unless another status is given. */
  badGateway(target: FaultTarget = {}, status = 502): PlannedFault {
    return this.plan(target, { kind: 'status', status, body: BAD_GATEWAY, contentType: 'text/html' });
  }

  /** HTTP 200 with a body that is not the protocol: `text` as `contentType` (default: JSON that is no envelope). */
  nonsense(target: FaultTarget = {}, text = '{"hello":"world"}', contentType = 'application/json'): PlannedFault {
    return this.plan(target, { kind: 'status', status: 200, body: text, contentType });
  }

  truncated(target: FaultTarget = {}): PlannedFault {
    return this.plan(target, { kind: 'truncated' });
  }

  /** An answer that comes `ms` late; the request is carried out at once unless `when` is `before`. */
  slow(ms: number, target: FaultTarget = {}, when: 'before' | 'after' = 'after'): PlannedFault {
    return this.plan(target, { kind: 'slow', ms, when });
  }

  /** A broken connection; the request is lost unless `when` is `after`. */
  drop(target: FaultTarget = {}, when: 'before' | 'after' = 'before'): PlannedFault {
    return this.plan(target, { kind: 'drop', when });
  }

  hang(target: FaultTarget = {}): PlannedFault {
    return this.plan(target, { kind: 'hang' });
  }

  /** An error of Authing's, e.g. 1000 (busy) or 2206 (expired). */
  error(code: number, target: FaultTarget = {}, message = `injected error ${code}`, data: unknown = null): PlannedFault {
    return this.plan(target, { kind: 'error', code, message, data });
  }

  /**
   * Asking WeChat fails: `EXCHANGE_FAILURES.badGateway` and the like, or a refusal (`kind: 'code'`). The code is not spent. For the next
   * request that exchanges one, unless the target says otherwise; a request that fails before the exchange uses the fault up.
   */
  exchange(failure: WeChatFailure, target: FaultTarget = {}): PlannedFault {
    return this.plan({ path: EXCHANGING, ...target }, { kind: 'exchange', failure });
  }

  /** Answers `token: null` wherever the answer has a token. */
  tokenNull(target: FaultTarget = {}): PlannedFault {
    return this.edit(target, (body) => withoutTokens(body));
  }

  /** Changes the JSON of the answer. */
  edit(target: FaultTarget, edit: (body: unknown) => unknown): PlannedFault {
    return this.plan(target, { kind: 'edit', edit });
  }

  /** Cancels everything planned. */
  clear(): void {
    this.plans = [];
  }

  /** The fault for a request that has just arrived; counts it. */
  take(request: RecordedRequest): Fault | undefined {
    for (const plan of this.plans) {
      if (plan.hits >= plan.times || !hits(plan.target, request)) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.hits += 1;
      return plan.fault;
    }
    return undefined;
  }

  private plan(target: FaultTarget, fault: Fault): PlannedFault {
    requireKnown(`faults, the target of '${fault.kind}'`, Object.keys(target), conditions);
    const plan: Plan = { target, fault, skip: target.skip ?? 0, times: target.times ?? 1, hits: 0 };
    this.plans.push(plan);
    return {
      get hits() {
        return plan.hits;
      },
      cancel: () => {
        this.plans = this.plans.filter((other) => other !== plan);
      },
    };
  }
}

function hits({ path, operation, method }: FaultTarget, request: RecordedRequest): boolean {
  if (path !== undefined && !(typeof path === 'string' ? request.path.endsWith(path) : path.test(request.path))) return false;
  if (operation !== undefined && !request.operations.includes(operation)) return false;
  return method === undefined || method.toUpperCase() === request.method;
}

function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'token' ? null : withoutTokens(inner)]));
}
