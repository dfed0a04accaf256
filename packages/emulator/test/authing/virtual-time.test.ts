import { install } from '@sinonjs/fake-timers';
import { createAuthingServer } from '../../src/authing';
import { serverKeys } from '../../../../test/harness/server-keys';
import { APP_ID, MINI_PROGRAM } from './started-server';
import { phoneData, weChatBackEnd } from './wechat-back-end';

const keys = serverKeys();

/** A server without a network, under a clock that only the test moves. */
async function frozen() {
  const clock = install({
    now: Date.UTC(2030, 0, 1),
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'performance'],
  });
  const wechat = weChatBackEnd();
  const server = await createAuthingServer({
    apps: [{ appId: APP_ID, wechat: { appId: MINI_PROGRAM } }],
    exchangeCode: wechat.exchangeCode,
    keys,
    listen: false,
    passwordCost: 16,
  });
  const post = (path: string, body: object, signal?: AbortSignal): Promise<Response> =>
    server.fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-authing-app-id': APP_ID },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  return { clock, wechat, server, post };
}

const AUTH = '/connections/social/wechat-miniprogram/auth';
const SLOW = 5000;

test('a sign-in with decryption needs nothing but microtasks', async () => {
  const { clock, wechat, server, post } = await frozen();
  try {
    const lin = wechat.user('open-lin');
    let answered = false;
    const answer = post(`${AUTH}-by-phone`, { code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) }).then(
      async (response) => {
        answered = true;
        return (await response.json()) as { code: number };
      },
    );
    for (let turn = 0; turn < 500 && !answered; turn += 1) await Promise.resolve();
    expect(answered).toBe(true);
    expect((await answer).code).toBe(200);
    expect(clock.countTimers()).toBe(0);
    expect(server.requests.last.duration).toBe(0);
  } finally {
    clock.uninstall();
  }
});

test('a slow answer takes virtual time, to the millisecond; the request was carried out at once', async () => {
  const { clock, wechat, server, post } = await frozen();
  try {
    server.faults.slow(SLOW, { path: AUTH });
    let answered = false;
    const answer = post(AUTH, { code: wechat.login(wechat.user('open-lin')) }).then((response) => {
      answered = true;
      return response;
    });
    await clock.tickAsync(SLOW - 1);
    expect({ answered, users: server.admin.users.length }).toEqual({ answered: false, users: 1 });
    await clock.tickAsync(1);
    expect((await answer).status).toBe(200);
    expect(server.requests.last).toMatchObject({ duration: SLOW, fault: 'slow' });
  } finally {
    clock.uninstall();
  }
});

test('a request can be given up; it is carried out all the same', async () => {
  const { clock, wechat, server, post } = await frozen();
  try {
    server.faults.hang({ path: AUTH });
    const controller = new AbortController();
    const answer = post(AUTH, { code: 'x' }, controller.signal);
    controller.abort(new Error('given up'));
    await expect(answer).rejects.toThrow('given up');
    server.faults.slow(SLOW, { path: AUTH });
    const late = new AbortController();
    const second = post(AUTH, { code: wechat.login(wechat.user('open-lin')) }, late.signal);
    second.catch(() => undefined);
    await clock.tickAsync(10);
    late.abort(new Error('too late'));
    await expect(second).rejects.toThrow('too late');
    expect(server.admin.users).toHaveLength(1);
  } finally {
    clock.uninstall();
  }
});

test('codes by SMS age with the clock', async () => {
  const { clock, server, post } = await frozen();
  try {
    const send = async () => ((await (await post('/api/v2/sms/send', { phone: '10012340001' })).json()) as { code: number }).code;
    expect(await send()).toBe(200);
    clock.tick(59_999);
    expect(await send()).toBe(2100);
    clock.tick(1);
    expect(await send()).toBe(200);
    expect(server.outbox.messages.map(({ sentAt, expiresAt }) => expiresAt - sentAt)).toEqual([300_000, 300_000]);
  } finally {
    clock.uninstall();
  }
});
