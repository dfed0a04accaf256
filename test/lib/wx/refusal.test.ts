import type { AuthingError } from '../../../lib/errors/authing-error';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

const refusalOf = (answer: object): unknown =>
  (launch()('lib/wx/refusal') as typeof import('../../../lib/wx/refusal')).refusalOf(answer, 'choose');

/** As a plain object: jest's difference of two errors leaves `message` out. */
const refusalAsObject = (answer: object): unknown => {
  const { name, message, ...rest } = refusalOf(answer) as AuthingError;
  return { name, message, ...rest };
};

it.each([[{}], [{ errMsg: '' }], [{ errMsg: 'chooseMedia:ok' }], [{ errno: 103 }], [{ errMsg: 'x:ok', errno: 112 }]])(
  '%j is no refusal',
  (answer) => expect(refusalOf(answer)).toBeUndefined(),
);

it.each([
  ['fail auth deny', undefined, 'denied'],
  ['fail denied', undefined, 'denied'],
  ['fail user REFUSE', undefined, 'denied'],
  ['fail rejected', undefined, 'denied'],
  ['fail cancel', undefined, 'cancelled'],
  ['fail: user canceled', 7, 'cancelled'],
  ['fail privacy permission is not authorized', undefined, 'privacy'],
  ['fail', 104, 'privacy'],
  ['fail:user cancel', undefined, 'cancelled'],
  ['fail user cancel', undefined, 'cancelled'],
  ['fail:cancel to bind phone', undefined, 'cancelled'],
  ['fail:cancel to confirm login', undefined, 'cancelled'],
  ['fail user deny', undefined, 'denied'],
  ['fail 用户取消', undefined, 'cancelled'],
  ['fail 用户拒绝授权', undefined, 'denied'],
  // The most telling first.
  ['fail cancel: user denied', undefined, 'cancelled'],
  ['fail privacy denied, cancel', undefined, 'privacy'],
  ['fail deny', 104, 'privacy'],
  ['fail auth deny', 103, 'denied'],
] as const)('%j, errno %p: the person did not want to (%s)', (errMsg, errno, reason) => {
  expect(refusalOf({ errMsg: `chooseMedia:${errMsg}`, ...(errno !== undefined && { errno }) })).toBe(reason);
});

it.each([
  ['fail', 112, 'privacy'],
  ['fail cancel', 1025, 'permission'],
  ['fail', 103, 'denied'],
  ['fail privacy permission is not authorized in gap', 104, 'privacy_refused'],
  ['fail privacy permission is not authorized in gap', undefined, 'privacy_refused'],
  ['fail please go to mp to announce your privacy usage', 1025, 'privacy'],
  ['fail please go to mp to announce your privacy usage', 1026, 'privacy'],
  ['fail', 1400001, 'quota'],
  ['fail cancel', 1402101, 'blocked'],
  ['fail cancel', 1421102, 'blocked'],
  ['fail', 40226, 'blocked'],
  ['fail login blocked', undefined, 'blocked'],
  ['fail 该用户存在风险，已拦截', undefined, 'blocked'],
  ['fail api scope is not declared in the privacy agreement', undefined, 'privacy'],
  ['fail privacy Not Declared', 103, 'privacy'],
  ['fail another is In Progress', undefined, 'busy'],
  ['fail in progress, cancel', undefined, 'busy'],
  ['fail', undefined, 'denied'],
  ['fail no permission', undefined, 'permission'],
  ['fail 该 appid 没有权限', undefined, 'permission'],
  ['ok: but not quite', undefined, 'denied'],
  ['x:okay', undefined, 'denied'],
] as const)('%j, errno %p: an error (%s)', (text, errno, reason) => {
  const errMsg = `chooseMedia:${text}`;
  expect(refusalOf({ errMsg, errno })).toMatchObject({ name: 'AuthingError', reason, stage: 'choose', data: { errMsg, errno } });
});

describe.each([
  ['zh_CN', '微信繁忙，请稍后再点一次', '网络不可用，请检查网络后重试', '请求超时，请稍后重试'],
  ['en', 'WeChat is busy. Tap again later', 'No connection. Check the network and try again', 'No answer in time. Try again'],
])("a sheet that failed for the connection's sake, on a phone in %s", (language, busy, network, timeout) => {
  afterEach(takeWx);
  it.each([
    ['getPhoneNumber:fail system error', undefined, 'network', busy],
    ['getPhoneNumber:fail 系统错误', undefined, 'network', busy],
    ['getPhoneNumber:fail network error', undefined, 'network', network],
    ['getPhoneNumber:fail 网络异常，请拒绝', undefined, 'network', network],
    ['getPhoneNumber:fail connection refused', undefined, 'network', network],
    ['getPhoneNumber:fail interrupted', undefined, 'network', network],
    ['getPhoneNumber:fail', 600001, 'network', network],
    ['request:fail 请求超时。', undefined, 'timeout', timeout],
    ['getPhoneNumber:fail timeout', undefined, 'timeout', timeout],
    ['getPhoneNumber:fail', 5, 'timeout', timeout],
  ] as const)('%j, errno %p: %s', (errMsg, errno, reason, message) => {
    giveWx({ getAppBaseInfo: () => ({ language }) });
    expect(refusalAsObject(errno === undefined ? { errMsg } : { errMsg, errno })).toMatchObject({
      name: 'AuthingError',
      reason,
      message,
      stage: 'choose',
      retryable: true,
      data: { errMsg },
    });
  });
});

it.each(['fail 用户绑定的手机需要进行验证，请在客户端完成短信验证步骤', 'fail:verify 10000000000'])(
  '%j: what WeChat wants of the user first is neither a cancel nor a permission that lacks, and says what to do',
  (text) => {
    const errMsg = `getPhoneNumber:${text}`;
    const message = '请先在微信中用短信验证手机号，或换一种方式';
    expect(refusalAsObject({ errMsg })).toMatchObject({ reason: 'phone_unverified', retryable: true, message, data: { errMsg } });
  },
);

it('the ten seconds after a privacy refusal are those of the app, whichever copy of the package has seen it', () => {
  giveWx({});
  const refused = { errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 };
  expect(refusalOf(refused)).toBe('privacy');
  expect(refusalOf(refused)).toMatchObject({ reason: 'privacy_refused' });
  takeWx();
});

describe('the ten seconds after a privacy refusal, in which WeChat asks nobody and fails at once', () => {
  afterEach(() => jest.useRealTimers());
  const reasonsAt = (...times: readonly (readonly [ms: number, more?: number | string])[]): string[] => {
    jest.useFakeTimers({ now: 1_000_000 });
    const { refusalOf } = launch()('lib/wx/refusal') as typeof import('../../../lib/wx/refusal');
    return times.map(([ms, more]) => {
      jest.setSystemTime(1_000_000 + ms);
      const errMsg = `getPhoneNumber:fail privacy permission is not authorized${typeof more === 'string' ? more : ''}`;
      const refusal = refusalOf(typeof more === 'number' ? { errMsg, errno: more } : { errMsg }, 'tap')!;
      return typeof refusal === 'string' ? `cancel ${refusal}` : `error ${refusal.reason}`;
    });
  };
  const [asked, silent] = ['cancel privacy', 'error privacy_refused'];

  it.each([
    ['by the time, whatever number it has', [[0], [1, 104], [9999]], [asked, silent, silent]],
    [
      'a silent failure makes it no longer',
      [
        [0, 104],
        [9000, 104],
        [10_000, 104],
      ],
      [asked, silent, asked],
    ],
    [
      'by its words, where another part of the app was refused',
      [
        [0, ' in gap'],
        [1, 104],
      ],
      [silent, asked],
    ],
    ["a clock that was set back by hours ends it: nobody's tap is blamed on it", [[0], [-3_600_000]], [asked, asked]],
  ] as const)('%s', (_, times, reasons) => expect(reasonsAt(...times)).toEqual(reasons));
});
