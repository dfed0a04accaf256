import { ApiFailure, parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import { isArrayBuffer } from '../bytes';
import { checkAddress } from '../network/address';
import type { SocketConnection, SocketListener } from '../network/socket-transport';
import { createOrderedQueue } from '../ordered-queue';
import type { DeviceParts } from '../parts';
import { strictObject } from '../strict-object';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
/** Close codes of RFC 6455. */
const NORMAL_CLOSURE = 1000;
const ABNORMAL_CLOSURE = 1006;

type ConnectOption = Callbacks<object> & { url?: string; header?: Record<string, string>; protocols?: readonly string[] };
type EventName = 'open' | 'message' | 'close' | 'error';
type Listener = (result: object) => void;

/** `wx.connectSocket`: returns a SocketTask at once; five connections at a time, none in the background for long. */
export function socketApi(parts: DeviceParts): Record<string, unknown> {
  return { connectSocket: (option: ConnectOption = {}) => connect(parts, option) };
}

function connect(parts: DeviceParts, option: ConnectOption): object {
  const { bridge, network, app } = parts;
  const call = bridge.open('connectSocket');
  const fault = parts.faults.take('connectSocket');
  const listeners: Record<EventName, Set<Listener>> = { open: new Set(), message: new Set(), close: new Set(), error: new Set() };
  const cleanups: (() => void)[] = [];
  let readyState = CONNECTING;
  let connection: SocketConnection | undefined;

  /** What one socket is told arrives in the order in which it was told. */
  const calls = createOrderedQueue();
  const toWeChat = (api: string, heard: () => void): void => calls.add(heard, (due) => void bridge.arrive(api, due));
  const emit = (event: EventName, result: object): void => {
    // Listeners are looked up when the event arrives: those of this turn are not registered yet.
    bridge.later(() => {
      for (const listener of listeners[event]) listener({ ...result });
    });
  };
  const closed = (code: number, reason: string): void => {
    if (readyState === CLOSED) return;
    readyState = CLOSED;
    for (const cleanup of cleanups) cleanup();
    emit('close', { code, reason });
  };
  const broken = (errMsg: string): void => {
    if (readyState === CLOSED) return;
    emit('error', { errMsg });
    closed(ABNORMAL_CLOSURE, 'abnormal closure');
  };
  const fromServer: SocketListener = {
    onOpen(header) {
      if (readyState !== CONNECTING) return;
      readyState = OPEN;
      emit('open', { header });
    },
    onMessage: (data) => emit('message', { data }),
    onClose: closed,
    onError: (message) => broken(message),
  };

  const start = (): void => {
    if (fault?.kind === 'never') return;
    if (fault?.kind === 'fail') return broken(fault.errMsg ?? 'connectSocket:fail');
    if (!network.isConnected || app.networkSuspended) return broken(network.lostConnection().reason);
    cleanups.push(
      network.onChange(() => (network.isConnected ? undefined : broken(network.lostConnection().reason))),
      app.onNetworkSuspended(() => broken('interrupted')),
      parts.life.onEnd(() => connection?.close(NORMAL_CLOSURE, '')),
    );
    const { url = '', header = {}, protocols = [] } = option;
    connection = parts.socketTransport({ url, header, protocols }, fromServer);
  };
  try {
    checkAddress(option.url, ['ws', 'wss'], parts.settings.domains?.socket);
    const slow = fault?.kind === 'slow' || fault?.kind === 'late' ? fault.ms : 0;
    bridge.arrive('connectSocket', () => {
      bridge.answer(call, 'connectSocket', option, {});
      // Closed on the way: nothing ever connects.
      if (readyState === CLOSED) return;
      cleanups.push(parts.slots.socket.take(() => (slow > 0 ? void setTimeout(start, slow) : start())));
    });
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    bridge.answer(call, 'connectSocket', option, error);
    broken(`connectSocket:${error.reason}`);
  }

  return strictObject('SocketTask', {
    CONNECTING,
    OPEN,
    CLOSING,
    CLOSED,
    get readyState() {
      return readyState;
    },
    send(sending: Callbacks<object> & { data?: unknown }): void {
      const { data } = sending;
      const sendCall = bridge.open('sendSocketMessage');
      const answer = (outcome: object | ApiFailure): void => bridge.answer(sendCall, 'sendSocketMessage', sending, outcome);
      if (typeof data !== 'string' && !isArrayBuffer(data)) return answer(parameterError('data', 'String or ArrayBuffer', data));
      if (readyState !== OPEN) return answer(new ApiFailure('fail SocketTask.readyState is not OPEN'));
      return toWeChat('sendSocketMessage', () => {
        connection?.send(data);
        answer({});
      });
    },
    close(closing: Callbacks<object> & { code?: number; reason?: string } = {}): void {
      const { code = NORMAL_CLOSURE, reason = '' } = closing;
      const closeCall = bridge.open('closeSocket');
      if (readyState === CLOSED) return bridge.answer(closeCall, 'closeSocket', closing, new ApiFailure('fail socket is closed'));
      readyState = CLOSING;
      return toWeChat('closeSocket', () => {
        if (connection === undefined) closed(code, reason);
        else connection.close(code, reason);
        bridge.answer(closeCall, 'closeSocket', closing, {});
      });
    },
    onOpen: (listener: Listener) => void listeners.open.add(listener),
    onMessage: (listener: Listener) => void listeners.message.add(listener),
    onClose: (listener: Listener) => void listeners.close.add(listener),
    onError: (listener: Listener) => void listeners.error.add(listener),
  });
}
