import { gatewayMethods } from './gateway';
import type { CloudGateway } from './gateway';

/**
 * Answers one forwarded call: the body that `httpGateway` posts in, the body to send back out. Mount it wherever HTTP is served.
 * @throws TypeError for a body that is no gateway call; answer 400
 */
export function serveGateway(gateway: CloudGateway): (body: string) => Promise<string> {
  return async (body) => {
    const { method, call } = JSON.parse(body) as { method?: string; call?: object };
    const known = gatewayMethods.find((name) => name === method);
    if (known === undefined || typeof call !== 'object' || call === null)
      throw new TypeError(`No call of the WeChat model's cloud: ${body}`);
    // `call` comes from the wire; each method's own reading of it is the check.
    return JSON.stringify(await (gateway[known] as (call: object) => Promise<object>)(call));
  };
}
