import { launch } from '../../source/launch';

type Answer = typeof import('../../../lib/http/answer');
const dataOf = (status: number, data: unknown): unknown => (launch()('lib/http/answer') as Answer).dataOf({ status, data });
const failure = (status: number, data: unknown): unknown => {
  try {
    return { returned: dataOf(status, data) };
  } catch (error) {
    return error;
  }
};
const refusal = (reason: string, fields: object): unknown => ({ name: 'AuthingError', stage: 'request', reason, ...fields });

it.each([
  [200, { code: 200, data: 7 }, 7],
  [299, { code: 200, data: null }, null],
  [201, { statusCode: 200, data: 'a' }, 'a'],
  [200, { code: 200 }, undefined],
  [200, { statusCode: 200, apiCode: 2020, data: 1 }, 1],
])('%d %j is %p', (status, body, data) => expect(dataOf(status, body)).toBe(data));

it.each([
  // No envelope: what the status says.
  [200, null, 'server', { code: 9005, retryable: false, data: null }],
  [204, undefined, 'server', { code: 9005 }],
  [299, 'text', 'server', { code: 9005 }],
  [200, { code: '200' }, 'server', { code: 9005 }],
  [200, { hello: 1 }, 'server', { code: 9005 }],
  [199, null, 'http', { code: 9004, retryable: false, data: { status: 199 } }],
  [300, '', 'http', { retryable: false, data: { status: 300 } }],
  [401, '', 'unauthenticated', { code: 9008, retryable: false, data: { status: 401 } }],
  [428, '', 'http', { retryable: false, data: { status: 428 } }],
  [429, '', 'http', { retryable: true, data: { status: 429 } }],
  [499, '', 'http', { retryable: false, data: { status: 499 } }],
  [500, '', 'http', { retryable: true, data: { status: 500 } }],
  // An envelope that says all is well where the status does not.
  [500, { code: 200, data: 1 }, 'http', { retryable: true, data: { status: 500 } }],
  [302, { statusCode: 200 }, 'http', { retryable: false, data: { status: 302 } }],
  // Authing's numbers.
  [
    200,
    { code: 2004, message: 'no such user', data: { a: 1 } },
    'server',
    { code: 2004, message: 'no such user', retryable: false, data: { a: 1 } },
  ],
  [200, { code: 2020, message: 'x' }, 'unauthenticated', { code: 2020, retryable: false, data: null }],
  [200, { code: 2206 }, 'unauthenticated', { code: 2206 }],
  [200, { code: 2207 }, 'unauthenticated', { code: 2207 }],
  [200, { code: 1000 }, 'server', { code: 1000, retryable: true }],
  [200, { code: 2100 }, 'server', { code: 2100, retryable: true }],
  [200, { code: 499 }, 'server', { code: 499, retryable: false }],
  [200, { code: 500 }, 'server', { code: 500, retryable: true }],
  [200, { code: 599 }, 'server', { code: 599, retryable: true }],
  [200, { code: 600 }, 'server', { code: 600, retryable: false }],
  [200, { statusCode: 403, apiCode: '2207' }, 'unauthenticated', { code: 2207 }],
  [200, { statusCode: 403, apiCode: 2020, code: 7 }, 'unauthenticated', { code: 2020 }],
  [200, { statusCode: 403, apiCode: 'none' }, 'server', { code: 403 }],
  [200, { statusCode: 403, code: '2020', message: 'm' }, 'unauthenticated', { code: 2020 }],
  [400, { code: 2031 }, 'server', { code: 2031 }],
  // The documented envelope, with a text.
  [499, { statusCode: 499, apiCode: '2004', message: 'm', uniqueId: 'u' }, 'server', { code: 2004, message: 'm', retryable: false }],
  [200, { statusCode: 499, apiCode: '2004', message: 'm' }, 'server', { code: 2004, message: 'm' }],
  [499, { statusCode: 499, apiCode: '2020', message: 'm' }, 'unauthenticated', { code: 2020 }],
  [499, { statusCode: 499, apiCode: '2100', message: 'm' }, 'server', { code: 2100, retryable: true }],
  // What the status adds to an envelope.
  [401, { code: 401, message: 'm' }, 'unauthenticated', { code: 401, message: 'm', retryable: false }],
  [200, { code: 401 }, 'unauthenticated', { code: 401 }],
  [401, { code: 2004 }, 'unauthenticated', { code: 2004 }],
  [401, { code: 1000 }, 'unauthenticated', { retryable: false }],
  [401, { message: 'm' }, 'unauthenticated', { code: 9008 }],
  [429, { code: 429, message: 'm' }, 'server', { code: 429, message: 'm', retryable: true }],
  [200, { code: 429 }, 'server', { retryable: true }],
  [429, { code: 2004 }, 'server', { code: 2004, retryable: true }],
  [429, { message: 'm' }, 'http', { code: 9004, retryable: true }],
  [503, { code: 403 }, 'server', { code: 403, retryable: true }],
  [503, { code: 999 }, 'server', { retryable: true }],
  [500, { code: 1001 }, 'server', { code: 1001, retryable: false }],
  [500, { statusCode: 500, apiCode: '2006' }, 'server', { retryable: false }],
  [413, { code: 413, message: 'm' }, 'server', { code: 413, retryable: false }],
  [600, '', 'http', { retryable: false }],
] as [number, unknown, string, object][])('%d %j is %s', (status, body, reason, fields) => {
  expect(failure(status, body)).toMatchObject(refusal(reason, fields) as object);
});

it.each([
  ['no such user', 'no such user'],
  ['token eyJhbGciOiJIUzI1NiJ9.x1 is old', 'token … is old'],
  ['the key abcdefghijklmnopqrst stays: no digit in it', 'the key abcdefghijklmnopqrst stays: no digit in it'],
  ['code abcdefghijklmnopqrs9', 'code …'],
  ['short a1b2c3', 'short a1b2c3'],
  ['phone 1000000, not 100000', 'phone …, not 100000'],
  ['phone +8610000000001', 'phone +…'],
  ['phone 100-0000-0001, １０００００００００１ or 100 0000 0001', 'phone …, … or …'],
  ['words '.repeat(50), 'words '.repeat(50).slice(0, 200)],
])('says of %j no more than fits and may be shown', (message, shown) => {
  expect(failure(200, { code: 2004, message })).toMatchObject({ message: shown });
});

it.each([[7], [null], [undefined], [{}]])('a message that is no text (%j) is left to the reason', (message) => {
  expect(failure(200, { code: 2004, message })).toMatchObject({ message: '服务返回了无法识别的内容，请检查 host 配置' });
});
