import { ApiError } from '../errors/api-error';
import type { Profile, User } from '../store/entities';

/** A profile as WeChat words it, from `rawData` or from decrypted data. */
export interface WeChatProfile {
  nickName?: string;
  avatarUrl?: string;
  gender?: number;
  city?: string;
  province?: string;
  country?: string;
}

/** Reads `rawData`, which nobody has verified. Throws 400 when it is no JSON object. */
export function parseRawData(rawData: string): WeChatProfile {
  let value: unknown;
  try {
    value = JSON.parse(rawData);
  } catch {
    throw new ApiError(400, { about: 'rawData' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError(400, { about: 'rawData' });
  return value;
}

/** Fills in what the account's profile lacks. What the user has set is left alone. */
export function adoptProfile(user: User, wechat: WeChatProfile): void {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const found: Profile = {
    nickname: text(wechat.nickName),
    photo: text(wechat.avatarUrl),
    gender: wechat.gender === 1 ? 'M' : wechat.gender === 2 ? 'F' : null,
    city: text(wechat.city),
    province: text(wechat.province),
    country: text(wechat.country),
  };
  for (const [field, value] of Object.entries(found)) user.profile[field as keyof Profile] ??= value;
}
