import { createWeChatCloud, openSealed, signRawData } from '../../../src/wechat';
import type { WeChatCloud, WeChatCloudOptions } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime(Date.UTC(2026, 0, 1));
const APP_ID = 'wx00000000000000aa';
const watermark = { timestamp: Date.UTC(2026, 0, 1) / 1000, appid: APP_ID };

function createCloud(options: WeChatCloudOptions = {}): WeChatCloud {
  const phone = { countryCode: '86', purePhoneNumber: '10000000001' };
  return createWeChatCloud({ appId: APP_ID, users: [{ openid: 'o1', unionid: 'u1', phone }], ...options });
}
async function loginKey(cloud: WeChatCloud): Promise<string> {
  const reply = await cloud.gateway.login({ openid: 'o1' });
  const session = await cloud.exchangeCode(reply.ok ? reply.code : '');
  return 'session_key' in session ? session.session_key : '';
}
const phoneNumber = (cloud: WeChatCloud, call: { realtime?: boolean; withCode?: boolean } = {}) =>
  cloud.gateway.getPhoneNumber({ openid: 'o1', realtime: false, withCode: true, ...call });
const userInfo = (cloud: WeChatCloud, call: { api?: 'getUserInfo' | 'getUserProfile'; withCredentials?: boolean } = {}) =>
  cloud.gateway.getUserInfo({ openid: 'o1', api: 'getUserInfo', withCredentials: true, lang: 'zh_CN', ...call });

describe('phone number', () => {
  test('opens with the key of the login before it', async () => {
    const cloud = createCloud();
    const key = await loginKey(cloud);
    const reply = await phoneNumber(cloud);
    if (!reply.ok) throw new Error(reply.errMsg);
    expect(Object.keys(reply).sort()).toEqual(['cloudID', 'code', 'encryptedData', 'iv', 'ok']);
    expect(openSealed(reply.encryptedData ?? '', key, reply.iv ?? '')).toEqual({
      phoneNumber: '10000000001',
      purePhoneNumber: '10000000001',
      countryCode: '86',
      watermark,
    });
  });

  test("does not open with the key of a login after it: the predecessor's documented order fails", async () => {
    const cloud = createCloud();
    await loginKey(cloud);
    const reply = await phoneNumber(cloud);
    const key = await loginKey(cloud);
    if (!reply.ok) throw new Error(reply.errMsg);
    const { encryptedData = '', iv = '' } = reply;
    expect(() => expect(openSealed(encryptedData, key, iv)).toHaveProperty('phoneNumber')).toThrow();
    expect(cloud.reveal(encryptedData, iv)).toMatchObject({ keyId: 'key-1', openid: 'o1', plain: { purePhoneNumber: '10000000001' } });
  });

  test('abroad keeps its country code in front', async () => {
    const cloud = createCloud({ users: [{ openid: 'o1', phone: { countryCode: '1', purePhoneNumber: '2025550123' } }] });
    await loginKey(cloud);
    const reply = await phoneNumber(cloud);
    const exchanged = await cloud.exchangePhoneCode((reply.ok && reply.code) || '');
    expect(exchanged).toEqual({ phoneNumber: '+12025550123', purePhoneNumber: '2025550123', countryCode: '1' });
  });

  test('below 2.21.2 has no code; realtime has nothing else', async () => {
    const cloud = createCloud();
    await loginKey(cloud);
    expect(Object.keys(await phoneNumber(cloud, { withCode: false })).sort()).toEqual(['cloudID', 'encryptedData', 'iv', 'ok']);
    expect(Object.keys(await phoneNumber(cloud, { realtime: true })).sort()).toEqual(['code', 'ok']);
  });

  test('is masked on the sheet', async () => {
    expect(await createCloud().gateway.openPhoneNumberSheet({ openid: 'o1' })).toEqual({ ok: true, masked: '100****0001' });
  });

  test('each success is charged by its kind; the quota is looked at when the sheet opens, and never below nothing', async () => {
    const cloud = createCloud({ phoneQuota: 2 });
    const sheet = () => cloud.gateway.openPhoneNumberSheet({ openid: 'o1' });
    await loginKey(cloud);
    expect([(await phoneNumber(cloud)).ok, (await phoneNumber(cloud, { realtime: true })).ok]).toEqual([true, true]);
    expect(await sheet()).toEqual({ ok: false, errMsg: 'fail no quota', errno: 1400001 });
    expect([cloud.phoneCharges, cloud.phoneQuota, cloud.charges]).toEqual([2, 0, { phone: 1, realtime: 1, yuan: 0 }]);
    cloud.phoneQuota = 1;
    expect((await sheet()).ok).toBe(true);
    // Two sheets were open for the last one.
    expect([(await phoneNumber(cloud)).ok, (await phoneNumber(cloud)).ok, cloud.phoneQuota]).toEqual([true, true, 0]);
    expect(cloud.timeline.of('phone-quota.charged').map(({ detail }) => detail.charge)).toEqual(['phone', 'realtime', 'phone', 'phone']);
  });

  test('a thousand cost nothing, then 0.03 yuan each, 0.04 in realtime', async () => {
    const cloud = createCloud();
    for (let n = 0; n < 500; n += 1) await Promise.all([phoneNumber(cloud), phoneNumber(cloud, { realtime: true })]);
    expect(cloud.charges).toEqual({ phone: 500, realtime: 500, yuan: 0 });
    await phoneNumber(cloud);
    await phoneNumber(cloud, { realtime: true });
    expect(cloud.charges).toEqual({ phone: 501, realtime: 501, yuan: 0.07 });
  });

  test('a user without one is asked to bind, and nothing is charged', async () => {
    const cloud = createCloud({ users: [{ openid: 'o1', phone: null }] });
    expect(await phoneNumber(cloud)).toEqual({ ok: false, errMsg: 'fail:cancel to bind phone' });
    expect(cloud.phoneCharges).toBe(0);
  });
});

describe('the dynamic phone token', () => {
  test("with an openid is exchanged for that user's only, and not used up by another's", async () => {
    const cloud = createCloud();
    const reply = await phoneNumber(cloud);
    const token = (reply.ok && reply.code) || '';
    expect(await cloud.exchangePhoneCode(token, 'o2')).toMatchObject({ errcode: 40003 });
    expect(await cloud.exchangePhoneCode(token, 'o1')).toHaveProperty('countryCode', '86');
    expect(await cloud.exchangePhoneCode('unknown', 'o1')).toMatchObject({ errcode: 40029 });
  });

  test('yields the number once, within 5 minutes, without any wx.login', async () => {
    const cloud = createCloud();
    const token = async () => {
      const reply = await phoneNumber(cloud);
      return (reply.ok && reply.code) || '';
    };
    const [first, second] = [await token(), await token()];
    expect(await cloud.exchangePhoneCode(first)).toEqual({ phoneNumber: '10000000001', purePhoneNumber: '10000000001', countryCode: '86' });
    expect(await cloud.exchangePhoneCode(first)).toMatchObject({ errcode: 40029 });
    clock().tick(300_000);
    expect(await cloud.exchangePhoneCode(second)).toMatchObject({ errcode: 40029 });
  });

  test('is no login code, and a login code is no phone token; trying does not use either up', async () => {
    const cloud = createCloud();
    const login = await cloud.gateway.login({ openid: 'o1' });
    const phone = await phoneNumber(cloud);
    const [loginCode, phoneCode] = [(login.ok && login.code) || '', (phone.ok && phone.code) || ''];
    expect(await cloud.exchangeCode(phoneCode)).toMatchObject({ errcode: 40029 });
    expect(await cloud.exchangePhoneCode(loginCode)).toMatchObject({ errcode: 40029 });
    expect(await cloud.exchangeCode(loginCode)).toHaveProperty('openid', 'o1');
    expect(await cloud.exchangePhoneCode(phoneCode)).toHaveProperty('purePhoneNumber', '10000000001');
  });
});

describe('user info', () => {
  test('is anonymous, signed, and encrypted with the real ids', async () => {
    const cloud = createCloud();
    const key = await loginKey(cloud);
    const reply = await userInfo(cloud);
    if (!reply.ok) throw new Error(reply.errMsg);
    expect(reply.userInfo).toMatchObject({ nickName: '微信用户', gender: 0, city: '', is_demote: true });
    expect(JSON.parse(reply.rawData)).toEqual(reply.userInfo);
    expect(reply.signature).toBe(signRawData(reply.rawData, key));
    expect(openSealed(reply.encryptedData ?? '', key, reply.iv ?? '')).toEqual({
      openId: 'o1',
      unionId: 'u1',
      ...reply.userInfo,
      watermark,
    });
  });

  test("can be the user's own, as it was until 2021", async () => {
    const cloud = createCloud({ profiles: 'own', users: [{ openid: 'o1', profile: { nickName: 'Band', city: 'Shenzhen' } }] });
    const reply = await userInfo(cloud, { withCredentials: false });
    expect(reply).toMatchObject({ ok: true, userInfo: { nickName: 'Band', city: 'Shenzhen', language: 'zh_CN' } });
  });

  test('carries no credentials unless asked, and none without a live session', async () => {
    const cloud = createCloud();
    const plain = ['ok', 'rawData', 'userInfo'];
    expect(Object.keys(await userInfo(cloud)).sort()).toEqual(plain);
    await loginKey(cloud);
    expect(Object.keys(await userInfo(cloud, { withCredentials: false })).sort()).toEqual(plain);
    expect(Object.keys(await userInfo(cloud))).toContain('encryptedData');
    cloud.expireSession('o1');
    expect(Object.keys(await userInfo(cloud)).sort()).toEqual(plain);
  });

  test('of getUserProfile has no ids inside', async () => {
    const cloud = createCloud();
    const key = await loginKey(cloud);
    const reply = await userInfo(cloud, { api: 'getUserProfile' });
    if (!reply.ok) throw new Error(reply.errMsg);
    const plain = openSealed(reply.encryptedData ?? '', key, reply.iv ?? '');
    expect(plain).toHaveProperty('watermark', watermark);
    expect(plain).not.toHaveProperty('openId');
    expect(plain).not.toHaveProperty('unionId');
  });
});

test('an unknown openid is a mistake in the test, and says so', async () => {
  await expect(createCloud().gateway.login({ openid: 'nobody' })).rejects.toThrow('No WeChat user has openid nobody');
});
