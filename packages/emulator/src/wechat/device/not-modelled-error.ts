/** The mini program used something that this model of WeChat does not have. A gap of the model or a typing error, never an answer. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';

  /** @param member what was used, e.g. `wx.chooseLocation` */
  constructor(readonly member: string) {
    super(
      `${member} is not in this model of WeChat. ` +
        'If WeChat has it, model it (packages/emulator/src/wechat/device/api) or give it to createDevice among its members.',
    );
  }
}
