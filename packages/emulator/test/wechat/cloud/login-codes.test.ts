import fc from 'fast-check';
import { createWeChatCloud } from '../../../src/wechat';
import type { WeChatCloud, WeChatCloudOptions } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const MINUTE = 60_000;

const openidOf = (cloud: WeChatCloud): string => cloud.users[0]?.openid ?? '';
/** A wx.login straight at the gateway, spaced so that no rate limit bites. */
async function login(cloud: WeChatCloud, openid = openidOf(cloud)): Promise<string> {
  clock().tick(1000);
  const reply = await cloud.gateway.login({ openid });
  if (!reply.ok) throw new Error(reply.errMsg);
  return reply.code;
}
async function exchange(cloud: WeChatCloud, code: string) {
  return (await cloud.exchangeCode(code)) as { openid?: string; unionid?: string; session_key?: string; errcode?: number; errmsg?: string };
}
const rotations = (cloud: WeChatCloud) => cloud.timeline.of('key.rotated').map(({ detail }) => detail.reason);

describe('a login code', () => {
  test('yields the user and a 16-byte key', async () => {
    const cloud = createWeChatCloud({ users: [{ openid: 'o1', unionid: 'u1' }] });
    const session = await exchange(cloud, await login(cloud));
    expect(session).toEqual({ openid: 'o1', unionid: 'u1', session_key: expect.any(String) });
    expect(Buffer.from(session.session_key ?? '', 'base64')).toHaveLength(16);
  });

  test('of a user without unionid yields none', async () => {
    const cloud = createWeChatCloud({ users: [{ openid: 'o1', unionid: null }] });
    expect(await exchange(cloud, await login(cloud))).toEqual({ openid: 'o1', session_key: expect.any(String) });
  });

  test('works once: the second use is 40163, for ever', async () => {
    const cloud = createWeChatCloud();
    const code = await login(cloud);
    await exchange(cloud, code);
    expect(await exchange(cloud, code)).toEqual({ errcode: 40163, errmsg: expect.stringMatching(/^code been used, rid: [0-9a-f]{24}$/) });
    clock().tick(6 * MINUTE);
    expect((await exchange(cloud, code)).errcode).toBe(40163);
  });

  test('lives 5 minutes, to the millisecond', async () => {
    const cloud = createWeChatCloud();
    const first = await login(cloud);
    clock().tick(5 * MINUTE - 1);
    expect(await exchange(cloud, first)).toHaveProperty('session_key');
    const second = await login(cloud);
    clock().tick(5 * MINUTE);
    expect((await exchange(cloud, second)).errcode).toBe(40029);
  });

  test('that was never issued is 40029', async () => {
    expect((await exchange(createWeChatCloud(), 'made-up')).errcode).toBe(40029);
  });

  test('of one cloud means nothing to another', async () => {
    const code = await login(createWeChatCloud());
    expect((await exchange(createWeChatCloud(), code)).errcode).toBe(40029);
  });

  test('can be used up by someone else', async () => {
    const cloud = createWeChatCloud();
    const code = await login(cloud);
    cloud.useUpCode(code);
    expect((await exchange(cloud, code)).errcode).toBe(40163);
  });

  test('is redeemed at most once in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constant('login' as const), fc.nat(5)), { maxLength: 30 }), async (steps) => {
        const cloud = createWeChatCloud();
        const codes: string[] = [];
        const redeemed: string[] = [];
        for (const step of steps) {
          if (step === 'login') codes.push(await login(cloud));
          const code = typeof step === 'number' ? codes[step] : undefined;
          if (code !== undefined && 'session_key' in (await exchange(cloud, code))) redeemed.push(code);
        }
        expect(new Set(redeemed).size).toBe(redeemed.length);
        expect(new Set(codes).size).toBe(codes.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('faults of the server API', () => {
  test.each([-1, 40029, 40226, 45011])('%i is answered once, and the code survives', async (errcode) => {
    const cloud = createWeChatCloud();
    const code = await login(cloud);
    cloud.faults.next('exchangeCode', { kind: 'refuse', errcode });
    expect((await exchange(cloud, code)).errcode).toBe(errcode);
    expect(await exchange(cloud, code)).toHaveProperty('session_key');
  });

  test('unreachable keeps the code, a lost answer consumes it', async () => {
    const cloud = createWeChatCloud();
    const code = await login(cloud);
    cloud.faults.next('exchangeCode', { kind: 'unreachable' });
    await expect(cloud.exchangeCode(code)).rejects.toThrow('ECONNREFUSED');
    cloud.faults.next('exchangeCode', { kind: 'lost-answer' });
    await expect(cloud.exchangeCode(code)).rejects.toThrow('socket hang up');
    expect((await exchange(cloud, code)).errcode).toBe(40163);
  });

  test('slow answers late', async () => {
    const cloud = createWeChatCloud();
    const code = await login(cloud);
    cloud.faults.next('exchangeCode', { kind: 'slow', ms: 700 });
    let answered = false;
    void cloud.exchangeCode(code).then(() => (answered = true));
    await clock().tickAsync(699);
    expect(answered).toBe(false);
    await clock().tickAsync(1);
    expect(answered).toBe(true);
  });
});

describe('session key rotation', () => {
  const keysOf = async (options: WeChatCloudOptions, logins: number): Promise<(string | undefined)[]> => {
    const cloud = createWeChatCloud(options);
    const keys: (string | undefined)[] = [];
    for (let n = 0; n < logins; n += 1) keys.push((await exchange(cloud, await login(cloud))).session_key);
    return keys;
  };

  test('is on every call by default', async () => {
    expect(new Set(await keysOf({}, 4)).size).toBe(4);
  });

  test('never', async () => {
    expect(new Set(await keysOf({ rotation: 'never' }, 4)).size).toBe(1);
  });

  test('sometimes follows the seed: the same seed gives the same story, none gives a constant one', async () => {
    const story = (seed: number) => keysOf({ rotation: { sometimes: 0.5 }, seed }, 20);
    const [first, again, other] = [await story(7), await story(7), await story(8)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    const kinds = new Set(first).size;
    expect(kinds).toBeGreaterThan(3);
    expect(kinds).toBeLessThan(18);
  });

  test('by age rotates on the first login after the age is reached', async () => {
    const cloud = createWeChatCloud({ rotation: { olderThan: 10 * MINUTE } });
    await login(cloud);
    clock().tick(10 * MINUTE - 1001);
    await login(cloud);
    expect(rotations(cloud)).toEqual(['first']);
    await login(cloud);
    expect(rotations(cloud)).toEqual(['first', 'age']);
  });

  test('by data prefetch happens without any login, and a login need not follow', async () => {
    const cloud = createWeChatCloud({ rotation: 'never' });
    await login(cloud);
    cloud.prefetch(openidOf(cloud));
    expect(rotations(cloud)).toEqual(['first', 'prefetch']);
  });

  test("one user's rotation leaves the other's key alone", async () => {
    const cloud = createWeChatCloud({ users: [{ openid: 'o1' }, { openid: 'o2' }] });
    await login(cloud, 'o1');
    await login(cloud, 'o2');
    expect(await cloud.gateway.checkSession({ openid: 'o1' })).toEqual({ ok: true });
  });
});

describe('a code whose key was rotated since', () => {
  /** Two logins; data in between or after, as asked. Returns what each key label is. */
  async function story(options: WeChatCloudOptions, dataAfter: 'first' | 'second' | 'neither') {
    const cloud = createWeChatCloud(options);
    const openid = openidOf(cloud);
    const data = () => cloud.gateway.getPhoneNumber({ openid, realtime: false, withCode: false });
    const first = await login(cloud);
    if (dataAfter === 'first') await data();
    await login(cloud);
    if (dataAfter === 'second') await data();
    await exchange(cloud, first);
    return cloud.timeline.of('code.exchanged')[0]?.detail;
  }

  test.each([
    ['own', 'first', 'key-1'],
    ['own', 'second', 'key-1'],
    ['current', 'first', 'key-2'],
    ['current', 'second', 'key-2'],
    // The worst case never yields the key of the latest data.
    ['worst', 'first', 'key-2'],
    ['worst', 'second', 'key-1'],
    ['worst', 'neither', 'key-1'],
  ] as const)('%s, data after the %s login: yields %s', async (supersededCode, dataAfter, keyId) => {
    expect(await story({ supersededCode }, dataAfter)).toMatchObject({ keyId, superseded: true });
  });

  test('is not superseded when nothing rotated', async () => {
    expect(await story({ rotation: 'never' }, 'first')).toMatchObject({ keyId: 'key-1', superseded: false });
  });
});

describe('checkSession', () => {
  const check = (cloud: WeChatCloud) => {
    clock().tick(1000);
    return cloud.gateway.checkSession({ openid: openidOf(cloud) });
  };
  const stale = { ok: false, errMsg: 'fail session time out, need relogin' };

  test('fails before any login, then knows the last one', async () => {
    const cloud = createWeChatCloud();
    expect(await check(cloud)).toEqual(stale);
    await login(cloud);
    expect(await check(cloud)).toEqual({ ok: true });
  });

  test.each(['prefetch', 'expireSession'] as const)('fails after %s, until the next login', async (event) => {
    const cloud = createWeChatCloud();
    await login(cloud);
    cloud[event](openidOf(cloud));
    expect(await check(cloud)).toEqual(stale);
    await login(cloud);
    expect(await check(cloud)).toEqual({ ok: true });
  });

  test('fails when the key lay idle for its lifetime; use extends it', async () => {
    const cloud = createWeChatCloud({ keyLifetime: 60 * MINUTE, rotation: 'never' });
    await login(cloud);
    clock().tick(40 * MINUTE);
    await cloud.gateway.getPhoneNumber({ openid: openidOf(cloud), realtime: false, withCode: false });
    clock().tick(40 * MINUTE);
    expect(await check(cloud)).toEqual({ ok: true });
    clock().tick(60 * MINUTE);
    expect(await check(cloud)).toEqual(stale);
  });
});
