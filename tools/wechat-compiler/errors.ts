/** WeChat's compiler refused something, or warned where a warning counts as a failure. */
export class WechatCompilerError extends Error {
  override readonly name = 'WechatCompilerError';

  /**
   * @param subject what was being compiled
   * @param complaints what the compiler said, one line each
   */
  constructor(
    subject: string,
    readonly complaints: readonly string[],
  ) {
    super(`WeChat's compiler complains about ${subject}:\n${complaints.map((complaint) => `  ${complaint}`).join('\n')}`);
  }
}
