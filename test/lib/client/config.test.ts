import type { AuthenticationClientOptions } from '../../../lib/sdk/options';
import { launch, launchedEntry } from '../../source/launch';

const APP_ID = 'authing-app';
type Configuration = Partial<Record<keyof AuthenticationClientOptions, unknown>>;

/** What a client of the built package makes of a configuration. */
const read = (configuration: Configuration | undefined): { host: string; timeout: number } => {
  const given = configuration as unknown as AuthenticationClientOptions;
  const { createKernelClient } = launch()('lib/client/kernel-client') as typeof import('../../../lib/client/kernel-client');
  const [kernel, whole] = [() => createKernelClient(given), () => new (launchedEntry().AuthenticationClient)(given)].map(
    (create) => create().options as { host: string; timeout: number },
  );
  expect([kernel!.host, kernel!.timeout]).toEqual([whole!.host, whole!.timeout]);
  return kernel!;
};
const notConfigured = (message: unknown): unknown =>
  expect.objectContaining({ name: 'AuthingError', reason: 'not_configured', stage: 'configure', code: 9001, retryable: false, message });

it.each([[undefined], [{}], [{ appId: '' }], [{ appId: 7 }]])('%j has no appId', (configuration) => {
  expect(() => read(configuration)).toThrow(notConfigured(expect.stringContaining('App({ authing:')) as Error);
});

describe('addresses', () => {
  it.each([
    'https://core.authing.cn',
    'https://a-b_c.example:8443',
    'https://a.example/v1/x-y_z.w',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:80',
    'http://127.10.200.255:8080/v1',
    'http://[::1]:3000',
  ])('%s is one', (host) => {
    expect(read({ appId: APP_ID, host }).host).toBe(host);
    expect(() => read({ appId: APP_ID, appHost: host })).not.toThrow();
  });

  it.each([
    'see https://a.example',
    'https://a.example?b',
    'https://a.example:port',
    'https://a.example:8443b',
    'https://a.example/x y',
    'https://u@a.example',
    'http://a.example',
    'http://127.0.0:80',
    'http://127.a.b.c',
    'http://localhost:x',
    'http://[::1]:x',
    'http://127.0.0.1:80@a.example',
    'ftp://a.example',
  ])('%s is none', (address) => {
    for (const option of ['host', 'appHost']) {
      expect(() => read({ appId: APP_ID, [option]: address })).toThrow(notConfigured(`${option}: ${address} ≠ https://…`) as Error);
    }
  });

  it.each([
    ['u@a.example', 'u@a.example'],
    ['a.example/login', 'a.example?login'],
  ])('%s is no domain', (domain, said) => {
    expect(() => read({ appId: APP_ID, domain })).toThrow(notConfigured(`domain: https://${said} ≠ https://…`) as Error);
  });

  it.each([
    ['domain', 5],
    ['host', 5],
    ['appHost', {}],
  ])('a %s that is no text is refused as one that cannot be used', (option, value) => {
    expect(() => read({ appId: APP_ID, [option]: value })).toThrow(notConfigured(`${option}: ${String(value)} ≠ https://…`) as Error);
  });

  it.each([
    [undefined, 'https://core.authing.cn'],
    ['', 'https://core.authing.cn'],
    ['https://a.example///', 'https://a.example'],
  ])('host %j is %s', (host, meant) => expect(read({ appId: APP_ID, ...(host !== undefined && { host }) }).host).toBe(meant));
});

it.each([
  [undefined, 10_000],
  [0, 10_000],
  [-1, 10_000],
  ['5', 10_000],
  [NaN, 10_000],
  [1, 1],
])('time-out %p is %d ms', (timeout, ms) => {
  expect(read({ appId: APP_ID, timeout }).timeout).toBe(ms);
});

it('speaks the language last configured, unless the app changed its mind', () => {
  const { AuthenticationClient, AuthingError } = launchedEntry();
  const client = (lang?: 'en-US' | 'zh-CN'): InstanceType<typeof AuthenticationClient> =>
    new AuthenticationClient({ appId: APP_ID, ...(lang && { lang }) });
  const said = (): string => new AuthingError('unauthenticated', { stage: 'request' }).message;
  const spoken: string[] = [said()];
  const first = client('en-US');
  spoken.push(said());
  first.setLang('zh-CN');
  spoken.push(said());
  client('en-US');
  spoken.push(said());
  client();
  spoken.push(said());
  client('en-US');
  spoken.push(said());
  expect(spoken).toEqual(['请先登录', 'Sign in first', '请先登录', '请先登录', '请先登录', 'Sign in first']);
});
