import { launch } from '../../source/launch';

const connectionReason = (answer: object): unknown =>
  (launch()('lib/wx/connection') as typeof import('../../../lib/wx/connection')).connectionReason(answer);

it.each<[string, number | '']>([
  ['login:fail timeout', ''],
  ['login:fail time out', ''],
  ['login:fail timed-out', ''],
  ['login:fail 请求超时。', ''],
  ['login:fail net::ERR_TIMED_OUT', ''],
  ['login:fail', 5],
  ['login:fail network error', 5],
])('%j, errno %p: too late', (errMsg, errno) => {
  expect(connectionReason(errno === '' ? { errMsg } : { errMsg, errno })).toBe('timeout');
});

it.each<[string, number | '']>([
  ['login:fail network error', ''],
  ['login:fail 网络错误', ''],
  ['login:fail 当前网络不可用', ''],
  ['login:fail net::ERR_INTERNET_DISCONNECTED', ''],
  ['login:fail could not connect to the server', ''],
  ['login:fail 无法连接服务器', ''],
  ['login:fail interrupted', ''],
  ['login:fail 请求中断', ''],
  ['login:fail offline', ''],
  ['login:fail System Error', ''],
  ['login:fail system busy', ''],
  ['login:fail internal error', ''],
  ['login:fail 系统错误', ''],
  ['login:fail 系统异常', ''],
  ['login:fail 系统繁忙', ''],
  ['login:fail', 600000],
  ['login:fail', 600003],
  ['login:fail', 600999],
])('%j, errno %p: cut off', (errMsg, errno) => {
  expect(connectionReason(errno === '' ? { errMsg } : { errMsg, errno })).toBe('network');
});

it.each([
  [{}],
  [{ errMsg: '' }],
  [{ errMsg: 'login:fail' }],
  [{ errMsg: 'login:fail system permission denied', errno: 3 }],
  [{ errMsg: 'login:fail timing' }],
  [{ errMsg: 'login:fail', errno: 599999 }],
  [{ errMsg: 'login:fail', errno: 601000 }],
])('%j: something else', (answer) => expect(connectionReason(answer)).toBeUndefined());
