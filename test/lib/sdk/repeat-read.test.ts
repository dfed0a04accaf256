/** @jest-environment ./test/harness/environment.js */
import type { AuthenticationClient, AuthingError } from '../../../index';
import { APP_ID, createHarness } from '../../harness/harness';
import type { Harness } from '../../harness/harness';

/** What is asked again when no answer came, how often, when, and what never is. Asked of the built package. */
describe('a request without an answer', () => {
  let harness: Harness;
  let authing: AuthenticationClient;
  let failures: number[];
  beforeEach(async () => {
    jest.useFakeTimers();
    harness = await createHarness('glass-easel');
    failures = [];
    authing = client();
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    authing.setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const client = (options: object = {}): AuthenticationClient => {
    const config = { appId: APP_ID, host: harness.server.url, onError: (code: number) => void failures.push(code), ...options };
    return new (harness.library().AuthenticationClient)(config as never);
  };
  /** ms from the first request to each that the phone sent. */
  const sentAt = (): number[] => {
    const sent = harness.wechat.timeline
      .of('wx.called')
      .filter(({ detail }) => detail.api === 'request')
      .map(({ at }) => at);
    return sent.map((at) => at - sent[0]!);
  };
  /** What became of a call, and the ms it took. */
  const outcome = async (call: () => Promise<unknown>): Promise<{ result?: unknown; error?: AuthingError; took: number }> => {
    const began = Date.now();
    let took = -1;
    const settled = call().then(
      (result) => ({ result }),
      (error: AuthingError) => ({ error }),
    );
    void settled.then(() => {
      took = Date.now() - began;
    });
    await harness.pass(60_000);
    return { ...(await settled), took };
  };
  const offline = (times: number): void => {
    for (let i = 0; i < times; i++) harness.device.faults.next('request', { kind: 'offline' });
  };

  describe('that only reads', () => {
    const spacedQuery = { query: '\n  query { isUserExists(email: "a@b.example") }' };
    const reads: [string, () => Promise<unknown>][] = [
      ['a GraphQL query', () => authing.getCurrentUser()],
      ['a GraphQL query with space before it', () => authing.graphqlClient.request(spacedQuery as never)],
      ['a GET', () => authing.getSecurityLevel()],
    ];

    it.each(reads)('is sent again, twice at most: %s', async (_, read) => {
      offline(2);
      expect((await outcome(read)).error).toBeUndefined();
      expect([sentAt().length, failures]).toEqual([3, []]);
    });

    it.each(reads)('is given up after that, and onError hears of it once: %s', async (_, read) => {
      offline(3);
      expect((await outcome(read)).error).toMatchObject({ reason: 'network', retryable: true });
      expect([sentAt().length, failures]).toEqual([3, [9002]]);
    });

    it.each(reads)('is sent again when a gateway or a server has failed: %s', async (_, read) => {
      harness.server.faults.badGateway({}, 502);
      harness.server.faults.badGateway({}, 500);
      expect((await outcome(read)).error).toBeUndefined();
      expect([sentAt().length, failures]).toEqual([3, []]);
    });

    it('ends as the last answer says', async () => {
      harness.server.faults.badGateway({ times: 2 }, 502);
      harness.server.faults.badGateway({}, 503);
      expect((await outcome(() => authing.getSecurityLevel())).error).toMatchObject({ reason: 'http', data: { status: 503 } });
      expect([sentAt().length, failures]).toEqual([3, [9004]]);
    });

    // 300 and 600 ms, give or take a half; a phone that is offline fails at once.
    it.each([
      ['soonest', 0, [0, 150, 450]],
      ['latest', 0.999_999, [0, 450, 1350]],
    ])('waits longer each time: at the %s', async (_, chance, times) => {
      jest.spyOn(Math, 'random').mockReturnValue(chance);
      offline(2);
      await outcome(() => authing.getSecurityLevel());
      expect(sentAt().map((at) => Math.round(at / 10) * 10)).toEqual(times);
    });

    it('never takes longer than the time-out in all', async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0.5);
      authing = client({ timeout: 4000 });
      harness.server.faults.badGateway();
      harness.server.faults.hang();
      const { error, took } = await outcome(() => authing.getSecurityLevel());
      expect([error!.reason, took, sentAt().length]).toEqual(['timeout', 4000, 2]);
      expect(sentAt()[1]).toBeGreaterThan(300);
    });

    it('is not sent again when there is no time left', async () => {
      authing = client({ timeout: 140 });
      offline(1);
      const { error, took } = await outcome(() => authing.getSecurityLevel());
      expect([error!.reason, took, sentAt().length]).toEqual(['network', 0, 1]);
    });

    it("is sent again in time when the phone's clock is set back meanwhile", async () => {
      jest.spyOn(Math, 'random').mockReturnValue(0.5);
      authing = client({ timeout: 4000 });
      offline(1);
      harness.server.faults.hang();
      const call = outcome(() => authing.getSecurityLevel());
      jest.setSystemTime(Date.now() - 3_600_000);
      await call;
      const failed = harness.wechat.timeline.of('request.failed').map(({ detail }) => detail.errMsg);
      expect(failed).toEqual([expect.stringMatching(/^request:fail(?! timeout)/), 'request:fail timeout']);
    });

    it.each<[string, () => void, string]>([
      ['a time-out', () => harness.server.faults.hang(), 'timeout'],
      ["Authing's no", () => harness.server.faults.error(1001), 'server'],
      ['a status below 500', () => harness.server.faults.badGateway({}, 429), 'http'],
      ['an answer that is none', () => harness.server.faults.nonsense(), 'server'],
    ])('is not sent again after %s', async (_, trouble, reason) => {
      for (const [, read] of reads) {
        trouble();
        expect((await outcome(read)).error).toMatchObject({ reason });
      }
      expect(sentAt()).toHaveLength(reads.length);
    });
  });

  it('is not sent again when WeChat does not know the host', async () => {
    harness = await createHarness('glass-easel', { wechat: { device: { domains: { request: [] } } } });
    authing = client();
    expect((await outcome(() => authing.getSecurityLevel())).error).toMatchObject({ reason: 'not_configured' });
    expect(sentAt()).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a mutation called query', () => authing.graphqlClient.request({ query: 'mutation query { refreshToken { token } }' } as never)],
    ['a sign-in with a code', () => authing.loginByCode('code')],
    ['a sign-in with a phone number', () => authing.loginByPhone('code', 'iv', 'data')],
    ['a phone number', () => authing.getPhone('code', 'iv', 'data')],
    ['a sign-in with a verification code', () => authing.loginByPhoneCode('10000000001', '1234')],
    ['a mutation', () => authing.updateProfile({ nickname: 'Anna' })],
    ['a renewal of the token', () => authing.refreshToken()],
    ['a verification code', () => authing.sendSmsCode('10000000001')],
    ['a CAS ticket, which is used up', () => authing.validateTicketV1('ST-1', 'https://service.example')],
  ])('is never sent a second time when it carries %s', async (_, call) => {
    for (const when of ['before', 'after'] as const) {
      harness.server.faults.drop({}, when);
      expect((await outcome(call)).error).toMatchObject({ reason: 'network' });
    }
    harness.server.faults.badGateway();
    expect((await outcome(call)).error).toMatchObject({ reason: 'http', data: { status: 502 } });
    expect([sentAt().length, failures]).toEqual([3, [9002, 9002, 9004]]);
  });
});
