/** Why an API calls `fail`. Its message has no API name in front. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  /**
   * @param reason begins with `fail`
   * @param errno only where WeChat has one
   * @param verbatim worded by a test: not to be worded as this device words things
   */
  constructor(
    readonly reason: string,
    readonly errno?: number,
    readonly verbatim = false,
  ) {
    super(reason);
  }
}

/** The argument of a `fail` callback. */
export interface FailureResult {
  errMsg: string;
  errno?: number;
}

export function failureResult(api: string, { reason, errno }: ApiFailure): FailureResult {
  return { errMsg: `${api}:${reason}`, ...(errno !== undefined && { errno }) };
}

/** A parameter of the wrong type, in the words of WeChat's own check. */
export function parameterError(name: string, expected: string, given: unknown): ApiFailure {
  const kind = Object.prototype.toString.call(given).slice(8, -1);
  return new ApiFailure(`fail parameter error: parameter.${name} should be ${expected} instead of ${kind};`);
}
