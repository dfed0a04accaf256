/** A WebSocket as it leaves the device. */
export interface SocketConnection {
  send(data: string | ArrayBuffer): void;
  close(code?: number, reason?: string): void;
}

export interface SocketListener {
  onOpen(header: Record<string, string>): void;
  onMessage(data: string | ArrayBuffer): void;
  onClose(code: number, reason: string): void;
  onError(message: string): void;
}

/** How WebSockets leave the device. */
export type SocketTransport = (
  request: { url: string; header: Record<string, string>; protocols: readonly string[] },
  listener: SocketListener,
) => SocketConnection;

/** Connects through the global `WebSocket` (browsers; Node.js from 22). Headers cannot be sent that way and are refused. */
export function webSocketTransport(): SocketTransport {
  return ({ url, header, protocols }, listener) => {
    if (typeof WebSocket !== 'function') {
      throw new TypeError('There is no global WebSocket here: give createDevice a socketTransport.');
    }
    if (Object.keys(header).length > 0)
      throw new TypeError('A browser WebSocket cannot send headers: give createDevice a socketTransport.');
    const socket = new WebSocket(url, [...protocols]);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => listener.onOpen({});
    socket.onmessage = (event) => listener.onMessage(event.data as string | ArrayBuffer);
    socket.onclose = (event) => listener.onClose(event.code, event.reason);
    socket.onerror = () => listener.onError('connection failed');
    return {
      send: (data) => socket.send(data),
      close: (code, reason) => socket.close(code, reason),
    };
  };
}
