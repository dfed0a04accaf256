import { createWeChat, openSealed } from '../../../src/wechat';
import type { DeviceOptions } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

/** Logs in, opens the sheet, logs in again while the person reads, and lets them agree. */
async function shared(options: Partial<DeviceOptions>, openType = 'getPhoneNumber') {
  const wechat = createWeChat({ cloud: { supersededCode: 'own' }, device: { privacy: { authorized: true }, ...options } });
  const { device, cloud, timeline } = wechat;
  const codes: string[] = [];
  const login = () => device.wx.login({ success: ({ code }) => codes.push(code) });
  login();
  await clock().tickAsync(0);
  device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
  const details: Record<string, unknown>[] = [];
  device.press({ openType }, ({ detail }) => details.push({ ...detail }));
  await clock().tickAsync(500);
  login();
  const chargedWhileReading = cloud.phoneCharges;
  await clock().tickAsync(1000);
  const keys = timeline.of('data.sealed').map(({ detail }) => detail.keyId);
  return { ...wechat, detail: details[0] ?? {}, codes, keys, chargedWhileReading };
}

test('at consent by default: with the key that is valid then', async () => {
  expect((await shared({})).keys).toEqual(['key-2']);
});

test('when the sheet opens: with the key that is valid then; token and charge come with consent', async () => {
  const { keys, detail, cloud, codes, chargedWhileReading } = await shared({ sealing: 'open' });
  expect(keys).toEqual(['key-1']);
  expect([chargedWhileReading, cloud.phoneCharges]).toEqual([0, 1]);
  expect(Object.keys(detail).sort()).toEqual(['cloudID', 'code', 'encryptedData', 'errMsg', 'iv']);
  const session = await cloud.exchangeCode(codes[0] ?? '');
  const key = 'session_key' in session ? session.session_key : '';
  expect(openSealed(String(detail['encryptedData']), key, String(detail['iv']))).toHaveProperty('countryCode', '86');
});

test('a realtime number is never sealed, it is a token only', async () => {
  const { keys, detail } = await shared({ sealing: 'open' }, 'getRealtimePhoneNumber');
  expect([keys, Object.keys(detail).sort()]).toEqual([[], ['code', 'errMsg']]);
});

test('may change while the mini program runs, or from sheet to sheet', async () => {
  const { device, timeline } = createWeChat({ device: { privacy: { authorized: true }, sealing: () => turns.shift() ?? 'consent' } });
  const turns: ('open' | 'consent')[] = ['open', 'consent'];
  device.person.always('phoneNumber', { answer: 'deny' });
  const sealedAfter = async () => {
    device.press({ openType: 'getPhoneNumber' }, () => undefined);
    await clock().tickAsync(0);
    return timeline.of('data.sealed').length;
  };
  // What was sealed at the opening is sealed although the person refuses; the mini program never sees it.
  expect([await sealedAfter(), await sealedAfter()]).toEqual([1, 1]);
  device.sealing = 'open';
  expect(await sealedAfter()).toBe(2);
  expect(device.restart().sealing).toBe('open');
});
