import { createWeChat, openSealed, phoneNumberFailure, phoneNumberFailures, seenRefusals } from '../../../src/wechat';
import type { NativeButton, NativeButtonEvent, Device, WeChat, WeChatOptions } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

/** A device whose user has agreed to the privacy guide already. */
function createSignedIn(options: WeChatOptions = {}): WeChat {
  return createWeChat({ ...options, device: { privacy: { authorized: true }, ...options.device } });
}
/** Taps, lets `ms` pass, and returns the events that came. */
async function press(device: Device, button: Partial<NativeButton>, ms = 0): Promise<NativeButtonEvent[]> {
  const events: NativeButtonEvent[] = [];
  device.press({ openType: '', ...button }, (event) => events.push(event));
  await clock().tickAsync(ms);
  return events;
}
async function loginKey({ device, cloud }: WeChat): Promise<string> {
  let code = '';
  device.wx.login({ success: (result) => (code = result.code) });
  await clock().tickAsync(0);
  const session = await cloud.exchangeCode(code);
  return 'session_key' in session ? session.session_key : '';
}
const detailOf = (events: NativeButtonEvent[]) => (events[0]?.detail ?? {}) as Record<string, unknown>;

describe('getPhoneNumber', () => {
  test('accepted: code and data that opens with the key of the login before', async () => {
    const wechat = createSignedIn();
    const key = await loginKey(wechat);
    const events = await press(wechat.device, { openType: 'getPhoneNumber' });
    expect(events.map(({ name }) => name)).toEqual(['getphonenumber']);
    const { errMsg, code, encryptedData, iv, cloudID, ...rest } = detailOf(events);
    expect([errMsg, typeof code, typeof cloudID, rest]).toEqual(['getPhoneNumber:ok', 'string', 'string', {}]);
    expect(openSealed(String(encryptedData), key, String(iv))).toMatchObject({
      purePhoneNumber: wechat.cloud.users[0]?.phone?.purePhoneNumber,
    });
    expect(await wechat.cloud.exchangePhoneCode(String(code))).toHaveProperty('countryCode', '86');
  });

  test('below 2.21.2 has no code', async () => {
    const { device } = createSignedIn({ device: { baseLibrary: '2.21.1' } });
    const detail = detailOf(await press(device, { openType: 'getPhoneNumber' }));
    expect([detail['errMsg'], 'code' in detail, 'encryptedData' in detail]).toEqual(['getPhoneNumber:ok', false, true]);
  });

  test('realtime: its own event, code only', async () => {
    const { device } = createSignedIn();
    const events = await press(device, { openType: 'getRealtimePhoneNumber' });
    expect(events).toEqual([{ name: 'getrealtimephonenumber', detail: { errMsg: 'getRealtimePhoneNumber:ok', code: expect.any(String) } }]);
  });

  test.each(seenRefusals.getPhoneNumber)('refused with $errMsg: nothing but the message, nothing charged', async (seen) => {
    const { device, cloud } = createSignedIn();
    device.person.next('phoneNumber', { answer: 'deny', ...seen });
    expect(await press(device, { openType: 'getPhoneNumber' })).toEqual([
      { name: 'getphonenumber', detail: { errMsg: `getPhoneNumber:${seen.errMsg}` } },
    ]);
    expect(cloud.phoneCharges).toBe(0);
  });

  test.each(phoneNumberFailures)('turned down by WeChat: %s', async (name) => {
    for (const api of ['getPhoneNumber', 'getRealtimePhoneNumber'] as const) {
      const { device, cloud } = createSignedIn();
      const { kind, ...seen } = phoneNumberFailure(name, api);
      device.faults.next(`button.${api}`, { kind, ...seen });
      expect(await press(device, { openType: api })).toEqual([{ name: api.toLowerCase(), detail: seen }]);
      expect([seen.errMsg.startsWith(`${api}:fail `), cloud.phoneCharges]).toEqual([true, 0]);
    }
    expect(() => phoneNumberFailure('bloked' as never)).toThrow("did you mean 'blocked'?");
  });

  test('without quota no sheet opens; WeChat shows a toast unless switched off, which it can be since 3.0.1', async () => {
    const run = async (baseLibrary: string, toast: boolean | undefined) => {
      const { device } = createSignedIn({ cloud: { phoneQuota: 0 }, device: { baseLibrary } });
      const events = await press(device, { openType: 'getPhoneNumber', ...(toast !== undefined && { phoneNumberNoQuotaToast: toast }) });
      expect(detailOf(events)).toEqual({ errMsg: 'getPhoneNumber:fail no quota', errno: 1400001 });
      expect(device.timeline.of('sheet.opened')).toEqual([]);
      return device.screen.toasts.length;
    };
    expect([await run('3.0.1', undefined), await run('3.0.1', false), await run('3.0.0', false)]).toEqual([1, 0, 1]);
  });

  test('two taps before the sheet closes: two events, charged twice', async () => {
    const { device, cloud } = createSignedIn();
    const events: string[] = [];
    for (let n = 0; n < 2; n += 1) device.press({ openType: 'getPhoneNumber' }, ({ name }) => events.push(name));
    await clock().tickAsync(0);
    expect([events, cloud.phoneCharges]).toEqual([['getphonenumber', 'getphonenumber'], 2]);
  });

  test('offline fails', async () => {
    const { device } = createSignedIn();
    device.network.goOffline();
    expect(detailOf(await press(device, { openType: 'getPhoneNumber' }))['errMsg']).toMatch(/^getPhoneNumber:fail .*DISCONNECTED$/);
  });
});

describe('getUserInfo', () => {
  test('accepted: the whole detail', async () => {
    const wechat = createSignedIn();
    const key = await loginKey(wechat);
    const events = await press(wechat.device, { openType: 'getUserInfo', lang: 'zh_CN' });
    expect(events.map(({ name }) => name)).toEqual(['getuserinfo']);
    expect(Object.keys(detailOf(events)).sort()).toEqual(['cloudID', 'encryptedData', 'errMsg', 'iv', 'rawData', 'signature', 'userInfo']);
    const { encryptedData, iv, errMsg } = detailOf(events);
    expect(errMsg).toBe('getUserInfo:ok');
    expect(openSealed(String(encryptedData), key, String(iv))).toHaveProperty('openId', wechat.device.openid);
  });

  test('without any login there is no data to decrypt', async () => {
    const { device } = createSignedIn();
    expect(Object.keys(detailOf(await press(device, { openType: 'getUserInfo' }))).sort()).toEqual(['errMsg', 'rawData', 'userInfo']);
  });

  test('nobody is asked: no sheet opens, whatever the person would say', async () => {
    const { device, timeline } = createSignedIn();
    device.person.always('userInfo', { answer: 'deny' });
    expect(detailOf(await press(device, { openType: 'getUserInfo' }))['errMsg']).toBe('getUserInfo:ok');
    expect(timeline.of('sheet.opened')).toEqual([]);
  });

  test('only the privacy guide may ask', async () => {
    const { device, timeline } = createWeChat();
    device.person.next('privacy', { answer: 'deny' });
    expect(detailOf(await press(device, { openType: 'getUserInfo' }))).toEqual({
      errMsg: 'getUserInfo:fail privacy permission is not authorized',
      errno: 104,
    });
    expect(timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['privacy']);
  });

  test('the refusal of the time when it asked can be injected', async () => {
    const { device } = createSignedIn();
    device.faults.next('button.getUserInfo', { kind: 'fail', errMsg: 'getUserInfo:fail auth deny' });
    expect(await press(device, { openType: 'getUserInfo' })).toEqual([
      { name: 'getuserinfo', detail: { errMsg: 'getUserInfo:fail auth deny' } },
    ]);
  });
});

describe('chooseAvatar', () => {
  test('gives the path of a temp file with the picture', async () => {
    const { device } = createSignedIn();
    const events = await press(device, { openType: 'chooseAvatar' });
    expect(events).toEqual([{ name: 'chooseavatar', detail: { avatarUrl: expect.stringMatching(/^wxfile:\/\/tmp_\d+\.png$/) } }]);
    expect(device.files.read(String(detailOf(events)['avatarUrl']))).toEqual(device.album[0]?.bytes);
  });

  test('gives the picture the person picked', async () => {
    const { device } = createSignedIn();
    device.person.next('avatar', { answer: 'accept', pictures: device.album.slice(1) });
    const events = await press(device, { openType: 'chooseAvatar' });
    expect(device.files.read(String(detailOf(events)['avatarUrl']))).toEqual(device.album[1]?.bytes);
  });

  test('cancelled: an error of the component', async () => {
    const { device } = createSignedIn();
    device.person.next('avatar', { answer: 'cancel' });
    expect(await press(device, { openType: 'chooseAvatar' })).toEqual([{ name: 'error', detail: { errMsg: 'chooseAvatar:fail cancel' } }]);
  });

  test('rejected by the safety check: no event since 2.24.4, the event before; another try is possible', async () => {
    const run = async (baseLibrary: string) => {
      const { device } = createSignedIn({ device: { baseLibrary } });
      device.faults.next('button.chooseAvatar', { kind: 'review-failed' });
      const first = await press(device, { openType: 'chooseAvatar' }, 3_600_000);
      const second = await press(device, { openType: 'chooseAvatar' });
      return [...first, ...second].map(({ name }) => name);
    };
    expect([await run('2.24.4'), await run('2.24.3')]).toEqual([['chooseavatar'], ['chooseavatar', 'chooseavatar']]);
  });

  test('twice at once: the second is an error, the first goes on', async () => {
    const { device } = createSignedIn();
    device.person.next('avatar', { answer: 'accept', afterMs: 500 });
    const events: NativeButtonEvent[] = [];
    device.press({ openType: 'chooseAvatar' }, (event) => events.push(event));
    device.press({ openType: 'chooseAvatar' }, (event) => events.push(event));
    await clock().tickAsync(1000);
    expect(events).toEqual([
      { name: 'error', detail: { errMsg: 'chooseAvatar:fail another chooseAvatar is in progress' } },
      { name: 'chooseavatar', detail: { avatarUrl: expect.any(String) } },
    ]);
  });

  test('crops and compresses since 2.28.1', async () => {
    const run = async (baseLibrary: string) => {
      const edits: string[] = [];
      const images = {
        crop: (picture: Device['album'][number], { cropScale }: { cropScale: string }) => (edits.push(`crop ${cropScale}`), picture),
        compress: (picture: Device['album'][number]) => (edits.push('compress'), picture),
      };
      await press(createSignedIn({ device: { baseLibrary, images } }).device, { openType: 'chooseAvatar' });
      return edits;
    };
    expect([await run('2.28.1'), await run('2.28.0')]).toEqual([['crop 1:1', 'compress'], []]);
  });
});

describe('what fires nothing', () => {
  test.each([
    ['no open-type', { openType: '' }, {}],
    ['disabled', { openType: 'getPhoneNumber', disabled: true }, {}],
    ['a misspelt open-type', { openType: 'getPhonenumber' }, {}],
    ['an undocumented combination', { openType: 'chooseAvatar|agreePrivacyAuthorization', id: 'b' }, {}],
    ['the wrong way round', { openType: 'agreePrivacyAuthorization|getPhoneNumber', id: 'b' }, {}],
    ['three at once', { openType: 'getPhoneNumber|agreePrivacyAuthorization|getUserInfo', id: 'b' }, {}],
    ['too old for chooseAvatar', { openType: 'chooseAvatar' }, { baseLibrary: '2.21.1' }],
    ['too old for realtime', { openType: 'getRealtimePhoneNumber' }, { baseLibrary: '2.24.3' }],
    ['too old for privacy', { openType: 'getPhoneNumber|agreePrivacyAuthorization', id: 'b' }, { baseLibrary: '2.32.2' }],
    ['a combination without id', { openType: 'getPhoneNumber|agreePrivacyAuthorization' }, {}],
    [
      'a combination with one event bound',
      { openType: 'getPhoneNumber|agreePrivacyAuthorization', id: 'b', bindings: ['getphonenumber'] },
      {},
    ],
  ])('%s', async (_name, button, deviceOptions) => {
    const { device, cloud } = createSignedIn({ device: deviceOptions });
    const settled = device.press(button, () => undefined).settled;
    expect(await press(device, button, 60_000)).toEqual([]);
    expect(await settled).toEqual([]);
    expect([cloud.phoneCharges, device.timeline.of('button.ignored').length]).toEqual([0, 2]);
  });

  test('a sheet that is left open', async () => {
    const { device } = createSignedIn();
    for (const [kind, openType] of [
      ['phoneNumber', 'getPhoneNumber'],
      ['avatar', 'chooseAvatar'],
    ] as const) {
      device.person.next(kind, { answer: 'never' });
      expect(await press(device, { openType }, 3_600_000)).toEqual([]);
    }
  });

  test('a button that was removed meanwhile: the event is lost, the phone number was charged', async () => {
    const { device, cloud, timeline } = createSignedIn();
    device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
    let mounted = true;
    const events: NativeButtonEvent[] = [];
    device.press({ openType: 'getPhoneNumber', mounted: () => mounted }, (event) => events.push(event));
    await clock().tickAsync(500);
    mounted = false;
    await clock().tickAsync(1000);
    expect([events, cloud.phoneCharges, timeline.of('button.event-lost').map(({ detail }) => detail.name)]).toEqual([
      [],
      1,
      ['getphonenumber'],
    ]);
  });

  test('open-types of other business are not modelled, and say so', () => {
    const { device } = createSignedIn();
    expect(() => device.press({ openType: 'contact' }, () => undefined)).toThrow('<button open-type="contact"> is not in this model');
  });
});

test('a button whose open-type was emptied after the tap still gets its event', async () => {
  const { device } = createSignedIn();
  const button: NativeButton = { openType: 'getPhoneNumber' };
  const events: string[] = [];
  device.press(button, ({ name }) => events.push(name));
  button.openType = '';
  await clock().tickAsync(0);
  expect(events).toEqual(['getphonenumber']);
});

test('the event is never on the turn of the tap; slow and thinking people delay it', async () => {
  const { device } = createSignedIn();
  device.faults.next('button.getPhoneNumber', { kind: 'slow', ms: 300 });
  const events: string[] = [];
  device.press({ openType: 'getPhoneNumber' }, ({ name }) => events.push(name));
  await clock().tickAsync(299);
  expect(events).toEqual([]);
  await clock().tickAsync(1);
  expect(events).toEqual(['getphonenumber']);
});

test('late data is encrypted with the key that counts by then', async () => {
  const wechat = createSignedIn();
  const { device, timeline } = wechat;
  await loginKey(wechat);
  device.faults.next('button.getPhoneNumber', { kind: 'late', ms: 300 });
  device.press({ openType: 'getPhoneNumber' }, () => undefined);
  await clock().tickAsync(100);
  await loginKey(wechat);
  await clock().tickAsync(300);
  expect(timeline.of('data.sealed').map(({ detail }) => detail.keyId)).toEqual(['key-2']);
});
