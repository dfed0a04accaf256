/** Whether this base library has something, in wx.canIUse's words; true where nobody can tell (base library below 1.1.1). */
export function supports(schema: string): boolean {
  return typeof wx === 'undefined' || typeof wx.canIUse !== 'function' || wx.canIUse(schema) !== false;
}
