import { AuthingError } from '../errors/authing-error';
import { wxConnectSocket } from '../wx/socket';
import { SdkEventAuthenticationClient } from './authing-js-sdk';
import { invalidArgument, notConfigured } from './invalid-argument';

type EventListener = (data: string) => void;
type ErrorListener = (error: AuthingError) => void;

interface Subscription {
  callbacks: { onEvent: EventListener; onError: ErrorListener | undefined }[];
  attempts: number;
}

/** ms between two attempts to connect; the SDK's. */
const RETRY_AFTER = 2000;

/** The SDK's `event` over wx.connectSocket: one connection an event name, whoever subscribes to it. */
export class EventAuthenticationClient extends SdkEventAuthenticationClient {
  private readonly subscriptions: Record<string, Subscription> = {};

  /**
   * Calls `callback` with the text of every event. A lost connection is taken up again, `retryTimes` times at most (default 5,
   * counted anew from each event); then `errCallback` hears of it, and a new `sub` starts afresh.
   * @throws AuthingError reason `invalid_argument`; `not_configured`: a private deployment, and no `socketUri`. Its token goes to no
   *   host that the options do not name
   */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- the SDK's signature
  override sub(eventName: string, callback: Function, errCallback?: Function): void {
    if (typeof eventName !== 'string' || typeof callback !== 'function') throw invalidArgument('sub(string, function)');
    if (!this.options.socketUri) throw notConfigured("socketUri: 'wss://…'");
    const known = this.subscriptions[eventName];
    const subscription = known || (this.subscriptions[eventName] = { callbacks: [], attempts: 0 });
    subscription.callbacks.push({ onEvent: callback as EventListener, onError: errCallback as ErrorListener | undefined });
    if (!known) this.connect(eventName, subscription);
  }

  private connect(eventName: string, subscription: Subscription): void {
    let ended = false;
    const { socketUri, retryTimes = 0 } = this.options;
    const token = this.tokenProvider.getToken();
    const query = `code=${encodeURIComponent(eventName)}&token=${encodeURIComponent(String(token))}`;
    wxConnectSocket(`${socketUri}/events/v1/authentication/sub?${query}`, {
      onMessage: (data) => {
        subscription.attempts = 0;
        subscription.callbacks.forEach(({ onEvent }) => onEvent(data));
      },
      onEnd: (cause) => {
        // WeChat tells of an error and of the close it leads to.
        if (ended) return;
        ended = true;
        if (subscription.attempts++ < retryTimes) {
          setTimeout(() => this.connect(eventName, subscription), RETRY_AFTER);
          return;
        }
        delete this.subscriptions[eventName];
        subscription.callbacks.forEach(({ onError }) => onError && onError(new AuthingError('network', { stage: 'request', cause })));
      },
    });
  }
}
