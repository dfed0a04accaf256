import { createAuthingServer } from 'authing-miniapp-emulator/authing';
import type { AuthingServer } from 'authing-miniapp-emulator/authing';
import { createWeChat } from 'authing-miniapp-emulator/wechat';
import type { WeChat } from 'authing-miniapp-emulator/wechat';
import { seenRequest } from '../src/backend/seen-request';
import type { Intervention } from '../src/backend/protocol';
import { fateOf, codesAndKeysOf, validKey } from '../src/client/panel/model/codes-and-keys';
import { mergeByTime } from '../src/client/panel/model/timeline';
import type { TimelineEvent, DeviceIntervention } from '../src/client/panel/model/timeline';
import { checkOrder } from '../src/client/panel/model/order-check';
import type { OrderCheck } from '../src/client/panel/model/order-check';
import { outcomeOf, rowsOf } from '../src/client/panel/model/rows';
import { english } from '../src/client/panel/texts/english';

/** The panel judges what really happened on the models: a right and a wrong order are both played here, by hand. */
interface Play {
  wechat: WeChat;
  server: AuthingServer;
  openid: string;
  you: { at: number; intervention: Intervention | DeviceIntervention }[];
  login(): Promise<string>;
  phoneNumber(): Promise<{ iv: string; encryptedData: string }>;
  send(code: string, data?: { iv: string; encryptedData: string }): Promise<void>;
  /** Everything so far, as the panel hears it. */
  timeline(): TimelineEvent[];
  checks(): OrderCheck[];
}

let play: Play;

beforeEach(async () => {
  jest.useFakeTimers({ now: 1_800_000_000_000 });
  const wechat = createWeChat({ cloud: { seed: 1 }, device: { privacy: { authorized: true }, latency: { cloud: 5 } } });
  const server = await createAuthingServer({
    apps: [{ appId: 'demo', wechat: { appId: wechat.cloud.appId } }],
    exchangeCode: wechat.cloud.exchangeCode,
    listen: false,
  });
  const you: Play['you'] = [];
  const { device, cloud } = wechat;
  const passing = async <T>(promise: Promise<T>): Promise<T> => {
    await jest.advanceTimersByTimeAsync(50);
    return promise;
  };
  const timeline = (): TimelineEvent[] =>
    mergeByTime({
      device: wechat.timeline.entries.filter(({ kind }) => /^(wx|request|button|sheet|app|network|privacy)\./.test(kind)),
      wechat: wechat.timeline.entries.filter(({ kind }) => /^(code|key|data)\./.test(kind)),
      requests: server.requests.all.map((request) => seenRequest(request, cloud)),
      you,
    });
  play = {
    wechat,
    server,
    you,
    timeline,
    openid: device.openid,
    login: () => passing(new Promise((resolve, reject) => device.wx.login({ success: ({ code }) => resolve(code), fail: reject }))),
    phoneNumber: () =>
      passing(
        new Promise((resolve) => {
          device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { iv: string; encryptedData: string }));
        }),
      ),
    async send(code, data) {
      await passing(
        server.fetch(`${server.url}/connections/social/wechat-miniprogram/auth${data ? '-by-phone' : ''}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-authing-app-id': 'demo' },
          body: JSON.stringify({ code, iv: data?.iv, encryptedData: data?.encryptedData }),
        }),
      );
    },
    checks: () => server.requests.all.flatMap((request) => checkOrder(seenRequest(request, cloud), timeline()) ?? []),
  };
});

afterEach(async () => {
  play.wechat.device.kill();
  await play.server.close();
  jest.useRealTimers();
});

const rules = ({ findings }: OrderCheck): Record<string, boolean> => Object.fromEntries(findings.map(({ rule, ok }) => [rule, ok]));

describe("the panel's verdict", () => {
  it('finds nothing wrong with a code that was there before the data', async () => {
    const code = await play.login();
    await play.send(code, await play.phoneNumber());
    const [check] = play.checks();
    expect(check?.ok).toBe(true);
    expect(check?.request.response).toMatchObject({ code: 200 });
    expect(check && rules(check)).toEqual({
      'code-before-data': true,
      'no-login-in-between': true,
      'same-key': true,
      'young-enough': true,
      'used-once': true,
    });
    expect(check?.findings[0]).toEqual({ rule: 'code-before-data', ok: true, ms: 55 });
  });

  it('names each rule that wx.login inside the callback breaks', async () => {
    await play.login();
    const data = await play.phoneNumber();
    await play.send(await play.login(), data);
    const [check] = play.checks();
    expect(check?.request.response).not.toMatchObject({ code: 200 });
    expect(check && rules(check)).toEqual({
      'code-before-data': false,
      'no-login-in-between': false,
      'same-key': false,
      'young-enough': true,
      'used-once': true,
    });
    expect(check?.findings).toContainEqual({ rule: 'same-key', ok: false, sealed: 'key-1', yielded: 'key-2' });
  });

  it("tells the app's own wx.login from the library's", async () => {
    const code = await play.login();
    const data = await play.phoneNumber();
    play.you.push({ at: Date.now(), intervention: { kind: 'host-login' } });
    await play.login();
    await play.send(code, data);
    const [check] = play.checks();
    expect(check?.findings).toContainEqual({ rule: 'no-login-in-between', ok: false, byHost: true });
    expect(check?.findings).toContainEqual(expect.objectContaining({ rule: 'code-before-data', ok: true }));
  });

  it('sees a code that is sent twice, and one that is too old', async () => {
    const code = await play.login();
    await play.send(code);
    await play.send(code);
    const old = await play.login();
    await jest.advanceTimersByTimeAsync(270_000);
    await play.send(old);
    expect(play.checks().map(rules)).toEqual([
      { 'young-enough': true, 'used-once': true },
      { 'young-enough': true, 'used-once': false },
      { 'young-enough': false, 'used-once': true },
    ]);
  });

  it('does not judge what brings no code', async () => {
    await play.server.fetch(`${play.server.url}/api/v2/.well-known`, { headers: { 'x-authing-app-id': 'demo' } });
    expect(play.checks()).toEqual([]);
  });
});

describe("the panel's codesAndKeys", () => {
  it('knows the valid key, and why the others ended', async () => {
    await play.login();
    await play.login();
    play.you.push({ at: Date.now(), intervention: { kind: 'expire-key', openid: play.openid } });
    const codesAndKeys = codesAndKeysOf(play.timeline());
    expect(codesAndKeys.keys.map(({ id, ended }) => [id, ended])).toEqual([
      ['key-1', 'replaced'],
      ['key-2', 'expired'],
    ]);
    expect(validKey(codesAndKeys, play.openid)).toBeUndefined();
  });

  it('follows each code to its end', async () => {
    const [exchanged, usedUp, expired] = [await play.login(), await play.login(), await play.login()];
    await play.send(exchanged);
    await play.send(exchanged);
    play.you.push({ at: Date.now(), intervention: { kind: 'use-up-code', code: usedUp } });
    const { codes } = codesAndKeysOf(play.timeline());
    const fateAfter = (ms: number): unknown[] => codes.map((code) => [code.code, fateOf(code, code.issuedAt + ms)]);
    expect(fateAfter(299_999)).toEqual([
      [exchanged, 'exchanged'],
      [usedUp, 'used-up'],
      [expired, 'unused'],
    ]);
    expect(fateAfter(300_000)).toEqual([
      [exchanged, 'exchanged'],
      [usedUp, 'used-up'],
      [expired, 'expired'],
    ]);
    expect(codes[0]?.refusals).toEqual([expect.stringMatching(/^40163 code been used/)]);
  });
});

describe("the panel's timeline", () => {
  const lines = (everything = false): string[] =>
    rowsOf(play.timeline(), { openid: play.openid, everything, texts: english }).map(
      ({ actor, text, key, validKey: valid }) =>
        `${actor}: ${text}${key === undefined ? '' : ` [${key}]`}${valid === undefined ? '' : ` | ${valid}`}`,
    );

  it('tells who did what under which key, in the order in which it happened', async () => {
    const code = await play.login();
    await play.send(code, await play.phoneNumber());
    const end = code.slice(-4);
    expect(lines()).toEqual([
      'page: calls wx.login',
      'wechat: creates the session key [key-1] | key-1',
      `wechat: issues login code …${end} [key-1] | key-1`,
      'you: tap the button (getPhoneNumber) | key-1',
      'wechat: asks: Phone number | key-1',
      'you: accept: Phone number | key-1',
      'wechat: encrypts the phone number [key-1] | key-1',
      'page: receives getphonenumber: ok | key-1',
      'authing: receives POST /connections/social/wechat-miniprogram/auth-by-phone | key-1',
      `wechat: exchanges code …${end} for the session key [key-1] | key-1`,
      'authing: answers 200 after 0 s · the user is signed in [key-1] | key-1',
    ]);
  });

  it('shows no key once it was expired, and leaves out other people', async () => {
    await play.login();
    play.you.push({ at: Date.now(), intervention: { kind: 'expire-key', openid: play.openid } });
    const other = play.wechat.cloud.addUser();
    await play.wechat.cloud.gateway.login({ openid: other.openid });
    expect(lines().slice(3)).toEqual(['you: expire the session key']);
  });

  it('shows on request what explains nothing', async () => {
    await play.login();
    expect(lines(true).length).toBeGreaterThan(lines().length);
    expect(lines(true)).toContain('page: wx.answered {"call":1,"api":"login","errMsg":"login:ok"} | key-1');
  });
});

describe("the panel's word on an answer", () => {
  const said = (status: number | undefined, response: unknown, ...operations: string[]): [boolean, string] => {
    const request = { id: 1, at: 0, method: 'POST', path: '/', query: {}, headers: {}, operations, response };
    const { ok, words } = outcomeOf(status === undefined ? request : { ...request, status });
    return [ok, words];
  };

  it.each([
    ['v2', 200, { code: 200, message: 'ok' }, true, ''],
    ['v2, refused', 200, { code: 2004, message: 'No such user' }, false, '2004 No such user'],
    ['v2 in its newer form, refused', 200, { statusCode: 499, apiCode: '2011', message: 'No such app' }, false, '2011 No such app'],
    ['the same, by a gateway', 499, { statusCode: 499, apiCode: '2011', message: 'No such app' }, false, '2011 No such app'],
    ['v3', 200, { statusCode: 200, message: 'ok', data: {} }, true, ''],
    ['v3, refused', 200, { statusCode: 400, apiCode: 2231, message: 'Missing' }, false, '2231 Missing'],
    ['v3, refused without a number', 200, { statusCode: 404, message: 'Not there' }, false, '404 Not there'],
    ['OIDC, refused', 400, { error: 'invalid_grant', error_description: 'Used' }, false, 'invalid_grant Used'],
    ['a gateway', 502, '<html>', false, ''],
    ['nobody', undefined, undefined, false, ''],
    ['what is in no envelope', 200, { keys: [] }, true, ''],
  ])('%s', (_form, status, response, ok, words) => expect(said(status, response)).toEqual([ok, words]));

  it.each([
    ['code', { code: 2020, message: 'Not signed in' }],
    ['apiCode', { statusCode: 499, apiCode: '2020', message: 'Not signed in' }],
  ])('GraphQL with %s', (_form, message) => {
    expect(said(200, { data: null, errors: [{ message }] }, 'user')).toEqual([false, '2020 Not signed in']);
    expect(said(200, { data: { user: { code: 1 } } }, 'user')).toEqual([true, '']);
  });
});
