import type { NativeAnswer } from './connection';

/** How one call of WeChat's ends. */
interface Ending<Answer> {
  success(answer: Answer): void;
  fail(cause: NativeAnswer): void;
}

/** Of a call that failed, `errMsg` alone is sure. */
type Answered<Answer> = NativeAnswer & Partial<Answer>;

/**
 * What becomes of one call of WeChat's that lasts as long as somebody reads, and so has no time-out: its answer, or, with `errMsg`, why
 * there is none. One that throws has failed, too: this platform lacks it, or does not allow it here.
 * @param begin makes the call, with the endings as its callbacks
 * @returns never settles where WeChat never answers
 */
export function answerOf<Answer extends object>(begin: (ending: Ending<Answer>) => void): Promise<Answered<Answer>> {
  return new Promise<Answered<Answer>>((success, fail) => begin({ success, fail })).then(
    (answer) => answer || {},
    (cause?: NativeAnswer & { message?: string }) =>
      ({ ...cause, errMsg: (cause && (cause.errMsg || cause.message)) || 'fail' }) as Answered<Answer>,
  );
}
