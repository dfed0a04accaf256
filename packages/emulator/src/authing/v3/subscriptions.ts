import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Apps } from '../apps';
import { ApiError } from '../errors/api-error';
import type { PublishedEvent } from '../store/entities';
import type { Tokens } from '../tokens';

const PATH = '/events/v1/authentication/sub';

interface Subscriber {
  eventType: string;
  userPoolId: string;
  socket: WebSocket;
}

/**
 * The sockets that wait for events: `ws://…/events/v1/authentication/sub?code=<event>&token=<sign-in token>`. Each event of that name,
 * published by anybody in the same user pool, is sent as JSON. A token that is not valid is refused with HTTP 401.
 */
export class Subscriptions {
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly subscribers = new Set<Subscriber>();

  constructor(
    private readonly apps: Apps,
    private readonly tokens: Tokens,
  ) {}

  /** How many sockets are open. */
  get count(): number {
    return this.subscribers.size;
  }

  /** Takes over the WebSocket upgrades of a server. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      const subscription = this.read(request);
      if (typeof subscription === 'number') {
        stream.end(`HTTP/1.1 ${subscription} Refused\r\nconnection: close\r\n\r\n`);
        return;
      }
      this.sockets.handleUpgrade(request, stream, head, (socket) => {
        const subscriber = { ...subscription, socket };
        this.subscribers.add(subscriber);
        socket.on('close', () => this.subscribers.delete(subscriber));
      });
    });
  }

  publish(event: PublishedEvent): void {
    const { userPoolId } = this.apps.get(event.appId);
    for (const subscriber of this.subscribers) {
      if (subscriber.eventType === event.eventType && subscriber.userPoolId === userPoolId) subscriber.socket.send(JSON.stringify(event));
    }
  }

  /** Breaks all sockets. */
  close(): void {
    for (const { socket } of this.subscribers) socket.terminate();
  }

  /** What a request wants to subscribe to, or the HTTP status it is refused with. */
  private read(request: IncomingMessage): Omit<Subscriber, 'socket'> | number {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const eventType = url.searchParams.get('code');
    if (url.pathname !== PATH || eventType === null || eventType === '') return 404;
    try {
      const token = url.searchParams.get('token') ?? '';
      const app = this.apps.get(String(this.tokens.read(token).aud));
      this.tokens.verify(token, app);
      return { eventType, userPoolId: app.userPoolId };
    } catch (error) {
      if (error instanceof ApiError) return 401;
      throw error;
    }
  }
}
