import { createWeChat } from '../../../src/wechat';
import type { NativeButtonEvent, Phone, PhoneOptions } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const phoneWith = (options: Partial<PhoneOptions> = {}) => createWeChat({ phone: options }).phone;
const refused = (api: string, errno = 104) => ({ errMsg: `${api}:fail privacy permission is not authorized`, errno });
type Resolve = (resolution: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;
/** Registers a handler that keeps what it is given. */
function handle(phone: Phone) {
  const asked: { resolve: Resolve; referrer: string }[] = [];
  phone.wx.onNeedPrivacyAuthorization(((resolve: Resolve, { referrer }: { referrer: string }) => {
    asked.push({ resolve, referrer });
  }) as never);
  return asked;
}
async function call(phone: Phone, api: 'chooseMedia' | 'requirePrivacyAuthorize' | 'setClipboardData', ms = 0) {
  const heard = hear();
  (phone.wx[api] as (option: object) => void)({ data: 'x', ...heard.option });
  await clock().tickAsync(ms);
  return heard;
}

describe('without a handler, WeChat asks itself', () => {
  test('agreed once: all APIs go on, nobody is asked again', async () => {
    const phone = phoneWith();
    expect((await call(phone, 'chooseMedia')).names()).toEqual(['success', 'complete']);
    expect((await call(phone, 'setClipboardData')).names()).toEqual(['success', 'complete']);
    expect(phone.timeline.of('sheet.opened').filter(({ detail }) => detail.sheet === 'privacy')).toHaveLength(1);
    expect(phone.privacy.authorized).toBe(true);
  });

  test('refused: the API fails, and WeChat does not ask again for 10 s', async () => {
    const phone = phoneWith();
    phone.person.always('privacy', { answer: 'deny' });
    const asked = () => phone.timeline.of('sheet.opened').length;
    expect((await call(phone, 'chooseMedia')).result()).toEqual(refused('chooseMedia'));
    await clock().tickAsync(9000);
    expect([(await call(phone, 'chooseMedia')).result(), asked()]).toEqual([refused('chooseMedia', 103), 1]);
    await clock().tickAsync(1000);
    expect([(await call(phone, 'chooseMedia')).result(), asked()]).toEqual([refused('chooseMedia'), 2]);
  });

  test('two APIs at once share one pop-up', async () => {
    const phone = phoneWith();
    phone.person.next('privacy', { answer: 'accept', afterMs: 100 });
    const [first, second] = [hear(), hear()];
    phone.wx.requirePrivacyAuthorize(first.option);
    phone.wx.requirePrivacyAuthorize(second.option);
    await clock().tickAsync(101);
    expect([first.names()[0], second.names()[0], phone.timeline.of('sheet.opened').length]).toEqual(['success', 'success', 1]);
  });

  test('every native button asks too', async () => {
    for (const [openType, name] of [
      ['getPhoneNumber', 'getphonenumber'],
      ['getUserInfo', 'getuserinfo'],
      ['chooseAvatar', 'error'],
    ] as const) {
      const phone = phoneWith();
      phone.person.next('privacy', { answer: 'deny' });
      const events: NativeButtonEvent[] = [];
      phone.press({ openType }, (event) => events.push(event));
      await clock().tickAsync(0);
      expect(events).toEqual([{ name, detail: refused(openType) }]);
    }
  });
});

test('what is not declared in the console fails for everybody, agreed or not', async () => {
  const phone = phoneWith({ privacy: { declared: ['getPhoneNumber'], authorized: true } });
  expect((await call(phone, 'chooseMedia')).result()).toEqual({
    errMsg: 'chooseMedia:fail api scope is not declared in the privacy agreement',
    errno: 112,
  });
  phone.privacy.declared = ['chooseMedia'];
  expect((await call(phone, 'chooseMedia')).names()[0]).toBe('success');
});

describe('with a handler, the mini program asks', () => {
  test('disagree fails the API; agree counts only after a tap on that very button', async () => {
    const phone = phoneWith();
    const asked = handle(phone);
    const [first, second, third] = [await call(phone, 'chooseMedia'), await call(phone, 'chooseMedia'), await call(phone, 'chooseMedia')];
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
    phone.press({ openType: 'agreePrivacyAuthorization', id: 'agree' }, () => undefined);
    await clock().tickAsync(0);
    asked[2]?.resolve({ event: 'agree', buttonId: 'agree' });
    await clock().tickAsync(0);
    expect([third.names()[0], phone.privacy.authorized]).toEqual(['success', true]);
    expect(phone.timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['media']);
  });

  test('a handler that never resolves leaves the API hanging', async () => {
    const phone = phoneWith();
    handle(phone);
    expect((await call(phone, 'chooseMedia', 3_600_000)).events).toEqual([]);
  });

  test('the last registration wins', async () => {
    const phone = phoneWith();
    const [first, second] = [handle(phone), handle(phone)];
    await call(phone, 'requirePrivacyAuthorize');
    expect([first.length, second.map(({ referrer }) => referrer)]).toEqual([0, ['requirePrivacyAuthorize']]);
  });
});

describe('the combination with agreePrivacyAuthorization', () => {
  test.each([
    ['getPhoneNumber', 'getphonenumber'],
    ['getRealtimePhoneNumber', 'getrealtimephonenumber'],
    ['getUserInfo', 'getuserinfo'],
  ])('%s: consent first, then its own event', async (openType, name) => {
    const phone = phoneWith();
    const events: NativeButtonEvent[] = [];
    const bindings = ['agreeprivacyauthorization', name];
    phone.press({ openType: `${openType}|agreePrivacyAuthorization`, id: 'b', bindings }, (event) => events.push(event));
    await clock().tickAsync(10);
    expect(events.map((event) => event.name)).toEqual(['agreeprivacyauthorization', name]);
    expect(events.map(({ detail }) => 'errMsg' in detail && detail.errMsg)).toEqual(['agreePrivacyAuthorization:ok', `${openType}:ok`]);
    expect(phone.timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).not.toContain('privacy');
  });
});

test('getPrivacySetting tells what is still to be agreed', async () => {
  const phone = phoneWith({ privacy: { contractName: '《示例隐私保护指引》' } });
  const ask = async () => {
    const heard = hear();
    phone.wx.getPrivacySetting(heard.option);
    await clock().tickAsync(0);
    return heard.result();
  };
  expect(await ask()).toEqual({ needAuthorization: true, privacyContractName: '《示例隐私保护指引》', errMsg: 'getPrivacySetting:ok' });
  phone.privacy.agree();
  expect(await ask()).toHaveProperty('needAuthorization', false);
  phone.privacy.forget();
  expect(await ask()).toHaveProperty('needAuthorization', true);
  phone.privacy.declared = [];
  expect(await ask()).toHaveProperty('needAuthorization', false);
});
