import fc from 'fast-check';
import { createWeChatCloud } from '../../../src/wechat';
import { createRateLimits } from '../../../src/wechat/cloud/rate-limits';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

test('no second ever holds more than four admitted calls, and a call with room is never refused', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(600), { maxLength: 60 }), (pauses) => {
      const limits = createRateLimits({});
      const admitted: number[] = [];
      for (const pause of pauses) {
        clock().tick(pause);
        const now = Date.now();
        const inLastSecond = admitted.filter((at) => at > now - 1000).length;
        const answer = limits.admit('o1', 'login');
        expect(answer).toBe(inLastSecond < 4);
        if (answer) admitted.push(now);
      }
    }),
  );
});

test('users and APIs are counted apart; a day can be bounded too', () => {
  const limits = createRateLimits({ perSecond: 1, perDay: 2 });
  expect([limits.admit('o1', 'login'), limits.admit('o2', 'login'), limits.admit('o1', 'getSetting')]).toEqual([true, true, true]);
  clock().tick(1000);
  expect(limits.admit('o1', 'login')).toBe(true);
  clock().tick(1000);
  expect(limits.admit('o1', 'login')).toBe(false);
  clock().tick(24 * 60 * 60 * 1000);
  expect(limits.admit('o1', 'login')).toBe(true);
});

test.each(['login', 'checkSession', 'getSetting', 'getUserInfo'] as const)('%s: the fifth call within a second is refused', async (api) => {
  const cloud = createWeChatCloud({ users: [{ openid: 'o1' }] });
  await cloud.gateway.login({ openid: 'o1' });
  clock().tick(1000);
  const call = async (): Promise<boolean> => {
    const replies = {
      login: () => cloud.gateway.login({ openid: 'o1' }),
      checkSession: () => cloud.gateway.checkSession({ openid: 'o1' }),
      getSetting: () => cloud.gateway.getSetting({ openid: 'o1' }),
      getUserInfo: () => cloud.gateway.getUserInfo({ openid: 'o1', api: 'getUserInfo', withCredentials: true, lang: 'en' }),
    };
    return (await replies[api]()).ok;
  };
  expect([await call(), await call(), await call(), await call(), await call()]).toEqual([true, true, true, true, false]);
  expect(cloud.timeline.of('rate.limited').map(({ detail }) => detail)).toEqual([{ openid: 'o1', api }]);
  clock().tick(1000);
  expect(await call()).toBe(true);
});

test('a refused login issues no code and rotates no key', async () => {
  const cloud = createWeChatCloud({ users: [{ openid: 'o1' }] });
  for (let n = 0; n < 6; n += 1) await cloud.gateway.login({ openid: 'o1' });
  expect(cloud.timeline.of('code.issued')).toHaveLength(4);
  expect(cloud.timeline.of('key.rotated')).toHaveLength(4);
});
