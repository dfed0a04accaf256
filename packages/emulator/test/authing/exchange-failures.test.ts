import { EXCHANGE_FAILURES, WECHAT_FAILURES } from '../../src/authing';
import { graphql, post } from './protocol-client';
import { AUTH, BY_PHONE, GET_PHONE, phoneData, startedWithWeChat } from './wechat-back-end';

const startWithWeChat = startedWithWeChat();

describe.each(Object.entries(EXCHANGE_FAILURES))('the exchange itself fails: %s', (_name, failure) => {
  test.each([
    [AUTH, {}],
    [BY_PHONE, phoneData('10012340001')],
    [GET_PHONE, phoneData('10012340001')],
  ])("%s: WeChat's words, and the code is not spent", async (path, content) => {
    const { wechat, server } = await startWithWeChat();
    const lin = wechat.user('open-lin');
    const request = { code: wechat.login(lin), ...('phoneNumber' in content ? wechat.encrypt(lin, content) : {}) };
    const fault = server.faults.exchange(failure);
    expect(await post(server, path, request)).toEqual({ status: 200, body: { code: 500, message: failure.errmsg, data: null } });
    expect(fault.hits).toBe(1);
    expect(server.admin.users).toHaveLength(0);
    expect((await post(server, path, request)).body.code).toBe(200);
  });

  test('in Chinese, and in every other envelope, told from a refused code', async () => {
    for (const [name, wechatFailure] of Object.entries(WECHAT_FAILURES)) {
      const { wechat, server } = await startWithWeChat({ wechatFailure });
      const code = wechat.login(wechat.user('open-lin'));
      server.faults.exchange(failure, { path: /auth$/ });
      const { body } = await post(server, AUTH, { code });
      expect(body.message).not.toMatch(/-41003|decrypt|解密|code2Session failed/);
      if (!name.startsWith('chinese')) continue;
      expect(body.message).toMatch(/^(请求微信服务器失败，状态码：50[24]|不合法的 App(ID|Secret))$/);
    }
  });
});

test('planned failures are for requests that exchange a code', async () => {
  const { wechat, server } = await startWithWeChat();
  const fault = server.faults.exchange(EXCHANGE_FAILURES.badGateway);
  await graphql(server, '{ user { id } }');
  expect(fault.hits).toBe(0);
  const payload = { wechatMiniProgramCodePayload: { code: wechat.login(wechat.user('open-lin')) } };
  const v3 = { connection: 'wechat_mini_program_code', extIdpConnidentifier: 'wechat', ...payload };
  const { body } = await post(server, '/api/v3/signin-by-mobile', v3);
  expect(body).toMatchObject({ statusCode: 500, apiCode: 500, message: 'Request failed with status code 502' });
  server.faults.exchange(EXCHANGE_FAILURES.invalidAppSecret);
  const phone = await post(server, '/api/v3/get-wechat-miniprogram-phone', { extIdpConnidentifier: 'wechat', code: 'x' });
  expect(phone.body.message).toBe('invalid appsecret');
});

test('a WeChat that answers 40125 or 40013 itself is told the same way', async () => {
  for (const { errcode, errmsg } of [EXCHANGE_FAILURES.invalidAppId, EXCHANGE_FAILURES.invalidAppSecret]) {
    const { server } = await startWithWeChat({ exchangeCode: async () => ({ errcode, errmsg }) });
    expect((await post(server, AUTH, { code: 'any' })).body).toEqual({ code: 500, message: errmsg, data: null });
  }
});
