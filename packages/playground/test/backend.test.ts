import { createBackendApi } from '../src/backend/api';
import { AUTHING_APP_ID, SLOW_ANSWER_MS, startBackend } from '../src/backend/backend';
import type { Backend } from '../src/backend/backend';
import { authingAppPath, gatewayPath, intervenePath, statePath, streamPath } from '../src/backend/protocol';
import { seenRequest } from '../src/backend/seen-request';
import type { BackendMessage, BackendState, Intervention } from '../src/backend/protocol';

let backend: Backend;
let api: ReturnType<typeof createBackendApi>;

beforeEach(async () => {
  backend = await startBackend();
  api = createBackendApi(backend);
});
afterEach(() => backend.close());

const openid = (): string => backend.state.users[0]?.openid ?? '';
const post = (path: string, body: unknown): Promise<Response> =>
  Promise.resolve(api.request(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }));
const call = async (method: string, argument: object): Promise<Record<string, unknown>> =>
  (await (await post(gatewayPath, { method, call: argument })).json()) as Record<string, unknown>;
const intervene = async (intervention: Intervention): Promise<BackendState> =>
  (await (await post(intervenePath, intervention)).json()) as BackendState;

/** The first `count` messages of a fresh stream. */
async function messages(count: number): Promise<BackendMessage[]> {
  const response = await api.request(streamPath);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const heard = (): BackendMessage[] => [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as BackendMessage);
  while (heard().length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return heard().slice(0, count);
}

const signIn = async (code: unknown, path = 'auth', more: object = {}): Promise<Response> =>
  fetch(`${backend.state.authing.url}/connections/social/wechat-miniprogram/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authing-app-id': AUTHING_APP_ID },
    body: JSON.stringify({ code, ...more }),
  });

describe("the playground's back end", () => {
  it('says who there is: one user with a phone number and one without', async () => {
    const state = (await (await api.request(statePath)).json()) as BackendState;
    expect(state.users.map(({ phone }) => phone)).toEqual(['10000000001', undefined]);
    expect(state.authing).toEqual({
      host: 'https://core.authing.cn',
      url: backend.authing.url,
      appIds: ['YOUR_APP_ID'],
      identitySources: [],
    });
    expect(state).toMatchObject({ answering: 'normal', phoneQuota: null });
  });

  it('lets a phone in a browser call WeChat, and refuses what is no call', async () => {
    expect(await call('login', { openid: openid() })).toMatchObject({ ok: true, code: expect.any(String) as string });
    for (const nonsense of ['no json', '{}', { method: 'constructor', call: {} }]) {
      expect((await post(gatewayPath, nonsense)).status).toBe(400);
    }
  });

  it('streams what happened so far and what happens next, requests decoded', async () => {
    const { code } = await call('login', { openid: openid() });
    const { iv, encryptedData } = await call('getPhoneNumber', { openid: openid(), realtime: false, withCode: false });
    await signIn(code, 'auth-by-phone', { iv, encryptedData });
    const heard = await messages(8);
    expect(heard.map((message) => (message.kind === 'entry' ? message.entry.kind : message.kind))).toEqual([
      'state',
      'key.rotated',
      'code.issued',
      'phone-quota.charged',
      'data.sealed',
      'request',
      'code.exchanged',
      'request',
    ]);
    const [before, after] = heard.flatMap((message) => (message.kind === 'request' ? [message.request] : []));
    expect(before?.status).toBeUndefined();
    expect(after).toMatchObject({
      path: '/connections/social/wechat-miniprogram/auth-by-phone',
      status: 200,
      code: { code, keyId: 'key-1' },
      sealed: { keyId: 'key-1', plain: { purePhoneNumber: '10000000001', countryCode: '86' } },
    });
  });

  it('expires the session key', async () => {
    await call('login', { openid: openid() });
    expect(await call('checkSession', { openid: openid() })).toEqual({ ok: true });
    await intervene({ kind: 'expire-key', openid: openid() });
    expect(await call('checkSession', { openid: openid() })).toMatchObject({ ok: false });
  });

  it('uses up a code, which the request then says', async () => {
    const { code } = await call('login', { openid: openid() });
    await intervene({ kind: 'use-up-code', code: String(code) });
    expect(await (await signIn(code)).json()).not.toMatchObject({ code: 200 });
    const last = (await messages(8)).at(-1);
    expect(last).toMatchObject({
      kind: 'request',
      request: { code: { refusal: expect.stringMatching(/^40163 code been used/) as string } },
    });
  });

  it('takes the phone-number quota away and gives it back', async () => {
    expect((await intervene({ kind: 'phone-quota', left: 0 })).phoneQuota).toBe(0);
    expect(await call('openPhoneNumberSheet', { openid: openid() })).toEqual({ ok: false, errMsg: 'fail no quota', errno: 1400001 });
    expect((await intervene({ kind: 'phone-quota', left: null })).phoneQuota).toBeNull();
    expect(await call('openPhoneNumberSheet', { openid: openid() })).toMatchObject({ ok: true });
  });

  it('makes Authing answer 502, or late, until told otherwise', async () => {
    const status = async (): Promise<number> => (await signIn('none')).status;
    expect((await intervene({ kind: 'answer', answering: '502' })).answering).toBe('502');
    expect([await status(), await status()]).toEqual([502, 502]);
    await intervene({ kind: 'answer', answering: 'slow' });
    const late = signIn('none');
    const first = await Promise.race([late.then(() => 'answer'), new Promise((resolve) => setTimeout(() => resolve('nothing yet'), 300))]);
    expect(first).toBe('nothing yet');
    expect((await late).status).toBe(200);
    expect(backend.authing.requests.last.duration).toBeGreaterThanOrEqual(SLOW_ANSWER_MS - 50);
    expect((await intervene({ kind: 'answer', answering: 'normal' })).answering).toBe('normal');
    expect(await status()).toBe(200);
  });

  it('refuses to expire the key of nobody', async () => {
    const answer = await post(intervenePath, { kind: 'expire-key', openid: 'nobody' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/nobody/);
  });

  it('has the identity source that a mini program names, and shows the login code in a sign-in by phone token, which is none', async () => {
    const post3 = async (path: string, body: object): Promise<unknown> => {
      const response = await fetch(`${backend.state.authing.url}/api/v3/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-authing-app-id': AUTHING_APP_ID },
        body: JSON.stringify({ extIdpConnidentifier: 'my-mini-program', ...body }),
      });
      return response.json();
    };
    const phoneToken = async (): Promise<unknown> =>
      (await call('getPhoneNumber', { openid: openid(), realtime: false, withCode: true }))['code'];
    const { code } = await call('login', { openid: openid() });
    const signedIn = await post3('signin-by-mobile', {
      connection: 'wechat_mini_program_code_and_phone',
      wechatMiniProgramCodeAndPhonePayload: { wxLoginInfo: { code, iv: '', encryptedData: '' }, wxPhoneInfo: { code: await phoneToken() } },
    });
    expect(signedIn).toMatchObject({ statusCode: 200 });
    expect(await post3('get-wechat-miniprogram-phone', { code: await phoneToken() })).toMatchObject({ statusCode: 200 });
    expect(backend.state.authing.identitySources).toEqual(['my-mini-program']);
    const seen = backend.authing.requests.all.map((request) => seenRequest(request, backend.cloud).code);
    expect(seen).toEqual([{ code, keyId: 'key-1' }, undefined]);
  });

  it('has an application for whatever appId a mini program names, once', async () => {
    const signInTo = (appId: string): Promise<Response> =>
      fetch(`${backend.state.authing.url}/connections/social/wechat-miniprogram/auth`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-authing-app-id': appId },
        body: JSON.stringify({ code: 'none' }),
      });
    expect(await (await signInTo('mine')).json()).toMatchObject({ code: 2011 });
    await post(authingAppPath, { appId: 'mine' });
    const state = (await (await post(authingAppPath, { appId: 'mine' })).json()) as BackendState;
    expect(state.authing.appIds).toEqual(['YOUR_APP_ID', 'mine']);
    expect(await (await signInTo('mine')).json()).not.toMatchObject({ code: 2011 });
    expect((await post(authingAppPath, {})).status).toBe(400);
  });
});
