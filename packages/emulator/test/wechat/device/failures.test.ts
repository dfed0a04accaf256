import { createWeChat, phoneNumberFailure, phoneNumberFailures, seenFailures, seenFailuresOf, seenRefusals } from '../../../src/wechat';
import type { FailureWording, Device, DeviceFaultTarget } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const createAuthorized = (wording?: FailureWording | ((api: string) => FailureWording)) =>
  createWeChat({ device: { privacy: { authorized: true }, ...(wording && { wording }) } }).device;

async function tap(device: Device, openType: string): Promise<unknown> {
  const details: unknown[] = [];
  device.press({ openType }, ({ detail }) => details.push(detail));
  await clock().tickAsync(0);
  return details[0];
}

describe('the list', () => {
  test('says of each failure what it means, in both languages, with and without errno', () => {
    for (const [api, failures] of Object.entries(seenFailures)) {
      const has = (test: (failure: (typeof failures)[number]) => boolean) => failures.some(test);
      expect([api, has(({ language }) => language === 'en'), has(({ language }) => language === 'zh_CN')]).toEqual([api, true, true]);
      expect([api, has(({ errno }) => errno === undefined), has(({ errno }) => errno !== undefined)]).toEqual([api, true, true]);
      expect(failures.filter(({ errMsg }) => !errMsg.startsWith(`${api}:fail`))).toEqual([]);
    }
  });

  test('holds what was seen of phone-number buttons', () => {
    const texts = seenFailures.getPhoneNumber.map(({ errMsg }) => errMsg);
    expect(texts).toEqual(expect.arrayContaining(seenRefusals.getPhoneNumber.map(({ errMsg }) => `getPhoneNumber:${errMsg}`)));
    expect(texts).toEqual(expect.arrayContaining(phoneNumberFailures.map((name) => phoneNumberFailure(name).errMsg)));
    expect(seenFailuresOf('getPhoneNumber', 'verification').map(({ errMsg }) => errMsg)).toEqual([
      'getPhoneNumber:fail 用户绑定的手机需要进行验证，请在客户端完成短信验证步骤',
    ]);
    expect(seenFailuresOf('getPhoneNumber', 'timeout')).toContainEqual({
      errMsg: 'getPhoneNumber:fail 请求超时。',
      errno: 5,
      meaning: 'timeout',
      language: 'zh_CN',
    });
  });

  test.each(['getPhoneNumber', 'getUserInfo', 'chooseAvatar'] as const)('can be injected into %s word for word', async (api) => {
    const device = createAuthorized({ language: 'zh_CN', errno: false });
    for (const { errMsg, errno } of seenFailures[api]) {
      const target: DeviceFaultTarget = `button.${api}`;
      device.faults.next(target, { kind: 'fail', errMsg, ...(errno !== undefined && { errno }) });
      expect(await tap(device, api)).toEqual({ errMsg, ...(errno !== undefined && { errno }) });
    }
  });
});

describe("the device's own failures", () => {
  const refused = async (wording?: FailureWording): Promise<unknown> => {
    const device = createAuthorized(wording);
    device.person.next('phoneNumber', { answer: 'deny' });
    return tap(device, 'getPhoneNumber');
  };
  const offline = async (wording?: FailureWording): Promise<unknown> => {
    const device = createAuthorized(wording);
    device.network.goOffline();
    return tap(device, 'getPhoneNumber');
  };
  const timedOut = async (wording?: FailureWording): Promise<unknown> => {
    const device = createAuthorized(wording);
    const heard = hear();
    device.faults.next('request', { kind: 'timeout' });
    device.wx.request({ url: 'http://127.0.0.1/', timeout: 10, ...heard.option });
    await clock().tickAsync(10);
    return heard.result();
  };
  const brokenLogin = async (wording?: FailureWording): Promise<unknown> => {
    const device = createAuthorized(wording);
    const heard = hear();
    device.faults.next('login', { kind: 'fail', errno: 4 });
    device.wx.login(heard.option);
    await clock().tickAsync(0);
    return heard.result();
  };

  test('are worded in English with errno unless told otherwise', async () => {
    expect(await refused()).toEqual({ errMsg: 'getPhoneNumber:fail user deny' });
    expect(await offline()).toEqual({ errMsg: expect.stringContaining('DISCONNECTED'), errno: 600001 });
    expect(await timedOut()).toEqual({ errMsg: 'request:fail timeout', errno: 5 });
    expect(await brokenLogin()).toEqual({ errMsg: 'login:fail system error', errno: 4 });
  });

  test('can be worded in Chinese', async () => {
    const chinese = { language: 'zh_CN' } as const;
    expect(await refused(chinese)).toEqual({ errMsg: 'getPhoneNumber:fail 用户拒绝授权' });
    expect(await offline(chinese)).toEqual({ errMsg: 'getPhoneNumber:fail 网络异常，请检查网络设置', errno: 600001 });
    expect(await timedOut(chinese)).toEqual({ errMsg: 'request:fail 请求超时。', errno: 5 });
    expect(await brokenLogin(chinese)).toEqual({ errMsg: 'login:fail 系统错误', errno: 4 });
  });

  test('can lack their errno', async () => {
    const bare = { errno: false };
    expect(await offline(bare)).not.toHaveProperty('errno');
    expect(await timedOut(bare)).toEqual({ errMsg: 'request:fail timeout' });
    expect(await brokenLogin(bare)).toEqual({ errMsg: 'login:fail system error' });
  });

  test('can be worded anew each time', async () => {
    const device = createAuthorized((api) => ({ language: api === 'getPhoneNumber' ? 'zh_CN' : 'en' }));
    device.person.always('phoneNumber', { answer: 'deny' });
    device.person.always('avatar', { answer: 'cancel' });
    expect([await tap(device, 'getPhoneNumber'), await tap(device, 'chooseAvatar')]).toEqual([
      { errMsg: 'getPhoneNumber:fail 用户拒绝授权' },
      { errMsg: 'chooseAvatar:fail cancel' },
    ]);
    device.wording = {};
    expect(await tap(device, 'getPhoneNumber')).toEqual({ errMsg: 'getPhoneNumber:fail user deny' });
  });
});
