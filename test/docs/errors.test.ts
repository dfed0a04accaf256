import type { KernelClient } from '../../lib/client/kernel-client';
import type { AuthingError } from '../../lib/errors/authing-error';
import type { AuthingErrorReason } from '../../lib/errors/reasons';
import { authingRefusal } from '../../lib/http/answer';
import type { HttpRequest } from '../../lib/http/http-client';
import { postToWeChatConnection } from '../../lib/endpoints/post';
import { wayOn } from '../../lib/panel/path';
import { launch } from '../source/launch';
import { giveWx, takeWx } from '../lib/fake-wx';
import { textsOf } from './declared-types';
import { codeSpans, readMarkdown, tableWith } from './markdown';

type Wx = Parameters<typeof giveWx>[0];
type Entry = typeof import('../../index');
const answers = (statusCode: number, data: unknown): Wx => ({ request: ({ success }) => success({ statusCode, data }) });
const signIn = ({ AuthenticationClient }: Entry): Promise<unknown> => new AuthenticationClient({ appId: 'app' }).loginByCode('c');
const updateAvatar =
  (filePath?: string) =>
  ({ AuthenticationClient }: Entry): Promise<unknown> =>
    new AuthenticationClient({ appId: 'app', accessToken: 'token' }).updateAvatar(filePath);
/** What WeChat's button answered. */
const refused =
  (errMsg: string, errno = 0) =>
  (_: Entry, load: (file: string) => unknown): unknown => {
    const { refusalOf } = load('lib/wx/refusal') as typeof import('../../lib/wx/refusal');
    return Promise.reject(refusalOf({ errMsg: `getPhoneNumber:${errMsg}`, errno }, 'tap') as AuthingError);
  };

/** For each reason something that ends in it, on a phone that does what the first says. */
const provocations: Record<AuthingErrorReason, [Wx, (entry: Entry, load: (file: string) => unknown) => unknown]> = {
  not_configured: [{}, ({ AuthenticationClient }) => new AuthenticationClient({} as never)],
  network: [{ request: ({ fail }) => fail({ errMsg: 'request:fail' }) }, signIn],
  timeout: [{ request: ({ fail }) => fail({ errMsg: 'request:fail timeout' }) }, signIn],
  http: [answers(404, '<html>'), signIn],
  server: [answers(200, '<html>'), signIn],
  login_code: [
    { login: ({ fail }) => fail({ errMsg: 'login:fail' }) },
    (_, load) => (load('lib/wx/login') as typeof import('../../lib/wx/login')).wxLogin(500, () => undefined),
  ],
  session_key: [answers(200, { code: 9007, message: 'invalid code' }), signIn],
  unauthenticated: [
    answers(401, { message: 'Unauthorized' }),
    ({ AuthenticationClient }) => new AuthenticationClient({ appId: 'app' }).getSecurityLevel(),
  ],
  quota: [{}, refused('fail', 1400001)],
  privacy: [{}, refused('fail', 112)],
  privacy_refused: [{}, refused('fail privacy permission is not authorized in gap', 103)],
  permission: [{}, refused('fail no permission')],
  blocked: [{}, refused('fail', 1402101)],
  phone_unverified: [{}, refused('fail 用户绑定的手机需要进行验证')],
  denied: [{}, refused('fail for no reason')],
  no_data: [
    {},
    (_, load) => {
      const { AuthingError } = load('lib/errors/authing-error') as typeof import('../../lib/errors/authing-error');
      return Promise.reject(new AuthingError('no_data', { stage: 'tap' }));
    },
  ],
  file: [{ uploadFile: ({ fail }) => fail({ errMsg: 'uploadFile:fail file not found' }) }, updateAvatar('wxfile://a.png')],
  busy: [{}, refused('fail another is in progress')],
  storage: [
    {
      setStorageSync: () => {
        throw new Error('full');
      },
    },
    ({ AuthenticationClient }) => new AuthenticationClient({ appId: 'app' }).setToken('token'),
  ],
  cancelled: [{ chooseMedia: ({ fail }) => fail({ errMsg: 'chooseMedia:fail cancel' }) }, updateAvatar()],
  invalid_argument: [{}, ({ AuthenticationClient }) => new AuthenticationClient({ appId: 'app' }).loginByCode('')],
  nickname: [
    {},
    (_, load) => Promise.reject((load('lib/nickname/check') as typeof import('../../lib/nickname/check')).nicknameError('empty')),
  ],
  unsupported: [{}, ({ AuthenticationClient }) => new AuthenticationClient({ appId: 'app' }).qrcode.startScanning('here')],
};

/** What the library ends in when it is provoked. */
async function provoke(reason: AuthingErrorReason): Promise<AuthingError> {
  const [wx, act] = provocations[reason];
  const load = launch();
  giveWx({ getStorageSync: () => '', setStorageSync: () => undefined, removeStorageSync: () => undefined, ...wx });
  try {
    return await new Promise((resolve) => resolve(act(load('index') as Entry, load))).then(
      () => {
        throw new Error(`${reason}: nothing failed`);
      },
      (error: unknown) => error as AuthingError,
    );
  } finally {
    takeWx();
  }
}

/** The name in a cell that holds nothing else. */
const nameIn = (cell: string): string => codeSpans(cell)[0] ?? cell;

describe.each([
  ['docs/errors.md', 'yes', 'no', 'retryable', 'meaning', 'what the user did'],
  ['docs/errors.zh-CN.md', '是', '否', '可重试', '含义', '用户做了什么'],
])('%s', (path, yes, no, retryable, meaning, whatTheUserDid) => {
  const page = readMarkdown(path);
  const says = (again: boolean): unknown => expect.stringMatching(new RegExp(`^${again ? yes : no}(?![a-z])`));

  it('has every reason, with the code, and whether it can be retried, of an error that ends in it', async () => {
    const { header, rows } = tableWith(page, 'reason', 'code');
    expect(header.at(-1)).toBe(retryable);
    const provoked: unknown[] = [];
    for (const reason of textsOf('AuthingErrorReason') as AuthingErrorReason[]) {
      const error = await provoke(reason);
      provoked.push([error.reason, error.code, says(error.retryable)]);
    }
    expect(rows.map((row) => [nameIn(row[0]!), Number(row[1]), row.at(-1)])).toEqual(provoked);
  });

  it('leaves no cell of it empty', () => {
    expect(
      tableWith(page, 'reason', 'code')
        .rows.flat()
        .filter((cell) => cell === ''),
    ).toEqual([]);
  });

  it('has every cancel reason', () => {
    const reasons = ['CancelReason', 'NicknameCancelReason', 'UserPanelCancelReason'].flatMap(textsOf);
    expect(tableWith(page, 'reason', whatTheUserDid).rows.map(([name]) => nameIn(name!))).toEqual([...new Set(reasons)]);
  });

  it("says of Authing's numbers what the library makes of them", () => {
    const { rows } = tableWith(page, 'code', meaning);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map((row) => [row[0], nameIn(row.at(-2)!), row.at(-1)])).toEqual(
      rows.map(([code]) => {
        const error = authingRefusal(Number(code), 'no', null);
        return [code, error.reason, says(error.retryable)];
      }),
    );
  });

  it("has the numbers that ask which account is whose: the panels' way on for each is said there", () => {
    const numbers = tableWith(page, 'code', meaning).rows.map(([code]) => Number(code));
    const led = Array.from({ length: 9000 }, (_, code) => code).filter((code) => ['account', 'connect'].includes(wayOn('server', code)));
    expect(led).toHaveLength(5);
    expect(numbers).toEqual(expect.arrayContaining(led));
  });

  it("says of WeChat's numbers what the library makes of them", async () => {
    const { rows } = tableWith(page, 'code', meaning, 'reason');
    expect(rows.length).toBeGreaterThan(5);
    const refused = async (code: number): Promise<AuthingError> => {
      const httpClient = { request: ({ rescue }: HttpRequest) => Promise.reject(authingRefusal(code, 'no', null)).catch(rescue) };
      const client = { options: { host: '' }, httpClient } as unknown as KernelClient;
      return postToWeChatConnection(client, 'auth', { code: 'c' }, () => {
        throw new Error('not refused');
      }).catch((error: AuthingError) => error);
    };
    const made = await Promise.all(rows.map(([code]) => refused(Number(code))));
    expect(rows.map((row) => [row[0], nameIn(row[2]!), row[3]])).toEqual(
      rows.map(([code], index) => [code, made[index]!.reason, says(made[index]!.retryable)]),
    );
  });

  it('has every stage', () => {
    expect(tableWith(page, 'stage').rows.map(([name]) => nameIn(name!))).toEqual(textsOf('AuthingErrorStage'));
  });
});
