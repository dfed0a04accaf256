import { createWeChat } from '../../../src/wechat';
import type { NativeButton, NativeButtonEvent, Device, DeviceOptions, Sheet } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const deviceWith = (options: Partial<DeviceOptions> = {}) => createWeChat({ device: options }).device;
const refused = (api: string, when = '') => ({ errMsg: `${api}:fail privacy permission is not authorized${when}`, errno: 104 });
type Resolve = (resolution: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;
/** Registers a handler that keeps what it is given. */
function handle(device: Device) {
  const asked: { resolve: Resolve; referrer: string }[] = [];
  device.wx.onNeedPrivacyAuthorization(((resolve: Resolve, { referrer }: { referrer: string }) => {
    asked.push({ resolve, referrer });
  }) as never);
  return asked;
}
const buttons = [
  ['getPhoneNumber', 'getphonenumber'],
  ['getRealtimePhoneNumber', 'getrealtimephonenumber'],
  ['getUserInfo', 'getuserinfo'],
  ['chooseAvatar', 'error'],
] as const;
async function press(device: Device, button: NativeButton): Promise<NativeButtonEvent[]> {
  const events: NativeButtonEvent[] = [];
  device.press(button, (event) => events.push(event));
  await clock().tickAsync(10);
  return events;
}
const sheetsOf = (device: Device) => device.timeline.of('sheet.opened').map(({ detail }) => detail.sheet);
async function call(device: Device, api: 'chooseMedia' | 'requirePrivacyAuthorize' | 'setClipboardData', ms = 0) {
  const heard = hear();
  (device.wx[api] as (option: object) => void)({ data: 'x', ...heard.option });
  await clock().tickAsync(ms);
  return heard;
}

describe('without a handler, WeChat asks itself', () => {
  test('agreed once: all APIs go on, nobody is asked again', async () => {
    const device = deviceWith();
    expect((await call(device, 'chooseMedia')).names()).toEqual(['success', 'complete']);
    expect((await call(device, 'setClipboardData')).names()).toEqual(['success', 'complete']);
    expect(device.timeline.of('sheet.opened').filter(({ detail }) => detail.sheet === 'privacy')).toHaveLength(1);
    expect(device.privacy.authorized).toBe(true);
  });

  test('refused: the API fails, and WeChat does not ask again for 10 s', async () => {
    const device = deviceWith();
    device.person.always('privacy', { answer: 'deny' });
    const asked = () => device.timeline.of('sheet.opened').length;
    expect((await call(device, 'chooseMedia')).result()).toEqual(refused('chooseMedia'));
    await clock().tickAsync(9000);
    expect([(await call(device, 'chooseMedia')).result(), asked()]).toEqual([refused('chooseMedia', ' in gap'), 1]);
    await clock().tickAsync(1000);
    expect([(await call(device, 'chooseMedia')).result(), asked()]).toEqual([refused('chooseMedia'), 2]);
  });

  test('two APIs at once share one pop-up', async () => {
    const device = deviceWith();
    device.person.next('privacy', { answer: 'accept', afterMs: 100 });
    const [first, second] = [hear(), hear()];
    device.wx.requirePrivacyAuthorize(first.option);
    device.wx.requirePrivacyAuthorize(second.option);
    await clock().tickAsync(101);
    expect([first.names()[0], second.names()[0], device.timeline.of('sheet.opened').length]).toEqual(['success', 'success', 1]);
  });

  test.each(buttons)('the %s button asks too, and within 10 s after a refusal fails with nothing to see', async (openType, name) => {
    const device = deviceWith({ baseLibrary: '3.4.1' });
    device.person.always('privacy', { answer: 'deny' });
    expect(await press(device, { openType })).toEqual([{ name, detail: refused(openType) }]);
    await clock().tickAsync(9000);
    expect([await press(device, { openType }), sheetsOf(device)]).toEqual([[{ name, detail: refused(openType, ' in gap') }], ['privacy']]);
    await clock().tickAsync(1000);
    expect([await press(device, { openType }), sheetsOf(device)]).toEqual([[{ name, detail: refused(openType) }], ['privacy', 'privacy']]);
  });
});

describe('by base library', () => {
  test('below 2.32.3 nothing is restricted but what is not declared', async () => {
    const device = deviceWith({ baseLibrary: '2.32.2' });
    device.person.always('privacy', { answer: 'deny' });
    for (const [openType] of buttons) {
      const [event] = await press(device, { openType });
      expect([openType, event?.name === 'error' || (event?.detail as { errno?: number }).errno]).toEqual([openType, undefined]);
    }
    expect([(await call(device, 'chooseMedia')).names()[0], sheetsOf(device)]).toEqual([
      'success',
      ['phoneNumber', 'phoneNumber', 'avatar', 'media'],
    ]);
    expect([device.privacy.authorized, 'requirePrivacyAuthorize' in device.wx]).toEqual([false, false]);
    device.privacy.declared = [];
    expect((await call(device, 'chooseMedia')).result()).toHaveProperty('errno', 112);
  });

  test('from 3.4.2 the dialogs carry the tick: nobody is asked twice, and to accept is consent', async () => {
    for (const [openType, kind] of [
      ['getPhoneNumber', 'phoneNumber'],
      ['getRealtimePhoneNumber', 'phoneNumber'],
      ['chooseAvatar', 'avatar'],
    ] as const) {
      const device = deviceWith({ baseLibrary: '3.4.2', privacy: { contractName: 'Guide' } });
      const asked: Sheet[] = [];
      device.person.ask = (sheet) => void asked.push(sheet);
      await press(device, { openType });
      await press(device, { openType });
      expect(asked.map((sheet) => [sheet.kind, 'privacy' in sheet ? sheet.privacy : undefined])).toEqual([
        [kind, { contractName: 'Guide' }],
        [kind, undefined],
      ]);
      expect([device.privacy.authorized, device.timeline.of('sheet.opened').map(({ detail }) => detail.privacy)]).toEqual([
        true,
        [true, undefined],
      ]);
    }
  });

  test('from 3.4.2 a refused dialog is one refusal, in its own words, and no silence follows', async () => {
    const device = deviceWith({ baseLibrary: '3.4.2' });
    device.person.next('phoneNumber', { answer: 'deny' });
    const refusal = await press(device, { openType: 'getPhoneNumber' });
    expect(refusal).toEqual([{ name: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:fail user deny' } }]);
    expect([device.privacy.authorized, sheetsOf(device)]).toEqual([false, ['phoneNumber']]);
    expect(await press(device, { openType: 'getPhoneNumber' })).toHaveLength(1);
    expect([device.privacy.authorized, sheetsOf(device)]).toEqual([true, ['phoneNumber', 'phoneNumber']]);
  });

  test('from 3.4.2 what has no dialog of its own keeps the pop-up and its silence, which dialogs know nothing of', async () => {
    const device = deviceWith({ baseLibrary: '3.4.2' });
    device.person.always('privacy', { answer: 'deny' });
    expect(await press(device, { openType: 'getUserInfo' })).toEqual([{ name: 'getuserinfo', detail: refused('getUserInfo') }]);
    expect((await call(device, 'chooseMedia')).result()).toEqual(refused('chooseMedia', ' in gap'));
    const [phone] = await press(device, { openType: 'getPhoneNumber' });
    expect([(phone?.detail as { errMsg: string }).errMsg, sheetsOf(device)]).toEqual(['getPhoneNumber:ok', ['privacy', 'phoneNumber']]);
  });

  test('a handler is asked in place of the tick, too', async () => {
    const device = deviceWith({ baseLibrary: '3.4.2' });
    const asked = handle(device);
    await press(device, { openType: 'getPhoneNumber' });
    expect([asked.map(({ referrer }) => referrer), sheetsOf(device)]).toEqual([['button.getPhoneNumber'], []]);
  });

  test.each([
    ['2.32.2', [], false],
    ['2.32.3', [104], false],
    ['2.33.0', [104], false],
    ['2.33.1', [undefined, undefined], true],
    ['3.0.0', [104], false],
    ['3.0.1', [undefined, undefined], true],
    ['3.4.2', [undefined, undefined], true],
  ])('at %s a combination comes to events with errno %j', async (baseLibrary, errnos, consent) => {
    for (const openType of ['getPhoneNumber', 'getRealtimePhoneNumber', 'getUserInfo']) {
      const device = deviceWith({ baseLibrary });
      const events = await press(device, { openType: `${openType}|agreePrivacyAuthorization`, id: 'b' });
      expect(events.map(({ detail }) => (detail as { errno?: number }).errno)).toEqual(errnos);
      expect([device.privacy.authorized, sheetsOf(device).includes('privacy')]).toEqual([consent, false]);
    }
  });

  test('a combination that takes no consent works for who agreed before', async () => {
    const device = deviceWith({ baseLibrary: '2.32.3', privacy: { authorized: true } });
    const events = await press(device, { openType: 'getPhoneNumber|agreePrivacyAuthorization', id: 'b' });
    expect(events.map(({ name, detail }) => [name, 'errMsg' in detail && detail.errMsg])).toEqual([
      ['getphonenumber', 'getPhoneNumber:ok'],
    ]);
  });
});

test('what is not declared in the console fails for everybody, agreed or not', async () => {
  const device = deviceWith({ privacy: { declared: ['getPhoneNumber'], authorized: true } });
  expect((await call(device, 'chooseMedia')).result()).toEqual({
    errMsg: 'chooseMedia:fail api scope is not declared in the privacy agreement',
    errno: 112,
  });
  device.privacy.declared = ['chooseMedia'];
  expect((await call(device, 'chooseMedia')).names()[0]).toBe('success');
});

describe('with a handler, the mini program asks', () => {
  test('disagree fails the API; agree counts only after a tap on that very button', async () => {
    const device = deviceWith();
    const asked = handle(device);
    const [first, second, third] = [
      await call(device, 'chooseMedia'),
      await call(device, 'chooseMedia'),
      await call(device, 'chooseMedia'),
    ];
    expect(asked.map(({ referrer }) => referrer)).toEqual(['chooseMedia', 'chooseMedia', 'chooseMedia']);
    asked[0]?.resolve({ event: 'exposureAuthorization' });
    await clock().tickAsync(1000);
    expect(first.events).toEqual([]);
    asked[0]?.resolve({ event: 'disagree' });
    asked[1]?.resolve({ event: 'agree', buttonId: 'agree' });
    await clock().tickAsync(0);
    expect([first.result(), second.result()]).toEqual([
      refused('chooseMedia'),
      { errMsg: 'chooseMedia:fail click action before resolve is needed', errno: 104 },
    ]);
    device.press({ openType: 'agreePrivacyAuthorization', id: 'agree' }, () => undefined);
    await clock().tickAsync(0);
    asked[2]?.resolve({ event: 'agree', buttonId: 'agree' });
    await clock().tickAsync(0);
    expect([third.names()[0], device.privacy.authorized]).toEqual(['success', true]);
    expect(device.timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['media']);
  });

  test('a handler that never resolves leaves the API hanging', async () => {
    const device = deviceWith();
    handle(device);
    expect((await call(device, 'chooseMedia', 3_600_000)).events).toEqual([]);
  });

  test('the last registration wins', async () => {
    const device = deviceWith();
    const [first, second] = [handle(device), handle(device)];
    await call(device, 'requirePrivacyAuthorize');
    expect([first.length, second.map(({ referrer }) => referrer)]).toEqual([0, ['requirePrivacyAuthorize']]);
  });
});

describe('the combination with agreePrivacyAuthorization', () => {
  test.each([
    ['getPhoneNumber', 'getphonenumber'],
    ['getRealtimePhoneNumber', 'getrealtimephonenumber'],
    ['getUserInfo', 'getuserinfo'],
  ])('%s: consent first, then its own event', async (openType, name) => {
    const device = deviceWith();
    const events: NativeButtonEvent[] = [];
    const bindings = ['agreeprivacyauthorization', name];
    device.press({ openType: `${openType}|agreePrivacyAuthorization`, id: 'b', bindings }, (event) => events.push(event));
    await clock().tickAsync(10);
    expect(events.map((event) => event.name)).toEqual(['agreeprivacyauthorization', name]);
    expect(events.map(({ detail }) => 'errMsg' in detail && detail.errMsg)).toEqual(['agreePrivacyAuthorization:ok', `${openType}:ok`]);
    expect(device.timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).not.toContain('privacy');
  });
});

test('getPrivacySetting tells what is still to be agreed', async () => {
  const device = deviceWith({ privacy: { contractName: '《示例隐私保护指引》' } });
  const ask = async () => {
    const heard = hear();
    device.wx.getPrivacySetting(heard.option);
    await clock().tickAsync(0);
    return heard.result();
  };
  expect(await ask()).toEqual({ needAuthorization: true, privacyContractName: '《示例隐私保护指引》', errMsg: 'getPrivacySetting:ok' });
  device.privacy.agree();
  expect(await ask()).toHaveProperty('needAuthorization', false);
  device.privacy.forget();
  expect(await ask()).toHaveProperty('needAuthorization', true);
  device.privacy.declared = [];
  expect(await ask()).toHaveProperty('needAuthorization', false);
});
