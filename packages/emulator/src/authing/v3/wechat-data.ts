import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { encryptedPair, exchange, open, wechatOf } from '../wechat-connection/session';
import { exchangePhone, requireConnection } from './sign-in-by-mobile';

/** What a mini program may ask about its WeChat user without signing anybody in. */
export const wechatData: Routes = (router, services) => {
  router.post(
    '/api/v3/get-wechat-miniprogram-phone',
    endpoint(services, async ({ caller, body }) => {
      requireConnection(caller, body);
      const { phoneNumber, purePhoneNumber, countryCode } = await exchangePhone(services, caller, body.required('code'));
      const watermark = { appid: wechatOf(caller.app).appId, timestamp: Math.floor(Date.now() / 1000) };
      const info = { countryCode, phoneNumber, purePhoneNumber, watermark };
      switch (services.phoneInfo) {
        case 'nested':
          return { phone_info: info };
        case 'flat':
          return info;
        case 'flat-international':
          return { ...info, phoneNumber: `+${countryCode}${purePhoneNumber}` };
      }
    }),
  );

  router.post(
    '/api/v3/decrypt-wechat-miniprogram-data',
    endpoint(services, async ({ caller, body }) => {
      requireConnection(caller, body);
      const pair = encryptedPair(body);
      if (pair === undefined) throw new ApiError(2231, { about: 'iv, encryptedData' });
      const session = await exchange(services, caller, body.required('code'));
      return open(caller, session, pair);
    }),
  );
};
