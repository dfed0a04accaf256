import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
  takeWx();
});
const asked = { url: 'https://a.example/api?b=/c', method: 'GET', header: { h: '1' }, timeout: 500 } as const;

const send = (): Promise<unknown> =>
  (launch()('lib/wx/request') as typeof import('../../../lib/wx/request')).wxRequest(asked).catch((error: unknown) => error);

it('resolves with any status', async () => {
  const calls = giveWx({ request: ({ success }) => success({ statusCode: 502, data: 'page' }) });
  expect(await send()).toEqual({ status: 502, data: 'page' });
  expect(calls).toEqual([['request', { ...asked, redirect: 'manual', success: expect.any(Function), fail: expect.any(Function) }]]);
});

it.each([
  ['request:fail timeout', 'timeout', 9003],
  ['request:fail time out', 'timeout', 9003],
  ['request:fail Time-out', 'timeout', 9003],
  ['request:fail errcode:-118 net::ERR_CONNECTION_TIMED_OUT', 'timeout', 9003],
  ['request:fail timed out', 'timeout', 9003],
  ['request:fail 请求超时。', 'timeout', 9003],
  ['request:fail timing', 'network', 9002],
  ['request:fail interrupted', 'network', 9002],
  ['', 'network', 9002],
  [undefined, 'network', 9002],
])('%j is %s', async (errMsg, reason, code) => {
  const cause = { errMsg };
  giveWx({ request: ({ fail }) => fail(cause) });
  expect(await send()).toMatchObject({ name: 'AuthingError', reason, code, stage: 'request', retryable: true, cause });
});

it.each([
  ['zh_CN', '请在微信公众平台添加服务器域名 https://a.example'],
  ['en', "Add to the server domains in WeChat's console: https://a.example"],
])("a domain that is not listed is the app's to add, said in %s", async (language, message) => {
  for (const cause of [
    { errMsg: 'request:fail url not in Domain List' },
    { errMsg: 'request:fail 不在以下 request 合法域名列表中' },
    { errMsg: 'request:fail', errno: 600002 },
  ]) {
    giveWx({ request: ({ fail }) => fail(cause), getAppBaseInfo: () => ({ language }) });
    expect(await send()).toMatchObject({ reason: 'not_configured', stage: 'request', retryable: false, message, cause });
  }
});

it('follows no redirect to wherever an answer points', async () => {
  const calls = giveWx({ request: ({ success }) => success({ statusCode: 302, data: '' }) });
  expect(await send()).toEqual({ status: 302, data: '' });
  expect(calls[0]![1]).toMatchObject({ redirect: 'manual' });
});

it('errno 5 is a time-out without a word', async () => {
  giveWx({ request: ({ fail }) => fail({ errMsg: 'request:fail', errno: 5 }) });
  expect(await send()).toMatchObject({ reason: 'timeout' });
});

it.each<[string, () => unknown, unknown]>([
  [
    'says why',
    () => {
      throw new Error('time out');
    },
    { reason: 'timeout', cause: { errMsg: 'time out' } },
  ],
  [
    'says nothing',
    () => {
      // What wx throws is not always an Error.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw 'time out';
    },
    { reason: 'network', cause: {} },
  ],
])('a wx.request that throws and %s is a failure', async (_, request, failure) => {
  giveWx({ request });
  expect(await send()).toMatchObject(failure as object);
});

it.each([[{ abort: jest.fn() }], [undefined]])('one that never answers is given up a second after WeChat should have', async (task) => {
  giveWx({ request: () => task });
  let outcome: unknown;
  void send().then((value) => {
    outcome = value;
  });
  await jest.advanceTimersByTimeAsync(1499);
  expect(outcome).toBeUndefined();
  await jest.advanceTimersByTimeAsync(1);
  expect(outcome).toMatchObject({ reason: 'timeout', cause: { errMsg: 'request:fail timeout' } });
  if (task) expect(task.abort).toHaveBeenCalledTimes(1);
});

/** As JSON.parse makes them: properties of their own. */
const HOSTILE = '{"__proto__":{"a":1},"list":[{"__proto__":null,"b":{"__proto__":2,"c":3}}],"constructor":{"prototype":1}}';
const harmless = { list: [{ b: { c: 3 } }], constructor: { prototype: 1 } };

it('an answer has no property named __proto__ anywhere, however deep', async () => {
  giveWx({ request: ({ success }) => success({ statusCode: 200, data: JSON.parse(HOSTILE) }) });
  expect(JSON.stringify(await send())).toBe(JSON.stringify({ status: 200, data: harmless }));
  let deep: unknown = JSON.parse('{"__proto__":1}');
  const inner = deep as object;
  for (let level = 0; level < 100_000; level++) deep = [deep];
  giveWx({ request: ({ success }) => success({ statusCode: 200, data: deep }) });
  await send();
  expect(Object.getOwnPropertyNames(inner)).toEqual([]);
});

describe('an upload', () => {
  const upload = { url: 'https://a.example', filePath: 'wxfile://a.png', name: 'file', header: { h: '1' } };
  const seen: unknown[] = [];
  const begin = (onProgress?: (progress: unknown) => void): Promise<unknown> =>
    (launch()('lib/wx/upload-file') as typeof import('../../../lib/wx/upload-file'))
      .wxUploadFile({ ...upload, timeout: 500, onProgress })
      .catch((error: unknown) => error);
  beforeEach(() => {
    seen.length = 0;
  });

  it.each([
    ['{"a":1}', { a: 1 }],
    ['<html>', '<html>'],
    ['', ''],
    [HOSTILE, harmless],
  ])('that answers %j', async (data, parsed) => {
    const calls = giveWx({ uploadFile: ({ success }) => success({ statusCode: 201, data }) });
    expect(await begin()).toEqual({ status: 201, data: parsed });
    expect(calls).toEqual([['uploadFile', { ...upload, timeout: 600_000, success: expect.any(Function), fail: expect.any(Function) }]]);
  });

  it.each([
    ['uploadFile:fail file not found', 'file', 'upload'],
    ['uploadFile:fail no such PATH', 'file', 'upload'],
    ['uploadFile:fail does not exist', 'file', 'upload'],
    ['uploadFile:fail 文件不存在', 'file', 'upload'],
    ['uploadFile:fail ENOENT', 'file', 'upload'],
    ['uploadFile:fail timeout', 'timeout', 'request'],
    ['uploadFile:fail', 'network', 'request'],
    ['fail uploadFile:', 'file', 'upload'],
    [undefined, 'network', 'request'],
  ])('%j is %s', async (errMsg, reason, stage) => {
    const cause = { errMsg };
    giveWx({ uploadFile: ({ fail }) => fail(cause) });
    expect(await begin()).toMatchObject({ reason, stage, cause });
  });

  it.each<[string, () => unknown, string]>([
    [
      'an Error',
      () => {
        throw new Error('no such file');
      },
      'file',
    ],
    [
      'a text',
      () => {
        // What wx throws is not always an Error.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw 'no such file';
      },
      'network',
    ],
  ])('that throws %s', async (_, uploadFile, reason) => {
    giveWx({ uploadFile });
    expect(await begin()).toMatchObject({ reason });
  });

  it('may take as long as it likes while it gets on, tells how far it is, and is given up when it stands still', async () => {
    const abort = jest.fn();
    let progress: (sent: Asked) => void = () => undefined;
    giveWx({
      uploadFile: () => ({
        abort,
        onProgressUpdate: (listener: typeof progress) => {
          progress = listener;
        },
      }),
    });
    let outcome: unknown;
    void begin((step) => seen.push(step)).then((value) => {
      outcome = value;
    });
    for (const percent of [10, 20, 30]) {
      await jest.advanceTimersByTimeAsync(499);
      progress({ progress: percent, totalBytesSent: percent * 2, totalBytesExpectedToSend: 200 });
    }
    expect(seen).toEqual([10, 20, 30].map((percent) => ({ percent, sent: percent * 2, total: 200 })));
    await jest.advanceTimersByTimeAsync(499);
    expect(outcome).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(outcome).toMatchObject({ reason: 'timeout', cause: { errMsg: 'timeout' } });
    expect(abort).toHaveBeenCalledTimes(1);
    progress({ progress: 40, totalBytesSent: 80, totalBytesExpectedToSend: 200 });
    expect(seen).toHaveLength(3);
  });

  it.each([[undefined], [{ abort: () => undefined }]])(
    'on a phone that cannot tell how far it is (%j) is given up all the same',
    async (task) => {
      giveWx({ uploadFile: () => task });
      const outcome = begin();
      await jest.advanceTimersByTimeAsync(500);
      expect(await outcome).toMatchObject({ reason: 'timeout' });
    },
  );

  it('that nobody watches', async () => {
    giveWx({
      uploadFile: ({ success }) => ({
        onProgressUpdate(listener: (sent: object) => void) {
          listener({ progress: 1 });
          success({ statusCode: 200, data: '1' });
        },
      }),
    });
    expect(await begin()).toEqual({ status: 200, data: 1 });
  });
});

it('waits for the time-out when WeChat calls success with nothing', async () => {
  giveWx({ request: ({ success }) => success() });
  const sent = send();
  await jest.advanceTimersByTimeAsync(1500);
  expect(await sent).toMatchObject({ name: 'AuthingError', reason: 'timeout' });
});

it.each([undefined, null])('fails when WeChat calls fail with %s', async (cause) => {
  giveWx({ request: ({ fail }) => fail(cause) });
  expect(await send()).toMatchObject({ name: 'AuthingError', reason: 'network' });
});

it('says timeout whatever abort then does', async () => {
  giveWx({ request: ({ fail }) => ({ abort: () => fail({ errMsg: 'request:fail abort' }) }) });
  const sent = send();
  await jest.advanceTimersByTimeAsync(1500);
  expect(await sent).toMatchObject({ reason: 'timeout' });
});
