/** The internet of the modelled device. There is one server in it: Authing's, and that is the one on this computer. */
import { fetchTransport } from 'authing-miniapp-emulator/wechat/device';
import type { Transport } from 'authing-miniapp-emulator/wechat/device';
import type { BackendState } from '../../backend/protocol';
import { addAuthingApp } from '../backend-client';

/** Which application a request is for. Authing's SDKs send it with every request, whatever the host (a private deployment has its own). */
const APP_ID_HEADER = 'x-authing-app-id';

/**
 * Looks up Authing's host as a name server would, and finds it on this computer; everything else about the request stays. An application
 * that the local Authing does not have yet it has from then on. Every other host is unknown: the request fails as without a route.
 * @param unsupported hears, once for each, of the hosts that are asked for and are not there
 */
export function createInternet({ host, url, appIds }: BackendState['authing'], unsupported: (what: string) => void): Transport {
  const send = fetchTransport();
  const known = new Map(appIds.map((appId) => [appId, Promise.resolve()]));
  const isThere = (appId: string): Promise<void> => {
    const added = known.get(appId) ?? addAuthingApp(appId);
    known.set(appId, added);
    return added;
  };
  return (request) => {
    const { origin, pathname, search } = new URL(request.url);
    const appId = request.headers[APP_ID_HEADER];
    if (origin === url || (appId === undefined && origin === host)) return send({ ...request, url: url + pathname + search });
    if (appId === undefined) {
      unsupported(`wx.request ${origin}`);
      return { response: Promise.reject(new TypeError(`${origin} is not in the playground`)), cancel: () => undefined };
    }
    let cancel = (): void => undefined;
    const response = isThere(appId).then(() => {
      const exchange = send({ ...request, url: url + pathname + search });
      cancel = exchange.cancel;
      return exchange.response;
    });
    return { response, cancel: () => cancel() };
  };
}
