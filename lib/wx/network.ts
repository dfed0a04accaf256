/**
 * Calls `online` once, when the phone has a connection again; not after the returned function was called.
 * wx.offNetworkStatusChange needs base library 2.9.3: below it nothing is listened to, since a listener could not be taken back.
 */
export function onceOnline(online: () => void): () => void {
  if (typeof wx.offNetworkStatusChange !== 'function') return () => undefined;
  const heard = ({ isConnected }: WechatMiniprogram.OnNetworkStatusChangeListenerResult): void => {
    if (!isConnected) return;
    stop();
    online();
  };
  // The typings give the listener that is taken back another type.
  const stop = (): void => wx.offNetworkStatusChange(heard as unknown as WechatMiniprogram.OffNetworkStatusChangeCallback);
  wx.onNetworkStatusChange(heard);
  return stop;
}
