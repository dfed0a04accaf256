export interface SocketEvents {
  /** A text came; other messages are left out. */
  onMessage(data: string): void;
  /** The connection could not be made, broke, or was closed; WeChat may tell of it twice. */
  onEnd(cause: unknown): void;
}

/** One WebSocket connection. WeChat lets an app have five at a time. */
export function wxConnectSocket(url: string, { onMessage, onEnd }: SocketEvents): void {
  try {
    const task = wx.connectSocket({ url, fail: onEnd });
    task.onMessage(({ data }) => {
      if (typeof data === 'string') onMessage(data);
    });
    task.onError(onEnd);
    task.onClose(onEnd);
  } catch (cause) {
    // This platform has none.
    onEnd(cause);
  }
}
