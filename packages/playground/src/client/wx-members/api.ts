/** The calling convention of `wx` functions: callbacks, or a promise when none is given. */

export interface Callbacks<T = object> {
  success?(result: T & { errMsg: string }): void;
  fail?(error: { errMsg: string }): void;
  complete?(result: { errMsg: string }): void;
}

/** Runs `run` now and answers on a later turn. What `run` throws becomes `errMsg`. */
export function answer<T extends object>(
  name: string,
  options: Callbacks<T> | undefined,
  run: () => T,
): Promise<T & { errMsg: string }> | undefined {
  let result: (T & { errMsg: string }) | undefined;
  let failure: { errMsg: string } | undefined;
  try {
    result = { ...run(), errMsg: `${name}:ok` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failure = { errMsg: `${name}:${message.startsWith('fail') ? message : `fail ${message}`}` };
  }
  const { success, fail, complete } = options ?? {};
  if (!success && !fail && !complete) {
    return failure === undefined
      ? Promise.resolve(result as T & { errMsg: string })
      : Promise.reject(Object.assign(new Error(failure.errMsg), failure));
  }
  setTimeout(() => {
    if (failure !== undefined) fail?.call(options, failure);
    else success?.call(options, result as T & { errMsg: string });
    complete?.call(options, failure ?? (result as { errMsg: string }));
  });
  return undefined;
}
