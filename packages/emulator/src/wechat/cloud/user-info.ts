import type { UserInfo, UserInfoCall, UserInfoPayload } from '../gateway/gateway';
import type { Timeline } from '../timeline';
import { sealData, signRawData } from './open-data';
import type { WeChatUser } from './cloud-types';
import type { SeededRandom } from './seeded-random';
import type { SessionKeys } from './session-keys';

/** The profile every mini program has been given since 2021-04-28 (getUserInfo) and 2022-10-25 (getUserProfile). */
const anonymousProfile = {
  nickName: '微信用户',
  gender: 0,
  language: '',
  city: '',
  province: '',
  country: '',
  avatarUrl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/anonymous/132',
  is_demote: true,
} as const satisfies UserInfo;

/**
 * The answer to `getUserInfo` and `getUserProfile`. Credentials need a `wx.login` whose session has not run out; without one the
 * sensitive half is missing, and the call still succeeds.
 */
export function userInfoPayload(
  call: UserInfoCall,
  user: WeChatUser,
  cloud: { appId: string; keys: SessionKeys; random: SeededRandom; timeline: Timeline; anonymous: boolean },
): UserInfoPayload {
  const { appId, keys, random, timeline, anonymous } = cloud;
  const userInfo: UserInfo = anonymous ? { ...anonymousProfile } : { ...user.profile, language: call.lang };
  const rawData = JSON.stringify(userInfo);
  if (!call.withCredentials || !keys.isFresh(call.openid)) return { userInfo, rawData };

  const key = keys.forData(call.openid);
  const iv = random.bytes(16).toString('base64');
  // getUserProfile's encrypted data carries neither openId nor unionId.
  const identity = call.api === 'getUserProfile' ? {} : { openId: user.openid };
  const union = call.api === 'getUserProfile' || user.unionid === undefined ? {} : { unionId: user.unionid };
  const watermark = { timestamp: Math.floor(Date.now() / 1000), appid: appId };
  timeline.record('data.sealed', { openid: call.openid, what: 'userInfo', keyId: key.id, iv });
  return {
    userInfo,
    rawData,
    signature: signRawData(rawData, key.secret),
    encryptedData: sealData({ ...identity, ...userInfo, ...union, watermark }, key.secret, iv),
    iv,
    cloudID: random.token(43),
  };
}
