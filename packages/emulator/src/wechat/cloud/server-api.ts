/** WeChat's server API as the developer's server sees it: code2Session and the phone-number exchange. */
import type { Timeline } from '../timeline';
import type { CloudFaults, CloudFaultTarget } from './cloud-faults';
import type { CloudRefusal, ExchangeCode, ExchangePhoneCode, SupersededCode, WeChatUser } from './cloud-types';
import { phoneNumberOf } from './phone-numbers';
import type { SeededRandom } from './seeded-random';
import type { SessionKey, SessionKeys } from './session-keys';
import type { SingleUseCodes } from './single-use-codes';

/** What a login code stands for. */
export interface LoginCode {
  user: WeChatUser;
  key: SessionKey;
}

const messages: Record<number, string> = {
  [-1]: 'system error',
  40003: 'invalid openid',
  40029: 'invalid code',
  40163: 'code been used',
  40226: 'code blocked',
  45011: 'api minute-quota reach limit',
};

interface ServerApiParts {
  loginCodes: SingleUseCodes<LoginCode>;
  phoneCodes: SingleUseCodes<WeChatUser>;
  keys: SessionKeys;
  random: SeededRandom;
  faults: CloudFaults;
  timeline: Timeline;
  supersededCode: () => SupersededCode;
}

export function createServerApi(parts: ServerApiParts): { exchangeCode: ExchangeCode; exchangePhoneCode: ExchangePhoneCode } {
  const { loginCodes, phoneCodes, keys, random, faults, timeline, supersededCode } = parts;
  // Real messages end in a request id, so nobody can compare them whole.
  const refusal = (errcode: number, errmsg = messages[errcode] ?? 'error'): CloudRefusal => ({
    errcode,
    errmsg: `${errmsg}, rid: ${random.bytes(12).toString('hex')}`,
  });

  const exchangeLoginCode = (code: string): Awaited<ReturnType<ExchangeCode>> => {
    const redeemed = loginCodes.redeem(code);
    if (redeemed.state !== 'redeemed') {
      const refused = refusal(redeemed.state === 'used' ? 40163 : 40029);
      timeline.record('code.refused', { code, ...refused });
      return refused;
    }
    const { user, key: own } = redeemed.value;
    const { key, superseded } = keys.forExchange(own, supersededCode());
    timeline.record('code.exchanged', { openid: user.openid, code, keyId: key.id, superseded });
    return { openid: user.openid, ...(user.unionid !== undefined && { unionid: user.unionid }), session_key: key.secret };
  };

  const exchangePhoneToken = (code: string, openid?: string): Awaited<ReturnType<ExchangePhoneCode>> => {
    const owner = phoneCodes.peek(code)?.openid;
    if (openid !== undefined && owner !== undefined && owner !== openid) {
      const refused = refusal(40003);
      timeline.record('phone-code.refused', { code, ...refused });
      return refused;
    }
    const redeemed = phoneCodes.redeem(code);
    if (redeemed.state !== 'redeemed' || redeemed.value.phone === undefined) {
      const refused = refusal(40029);
      timeline.record('phone-code.refused', { code, ...refused });
      return refused;
    }
    timeline.record('phone-code.exchanged', { openid: redeemed.value.openid, code });
    return phoneNumberOf(redeemed.value.phone);
  };

  const faulty =
    <T>(target: CloudFaultTarget, refusedKind: 'code.refused' | 'phone-code.refused', exchange: (code: string, openid?: string) => T) =>
    async (code: string, openid?: string): Promise<T | CloudRefusal> => {
      const fault = faults.take(target, code);
      if (fault === undefined) return exchange(code, openid);
      switch (fault.kind) {
        case 'refuse': {
          const refused = refusal(fault.errcode, fault.errmsg);
          timeline.record(refusedKind, { code, ...refused });
          return refused;
        }
        case 'slow':
          await new Promise((resolve) => setTimeout(resolve, fault.ms));
          return exchange(code, openid);
        case 'never':
          return new Promise<never>(() => undefined);
        case 'unreachable':
          throw new Error('connect ECONNREFUSED: WeChat could not be reached');
        case 'lost-answer':
          exchange(code, openid);
          throw new Error('socket hang up: WeChat answered, the answer was lost');
      }
    };

  return {
    exchangeCode: faulty('exchangeCode', 'code.refused', exchangeLoginCode),
    exchangePhoneCode: faulty('exchangePhoneCode', 'phone-code.refused', exchangePhoneToken),
  };
}
