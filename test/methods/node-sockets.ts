import { WebSocket } from 'ws';
import type { SocketTransport } from 'authing-miniapp-emulator/wechat';

/** Real WebSockets for the modelled phone; Node.js has none of its own before version 22. */
export const nodeSockets: SocketTransport = ({ url, header, protocols }, listener) => {
  const socket = new WebSocket(url, [...protocols], { headers: header });
  socket.on('open', () => listener.onOpen({}));
  socket.on('message', (data) => listener.onMessage(String(data)));
  socket.on('close', (code, reason) => listener.onClose(code, String(reason)));
  socket.on('error', ({ message }) => listener.onError(message));
  return {
    send: (data) => socket.send(data),
    close: (code, reason) => socket.close(code, reason),
  };
};
