/**
 * The domain of Authing's public cloud that a host is in (`core.authing.cn`: `authing.cn`); undefined for a private deployment.
 * Services beside the host (`ws.…`, `openevent.…`) are known for the public cloud alone; anywhere else an option has to name them.
 */
export function publicCloudDomain(appHost: string): string | undefined {
  return (/^https:\/\/[\w-]+\.((?:[\w-]+\.)*authing\.cn)(?:\/|$)/.exec(appHost) || [])[1];
}
