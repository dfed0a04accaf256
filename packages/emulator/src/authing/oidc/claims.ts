import type { User } from '../store/entities';
import { wechatIdOf } from '../tokens';

/** The scopes that bring claims, as the discovery document lists them. */
export const scopes = ['openid', 'profile', 'email', 'phone', 'address', 'username', 'external_id', 'unionid', 'offline_access'] as const;

/** What a client may learn about a user by the scopes it was granted. */
export function claimsOf(user: User, scope: string): Record<string, unknown> {
  const granted = new Set(scope.split(' '));
  const { profile } = user;
  return {
    sub: user.id,
    ...(granted.has('profile') && {
      name: profile.name ?? null,
      nickname: profile.nickname ?? null,
      given_name: profile.givenName ?? null,
      family_name: profile.familyName ?? null,
      middle_name: profile.middleName ?? null,
      preferred_username: profile.preferredUsername ?? null,
      profile: profile.profile ?? null,
      picture: profile.photo ?? null,
      website: profile.website ?? null,
      gender: profile.gender ?? null,
      birthdate: profile.birthdate ?? null,
      zoneinfo: profile.zoneinfo ?? null,
      locale: profile.locale ?? null,
      updated_at: user.updatedAt,
    }),
    ...(granted.has('email') && { email: user.email, email_verified: user.emailVerified }),
    ...(granted.has('phone') && { phone_number: user.phone, phone_number_verified: user.phoneVerified }),
    ...(granted.has('address') && {
      address: {
        country: profile.country ?? null,
        region: profile.region ?? null,
        postal_code: profile.postalCode ?? null,
        formatted: profile.formatted ?? null,
      },
    }),
    ...(granted.has('username') && { username: user.username }),
    ...(granted.has('external_id') && { external_id: user.externalId }),
    ...(granted.has('unionid') && { unionid: wechatIdOf(user, 'unionid') }),
  };
}
