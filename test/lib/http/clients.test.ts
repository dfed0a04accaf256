import type { ConnectionOptions } from '../../../lib/http/options';
import type { HttpRequest } from '../../../lib/http/http-client';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

const { VERSION: version } = launch()('lib/version') as typeof import('../../../lib/version');
const base: ConnectionOptions = { appId: 'app', host: 'https://core.example', timeout: 500 };
const heard: unknown[][] = [];
const onError = (...told: unknown[]): void => void heard.push(told);
afterEach(() => {
  takeWx();
  heard.length = 0;
});

/** Sends one request; resolves with the outcome and what wx.request was given. */
async function exchange(
  kind: 'http' | 'graphql',
  options: Partial<ConnectionOptions>,
  request: object,
  answer: { status?: number; body: unknown },
): Promise<{ outcome: unknown; asked: Asked }> {
  const calls = giveWx({ request: ({ success }) => success({ statusCode: answer.status ?? 200, data: answer.body }) });
  const load = launch();
  const all = { ...base, onError, ...options };
  const { HttpClient } = load('lib/http/http-client') as typeof import('../../../lib/http/http-client');
  const { GraphqlClient } = load('lib/http/graphql-client') as typeof import('../../../lib/http/graphql-client');
  const sent =
    kind === 'http'
      ? new HttpClient(all, { getToken: () => 'token' }).request(request as HttpRequest)
      : new GraphqlClient('https://core.example/graphql/v2', all).request(request as never);
  const outcome = await sent.catch((error: unknown) => error);
  if (!calls[0]) return { outcome, asked: undefined };
  const { success: _success, fail: _fail, redirect, ...asked } = calls[0][1] as Record<string, unknown>;
  expect(redirect).toBe('manual');
  return { outcome, asked };
}
const ok = { body: { code: 200, data: 'd' } };
const own = {
  'x-authing-app-id': 'app',
  'x-authing-request-from': 'wxapp',
  'x-authing-sdk-version': `miniapp:${version}`,
  'x-authing-lang': 'zh-CN',
};
const json = { 'content-type': 'application/json' };
const bearer = { Authorization: 'Bearer token' };

describe('the HTTP client', () => {
  it.each<[string, Partial<ConnectionOptions>, object, object]>([
    [
      'a GET',
      {},
      { url: 'https://core.example/a' },
      { url: 'https://core.example/a', method: 'GET', header: { ...own, ...json, ...bearer }, timeout: 500 },
    ],
    [
      'a POST with data',
      {},
      { url: 'https://core.example/a', method: 'post', data: { x: 1 } },
      { url: 'https://core.example/a', method: 'POST', data: { x: 1 }, header: { ...own, ...json, ...bearer }, timeout: 500 },
    ],
    [
      'parameters',
      {},
      { url: 'https://core.example/a', params: { 'x y': 'ä&', n: 0, no: null, none: undefined } },
      { url: 'https://core.example/a?x%20y=%C3%A4%26&n=0' },
    ],
    [
      'parameters behind others',
      {},
      { url: 'https://core.example/a?b=c', params: { x: 1, y: 2 } },
      { url: 'https://core.example/a?b=c&x=1&y=2' },
    ],
    ['no parameters after all', {}, { url: 'https://core.example/a', params: { no: null } }, { url: 'https://core.example/a' }],
    ['a request that signs in', {}, { url: 'https://core.example/a', unSetToken: true }, { header: { ...own, ...json } }],
    ['another host', {}, { url: 'https://other.example/a' }, { header: { ...own, ...json } }],
    ['a host that begins like ours', {}, { url: 'https://core.example.org/a' }, { header: { ...own, ...json } }],
    ['our address inside of another', {}, { url: 'https://other.example/?https://core.example/' }, { header: { ...own, ...json } }],
    ['the app host', { appHost: 'https://app.example//' }, { url: 'https://app.example/a' }, { header: { ...own, ...json, ...bearer } }],
    [
      'the host beside the app host',
      { appHost: 'https://app.example', host: 'https://core.example//' },
      { url: 'https://core.example/a' },
      { header: { ...own, ...json, ...bearer } },
    ],
    [
      'the domain',
      { domain: 'app.example', host: 'https://core.example/path' },
      { url: 'https://app.example/a' },
      { header: { ...own, ...json, ...bearer } },
    ],
    [
      'a token of its own',
      {},
      { url: 'https://other.example/a', headers: { authorization: 'mine' } },
      { header: { ...own, ...json, Authorization: 'mine' } },
    ],
    [
      'a token of its own, with a capital',
      {},
      { url: 'https://core.example/a', headers: { Authorization: 'mine' } },
      { header: { ...own, ...json, Authorization: 'mine' } },
    ],
    [
      'a content type',
      {},
      { url: 'https://core.example/a', headers: { 'content-type': 'a/b' } },
      { header: { ...own, ...bearer, 'content-type': 'a/b' } },
    ],
    [
      'a Content-Type',
      {},
      { url: 'https://core.example/a', headers: { 'Content-Type': 'a/b' } },
      { header: { ...own, ...bearer, 'content-type': 'a/b' } },
    ],
    [
      'pool, tenant, language, origin',
      { userPoolId: 'p', tenantId: 't', lang: 'en-US', requestFrom: 'me' },
      { url: 'https://core.example/a' },
      {
        header: {
          ...own,
          ...json,
          ...bearer,
          'x-authing-userpool-id': 'p',
          'x-authing-app-tenant-id': 't',
          'x-authing-lang': 'en-US',
          'x-authing-request-from': 'me',
        },
      },
    ],
    [
      'renamed headers',
      { headers: { 'app-id': 'x-app', 'tenant-id': 'x-tenant' }, tenantId: 't' },
      { url: 'https://core.example/a' },
      { header: { ...Object.fromEntries(Object.entries(own).slice(1)), ...json, ...bearer, 'x-app': 'app', 'x-tenant': 't' } },
    ],
  ])('sends %s', async (_, options, request, expected) => {
    const { outcome, asked } = await exchange('http', options, request, ok);
    expect(outcome).toBe('d');
    // Strictly: a header or data that is undefined would be sent by some.
    expect(asked).toStrictEqual({ url: asked.url, method: asked.method, header: asked.header, timeout: 500, ...expected });
  });

  it.each<[string, Partial<ConnectionOptions>, object]>([
    ['x-authing-app-id', { appId: 'a\r\nX-Evil: 1' }, {}],
    ['x-authing-lang', { lang: 'zh\n' as never }, {}],
    ['x-authing-request-from', { requestFrom: 'a\0' }, {}],
    ['x-authing-userpool-id', { userPoolId: '\x7f' }, {}],
    ['x-authing-app-tenant-id', { tenantId: '\x85' }, {}],
    ['x-app\r\nX-Evil', { headers: { 'app-id': 'x-app\r\nX-Evil' } }, {}],
    ['Authorization', {}, { headers: { authorization: 'Bearer a\r\nX-Evil: 1' } }],
    ['content-type', {}, { headers: { 'content-type': 'a\n' } }],
  ])('a control character in %j goes nowhere', async (name, options, request) => {
    const { outcome, asked } = await exchange('http', options, { url: 'https://core.example/a', ...request }, ok);
    expect(outcome).toMatchObject({ name: 'AuthingError', reason: 'invalid_argument', message: `${name}: \\r \\n …`, retryable: false });
    expect(asked).toBeUndefined();
  });

  it('a value in another script does', async () => {
    expect((await exchange('http', { requestFrom: '小程序' }, { url: 'https://core.example/a' }, ok)).outcome).toBe('d');
  });

  it('what a failure means is known before onError hears of it, word for word', async () => {
    const url = 'https://core.example/a';
    const refused = { body: { code: 2004, message: 'm', data: 'd' } };
    const { outcome } = await exchange(
      'http',
      {},
      {
        url,
        rescue: (error: Error) => {
          throw Object.assign(error, { code: 7, message: 'other', data: 'more' });
        },
      },
      refused,
    );
    expect(outcome).toMatchObject({ code: 7, message: 'other', data: 'more' });
    expect(heard).toEqual([[7, 'other', 'more']]);
    expect((await exchange('http', {}, { url, rescue: () => 'after all' }, refused)).outcome).toBe('after all');
    expect(heard).toHaveLength(1);
  });

  it('hands over the whole body on demand, and reads the data before it says that all went well', async () => {
    const url = 'https://core.example/a';
    expect((await exchange('http', {}, { url, notHandleRes: true }, { status: 500, body: 'page' })).outcome).toBe('page');
    expect((await exchange('http', {}, { url, read: (data: unknown) => [data] }, ok)).outcome).toEqual(['d']);
    expect(heard).toEqual([]);
    const mistake = new Error('of no use');
    const { outcome } = await exchange(
      'http',
      {},
      {
        url,
        read: () => {
          throw mistake;
        },
      },
      ok,
    );
    expect(outcome).toMatchObject({ name: 'AuthingError', reason: 'network', stage: 'request', cause: mistake });
    expect(heard).toEqual([[9002, '网络不可用，请检查网络后重试', null]]);
  });
});

describe('the GraphQL client', () => {
  it.each([
    ['query me { id }', true],
    ['mutation updateUser { id }', true],
    ['mutation loginByEmail { id }', false],
    [' \n mutation  registerByEmail { id }', false],
    ['mutationlogin { id }', true],
    ['query q { mutation login }', true],
  ])('%j carries the token: %p', async (query, carries) => {
    const { outcome, asked } = await exchange('graphql', {}, { query, variables: { v: 1 }, token: 'token' }, { body: { data: { a: 1 } } });
    expect(outcome).toEqual({ a: 1 });
    expect(asked).toEqual({
      url: 'https://core.example/graphql/v2',
      method: 'POST',
      timeout: 500,
      data: { query, variables: { v: 1 } },
      header: { ...own, ...json, ...(carries && bearer) },
    });
  });

  it.each<[unknown, number, string, object]>([
    [{ errors: [{ message: { code: 2020, message: 'm', data: 'd' } }] }, 200, 'unauthenticated', { code: 2020, message: 'm', data: 'd' }],
    [{ errors: [{ message: { code: '2020', message: 'm' } }] }, 200, 'unauthenticated', { code: 2020 }],
    [
      { errors: [{ message: { statusCode: 499, apiCode: '2004', message: 'm', uniqueId: 'u' } }] },
      499,
      'server',
      { code: 2004, message: 'm', retryable: false },
    ],
    [{ errors: [{ message: { statusCode: 401, apiCode: '2206', message: 'm' } }] }, 200, 'unauthenticated', { code: 2206 }],
    [
      { errors: [{ message: 'm', extensions: { statusCode: 499, apiCode: '2207' } }] },
      200,
      'unauthenticated',
      { code: 2207, message: 'm' },
    ],
    [{ errors: [{ message: 'm', extensions: { code: 2004 } }] }, 200, 'server', { code: 2004, message: 'm' }],
    [{ errors: [{ message: 'm', extensions: { code: 'UNKNOWN' } }] }, 200, 'server', { code: 500, message: 'm' }],
    [{ errors: [{ code: 2004, message: 'm', data: 'd' }] }, 200, 'server', { code: 2004, message: 'm', data: 'd' }],
    [{ errors: [{ statusCode: 499, apiCode: '2004', message: 'm' }] }, 200, 'server', { code: 2004, message: 'm' }],
    [{ errors: [{ message: 'm' }] }, 401, 'unauthenticated', { message: 'm', retryable: false }],
    [{ errors: [{ message: { code: 2004, message: 'm' } }] }, 429, 'server', { code: 2004, message: 'm', retryable: true }],
    [{ statusCode: 499, apiCode: '2004', message: 'm' }, 499, 'server', { code: 2004, message: 'm' }],
    [{ message: 'no' }, 401, 'unauthenticated', { code: 9008, data: { status: 401 } }],
    [{ message: 'no' }, 429, 'http', { code: 9004, retryable: true, data: { status: 429 } }],
    [{ errors: [{ message: {} }], data: { a: 1 } }, 200, 'server', { code: 9005 }],
    [{ errors: [{ message: 'standard' }], data: { a: 1 } }, 200, 'server', { code: 500, message: 'standard', retryable: true, data: null }],
    [{ code: 2206, message: 'm' }, 200, 'unauthenticated', { code: 2206 }],
    [{ errors: [], data: null }, 200, 'server', { code: 9005 }],
    [{ data: 'text' }, 200, 'server', { code: 9005 }],
    [{ errors: [{ message: null }] }, 200, 'server', { code: 9005 }],
    [{ data: { a: 1 } }, 502, 'http', { data: { status: 502 } }],
    ['page', 200, 'server', { code: 9005 }],
    [null, 200, 'server', { code: 9005 }],
    [null, 401, 'unauthenticated', { data: { status: 401 } }],
  ])('%j with %d is %s', async (body, status, reason, fields) => {
    const { outcome } = await exchange('graphql', {}, { query: 'query' }, { status, body });
    expect(outcome).toMatchObject({ name: 'AuthingError', reason, stage: 'request', ...fields });
    expect(heard).toHaveLength(1);
  });

  it('has nobody to tell where there is no onError', async () => {
    const printed = jest.spyOn(console, 'error');
    const { outcome } = await exchange('graphql', { onError: undefined as never }, { query: 'q' }, { status: 500, body: '' });
    expect(outcome).toMatchObject({ reason: 'http' });
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it('takes an empty list of errors for none, and new options at once', async () => {
    expect((await exchange('graphql', {}, { query: 'q', read: Object.keys }, { body: { errors: [], data: { a: 1 } } })).outcome).toEqual([
      'a',
    ]);
    const calls = giveWx({ request: ({ success }) => success({ statusCode: 200, data: { code: 200, data: {} } }) });
    const load = launch();
    const { HttpClient } = load('lib/http/http-client') as typeof import('../../../lib/http/http-client');
    const { GraphqlClient } = load('lib/http/graphql-client') as typeof import('../../../lib/http/graphql-client');
    for (const client of [new HttpClient(base, { getToken: () => null }), new GraphqlClient('https://core.example', base)]) {
      client.setOptions({ ...base, appId: 'other' });
      await client.request({ url: 'https://core.example/a', query: 'q' } as never).catch(() => undefined);
    }
    expect(calls.map(([, { header }]) => header['x-authing-app-id'] as unknown)).toEqual(['other', 'other']);
  });
});
