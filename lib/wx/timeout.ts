import type { NativeAnswer } from './connection';

/** How one call of WeChat's ends. */
interface Ending<Answer> {
  success(answer: Answer): void;
  fail(cause: NativeAnswer): void;
  /** It is not over yet: the time counts anew. False when it is over. */
  goesOn(): boolean;
}

const nothing = (): void => undefined;

/**
 * One call of WeChat's as a promise, which rejects with what WeChat said (NativeAnswer): when it fails, throws, or has no answer in time.
 * @param ms without an answer, after which it is given up, and aborted where that can be
 * @param errMsg what a call that was given up rejects with
 * @param begin makes the call, with the endings as its callbacks
 * @param late called when one that had failed, or was given up, succeeds all the same
 */
export function timeout<Answer>(
  ms: number,
  errMsg: string,
  begin: (ending: Ending<Answer>) => { abort?(): void } | void,
  late = nothing,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let over = false;
    let failed = false;
    let timer: ReturnType<typeof setTimeout>;
    let task: { abort?(): void } | void;
    const end = (): void => {
      over = true;
      clearTimeout(timer);
    };
    const fail = (cause: NativeAnswer | undefined): void => {
      end();
      failed = true;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whoever called knows what error it is here
      reject(cause || {});
    };
    const goesOn = (): boolean => {
      if (over) return false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        // First: an abort that throws, or calls fail itself, changes nothing any more.
        fail({ errMsg });
        if (task && task.abort) task.abort();
      }, ms);
      return true;
    };
    goesOn();
    try {
      task = begin({
        success: (answer) => {
          // Nothing at all is no answer: one may come yet, else the time is up.
          if (!answer) return;
          if (failed) return late();
          end();
          resolve(answer);
        },
        fail,
        goesOn,
      });
    } catch (error) {
      fail(error instanceof Error ? { errMsg: error.message } : {});
    }
  });
}
