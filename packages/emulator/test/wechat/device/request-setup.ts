import type { Clock } from '@sinonjs/fake-timers';
import { createWeChat } from '../../../src/wechat';
import type { DeviceOptions } from '../../../src/wechat';
import { hear } from '../callbacks';
import { advance, inProcessServer } from '../in-process-server';

type Answer = Parameters<typeof inProcessServer>[0];

export const URL = 'http://127.0.0.1/path';

export function json(body: object, init?: ResponseInit): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });
}

/** A device and the server its requests reach. */
export function phoneWith(answer: Answer = () => json({ ok: true }), options: Partial<DeviceOptions> = {}) {
  const server = inProcessServer(answer);
  const { device } = createWeChat({ device: { transport: server.transport, ...options } });
  return { device, received: server.received };
}

/** One request, made and answered. */
export async function exchange(
  clock: Clock,
  option: Partial<WechatMiniprogram.RequestOption>,
  answer?: Answer,
  options?: Partial<DeviceOptions>,
) {
  const { device, received } = phoneWith(answer, options);
  const heard = hear();
  device.wx.request({ url: URL, ...heard.option, ...option });
  await advance(clock);
  return { heard, received: received[0], device };
}
