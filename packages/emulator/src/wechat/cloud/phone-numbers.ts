import type { GatewayFailure, GatewayReply, PhoneNumberCall, PhoneNumberPayload, SealedPhoneNumber } from '../gateway/gateway';
import type { Timeline } from '../timeline';
import { sealData } from './open-data';
import type { ChargeBook } from './charges';
import type { PhoneNumberExchange, WeChatUser } from './cloud-types';
import type { SeededRandom } from './seeded-random';
import type { SessionKeys } from './session-keys';
import type { SingleUseCodes } from './single-use-codes';

/** What a mini program and its server learn of a phone number. Numbers outside mainland China keep their country code in front. */
export function phoneNumberOf(phone: { countryCode: string; purePhoneNumber: string }): PhoneNumberExchange {
  const { countryCode, purePhoneNumber } = phone;
  return { phoneNumber: countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`, purePhoneNumber, countryCode };
}

/** `100****0001`: what WeChat's sheet shows. */
export function maskPhoneNumber(purePhoneNumber: string): string {
  const head = purePhoneNumber.slice(0, 3);
  const tail = purePhoneNumber.slice(-4);
  return `${head}${'*'.repeat(Math.max(0, purePhoneNumber.length - 7))}${tail}`;
}

export interface PhoneNumberParts {
  appId: string;
  keys: SessionKeys;
  random: SeededRandom;
  timeline: Timeline;
  phoneCodes: SingleUseCodes<WeChatUser>;
  book: ChargeBook;
}

/** Why WeChat turns a phone-number button down before it asks the person; `undefined` when it asks. Here the quota is looked at. */
export function phoneNumberRefusal(user: WeChatUser, { book, timeline }: PhoneNumberParts): GatewayFailure | undefined {
  if (user.phone === undefined) return { ok: false, errMsg: 'fail:cancel to bind phone' };
  if (book.left >= 1) return undefined;
  timeline.record('phone-quota.exhausted', { openid: user.openid });
  return { ok: false, errMsg: 'fail no quota', errno: 1400001 };
}

/**
 * The answer to an accepted phone-number button. WeChat counts successful callbacks; each one that it sends off is counted here, also one
 * that a removed button loses.
 */
export function phoneNumberPayload(call: PhoneNumberCall, user: WeChatUser, parts: PhoneNumberParts): GatewayReply<PhoneNumberPayload> {
  const { random, timeline, phoneCodes, book } = parts;
  const { openid, realtime, sealed = !realtime } = call;
  if (user.phone === undefined) return { ok: false, errMsg: 'fail:cancel to bind phone' };
  const kind = realtime ? 'realtime' : 'phone';
  book.charge(kind);
  timeline.record('phone-quota.charged', { openid, charge: kind, remaining: book.left });

  const answer: { ok: true } & PhoneNumberPayload = { ok: true };
  if (call.withCode || realtime) {
    answer.code = random.token(64);
    const { expiresAt } = phoneCodes.issue(answer.code, user);
    timeline.record('phone-code.issued', { openid, code: answer.code, expiresAt });
  }
  return sealed ? { ...answer, ...sealPhoneNumber(user, parts) } : answer;
}

/** The user's number, encrypted with the key that is valid now; nothing for a user without one. */
export function sealPhoneNumber({ openid, phone }: WeChatUser, { appId, keys, random, timeline }: PhoneNumberParts): SealedPhoneNumber {
  if (phone === undefined) return {};
  const key = keys.forData(openid);
  const watermark = { timestamp: Math.floor(Date.now() / 1000), appid: appId };
  const iv = random.bytes(16).toString('base64');
  const encryptedData = sealData({ ...phoneNumberOf(phone), watermark }, key.secret, iv);
  timeline.record('data.sealed', { openid, what: 'phoneNumber', keyId: key.id, iv });
  return { encryptedData, iv, cloudID: random.token(43) };
}
