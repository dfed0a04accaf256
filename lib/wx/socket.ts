/** One WebSocket connection of the app (at most 5 at a time below base library 2.x, 5 still: WeChat's limit). */
export function wxConnectSocket(url: string, events: { onMessage(data: string): void; onEnd(cause: unknown): void }): WechatMiniprogram.SocketTask {
  const task = wx.connectSocket({ url, fail: events.onEnd });
  task.onMessage(({ data }) => events.onMessage(String(data)));
  task.onError(events.onEnd);
  task.onClose(events.onEnd);
  return task;
}
