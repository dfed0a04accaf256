import type { AuthingServer } from 'authing-miniapp-emulator/authing';
import { phoneNumberFailure } from 'authing-miniapp-emulator/wechat';
import type { AnswerFault, CloudFault, Device, NetworkFault, WeChatCloud } from 'authing-miniapp-emulator/wechat';

/** What can be made to fail. */
interface Fallible {
  readonly device: Device;
  readonly cloud: WeChatCloud;
  readonly server: AuthingServer;
}

type Inject = (around: Fallible) => void;

const request =
  (fault: NetworkFault): Inject =>
  ({ device }) =>
    device.faults.next('request', fault);
const upload =
  (fault: NetworkFault | { kind: 'interrupted'; at: number }): Inject =>
  ({ device }) =>
    device.faults.next('uploadFile', fault);
const login =
  (fault: AnswerFault): Inject =>
  ({ device }) =>
    device.faults.next('login', fault);
const code2Session =
  (fault: CloudFault): Inject =>
  ({ cloud }) =>
    cloud.faults.next('exchangeCode', fault);
const refuse = (errcode: number): Inject => code2Session({ kind: 'refuse', errcode });
const PAGE = '<html><head><title>502 Bad Gateway</title></head></html>';

/** What a server must never make a client do: the body of its answer is replaced. */
const answer =
  (body: (sent: Record<string, unknown>) => unknown): Inject =>
  ({ server }) => {
    server.faults.edit({ path: /./ }, () => body((server.requests.last.body ?? {}) as Record<string, unknown>));
  };

/** … or reworded. */
const reworded =
  (shape: (name: string, value: unknown) => unknown): Inject =>
  ({ server }) => {
    server.faults.edit({ path: /./ }, (body) => JSON.parse(JSON.stringify(body, shape)) as unknown);
  };
const countryCodesAsNumbers = (name: string, value: unknown): unknown =>
  /countryCode$/i.test(name) && typeof value === 'string' ? Number(value.replace(/\D/g, '')) : value;
const unasked = ['phoneCountryCode', 'countryCode', 'photo', 'nickname', 'gender', 'loginsCount', 'createdAt', 'lastLogin', 'phone'];
const oddShapes = (name: string, value: unknown): unknown => {
  if (!unasked.includes(name)) return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : typeof value === 'number' ? String(value) : value;
};

/** Everything that can be made to go wrong by name. Each hits the next use only. */
const injections = {
  'the next request finds no connection': request({ kind: 'offline' }),
  'the next request times out': request({ kind: 'timeout' }),
  'the answer to the next request is lost': request({ kind: 'lost-answer' }),
  'the next request is never answered': request({ kind: 'never' }),
  'the next request is slow: 4 s': request({ kind: 'slow', ms: 4000 }),
  'the next request is slow: 9.9 s': request({ kind: 'slow', ms: 9900 }),
  'the next request is slow: 10.5 s': request({ kind: 'slow', ms: 10_500 }),
  'the next answer is cut off': request({ kind: 'truncated', bytes: 40 }),
  'a gateway answers 502 to the next request': request({ kind: 'respond', statusCode: 502, body: PAGE }),
  'a gateway answers 401 to the next request': request({ kind: 'respond', statusCode: 401, body: '' }),
  'a gateway answers 200 and a page': request({ kind: 'respond', statusCode: 200, body: PAGE }),
  'the next upload breaks half-way': upload({ kind: 'interrupted', at: 0.5 }),
  'the next upload is never answered': upload({ kind: 'never' }),
  'the next upload is refused as too large': upload({ kind: 'respond', statusCode: 413, body: PAGE }),
  'the next upload is slow: 6 s': upload({ kind: 'slow', ms: 6000 }),

  'the server is busy (1000)': ({ server }) => server.faults.error(1000),
  'the server says: locked (2005)': ({ server }) => server.faults.error(2005),
  'the server says: expired (2206)': ({ server }) => server.faults.error(2206),
  'the server answers nonsense': ({ server }) => server.faults.nonsense(),
  'the server answers half': ({ server }) => server.faults.truncated(),
  'the server drops the request': ({ server }) => server.faults.drop(),
  'the server carries out, then drops': ({ server }) => server.faults.drop({}, 'after'),
  'the server takes 5 s, then carries out': ({ server }) => server.faults.slow(5000, {}, 'before'),
  'the server carries out, then takes 5 s': ({ server }) => server.faults.slow(5000, {}, 'after'),
  'the server hangs': ({ server }) => server.faults.hang(),
  'the server answers without a token': ({ server }) => server.faults.tokenNull(),
  'the server answers with empty data': answer(() => ({ code: 200, message: 'ok', data: {} })),
  'the server answers with data: null': answer(() => ({ code: 200, message: 'ok', data: null })),
  'the server answers with a token that breaks headers': answer(() => ({ code: 200, data: { id: 'x', token: 'a\r\nb: c' } })),
  'the server answers a prototype': answer(() => JSON.parse('{"code":200,"data":{"id":"x","__proto__":{"token":"polluted"}}}') as unknown),
  'the server answers country codes as numbers': reworded(countryCodesAsNumbers),
  'the server answers numbers as texts, and texts as numbers': reworded(oddShapes),
  'the server echoes the request in an error': answer((sent) => ({
    code: 500,
    message: `cannot handle ${JSON.stringify(sent)}`,
    data: sent,
  })),

  'code2Session: 40029 invalid code': refuse(40029),
  'code2Session: 40163 code been used': refuse(40163),
  'code2Session: 45011 too often': refuse(45011),
  'code2Session: -1 busy': refuse(-1),
  'code2Session: 40226 blocked': refuse(40226),
  'code2Session is slow: 4 s': code2Session({ kind: 'slow', ms: 4000 }),
  'code2Session never answers': code2Session({ kind: 'never' }),
  'code2Session cannot be reached': code2Session({ kind: 'unreachable' }),
  'the answer of code2Session is lost': code2Session({ kind: 'lost-answer' }),

  'the next wx.login fails': login({ kind: 'fail', errMsg: 'login:fail system error' }),
  'the next wx.login fails: no network': login({
    kind: 'fail',
    errMsg: 'login:fail request:fail errcode:-118 cronet_error_code:-118',
    errno: 5,
  }),
  'the next wx.login fails after 5 s: time-out': login({ kind: 'fail', errMsg: 'login:fail 请求超时。', errno: 5, afterMs: 5000 }),
  'the next wx.login arrives late: 2 s': login({ kind: 'late', ms: 2000 }),
  'the next wx.login arrives late: 9 s': login({ kind: 'late', ms: 9000 }),
  'the next wx.login is slow: 2 s': login({ kind: 'slow', ms: 2000 }),
  'the next wx.login is slow: 9 s': login({ kind: 'slow', ms: 9000 }),
  'the next wx.login is slow: 12 s': login({ kind: 'slow', ms: 12_000 }),
  'the next wx.login is never answered': login({ kind: 'never' }),

  'Storage is full at the next write': ({ device }) => device.faults.next('storage.write', { kind: 'full' }),
  'the next write to Storage fails': ({ device }) =>
    device.faults.next('storage.write', { kind: 'fail', errMsg: 'setStorageSync:fail internal error' }),
  'the next read of Storage fails': ({ device }) =>
    device.faults.next('storage.read', { kind: 'fail', errMsg: 'getStorageSync:fail internal error' }),

  'no phone quota is left': ({ cloud }) => {
    cloud.phoneQuota = 0;
  },
  'the app may not ask for phone numbers': ({ device }) =>
    device.faults.next('button.getPhoneNumber', phoneNumberFailure('noPermissionInChinese')),
  'the user is blocked from phone numbers': ({ device }) => device.faults.next('button.getPhoneNumber', phoneNumberFailure('loginBlocked')),
  'the next phone number is slow: 2 s': ({ device }) => device.faults.next('button.getPhoneNumber', { kind: 'slow', ms: 2000 }),
  'the next phone number never comes': ({ device }) => device.faults.next('button.getPhoneNumber', { kind: 'never' }),
  'the next phone number fails: system error': ({ device }) =>
    device.faults.next('button.getPhoneNumber', { kind: 'fail', errMsg: 'getPhoneNumber:fail 系统错误，请稍后重试' }),
  'the next phone number fails: time-out': ({ device }) =>
    device.faults.next('button.getPhoneNumber', { kind: 'fail', errMsg: 'getPhoneNumber:fail request:fail 请求超时。', errno: 5 }),
  'the next user info never comes': ({ device }) => device.faults.next('button.getUserInfo', { kind: 'never' }),
  'the next user info is slow: 2 s': ({ device }) => device.faults.next('button.getUserInfo', { kind: 'slow', ms: 2000 }),
  'the next avatar fails the safety check': ({ device }) => device.faults.next('button.chooseAvatar', { kind: 'review-failed' }),
  'the next chooser fails': ({ device }) => device.faults.next('chooseMedia', { kind: 'fail', errMsg: 'chooseMedia:fail file not found' }),
  'the next chooser never answers': ({ device }) => device.faults.next('chooseMedia', { kind: 'never' }),
} as const satisfies Record<string, Inject>;

export type FaultName = keyof typeof injections;

export const faultNames = Object.keys(injections) as FaultName[];

/** What may cost the tap that it hits, if any, and no other. */
export const passingFaults: readonly FaultName[] = [
  'the next read of Storage fails',
  'the next phone number never comes',
  'the next user info never comes',
  'the next chooser never answers',
];

export function injectFault(name: FaultName, around: Fallible): void {
  injections[name](around);
}
