import type { SeededRandom } from './seeded-random';
import type { UserProfile, WeChatUser, WeChatUserSeed } from './cloud-types';

/**
 * A user who lacks nothing that the seed does not take away. Made-up phone numbers begin with 10, which no mobile number in mainland
 * China does.
 */
export function createUser(seed: WeChatUserSeed, position: number, random: SeededRandom): WeChatUser {
  const { openid, unionid, phone, profile } = seed;
  // Drawn whether needed or not, so that one user's seed does not change the next user.
  const drawnOpenid = `o${random.token(27)}`;
  const drawnUnionid = `o${random.token(27)}`;
  return {
    openid: openid ?? drawnOpenid,
    unionid: unionid === null ? undefined : (unionid ?? drawnUnionid),
    phone: phone === null ? undefined : (phone ?? { countryCode: '86', purePhoneNumber: `100${String(position).padStart(8, '0')}` }),
    profile: { ...defaultProfile(position), ...profile },
  };
}

function defaultProfile(position: number): UserProfile {
  return {
    nickName: `User ${position}`,
    gender: 0,
    city: 'Guangzhou',
    province: 'Guangdong',
    country: 'China',
    avatarUrl: `https://thirdwx.qlogo.cn/mmopen/vi_32/user${position}/132`,
  };
}
