import { post } from './protocol-client';
import { APP_ID, MINI_PROGRAM } from './started-server';
import { AUTH, BY_PHONE, phoneData, startedWithWeChat } from './wechat-back-end';

const startWithWeChat = startedWithWeChat();

test.each([
  ['existing', 1640],
  ['existing-or-new', 1641],
] as const)('a connection that asks which account to bind (%s) answers %p and makes none', async (askForBinding, code) => {
  const apps = [{ appId: APP_ID, wechat: { appId: MINI_PROGRAM, askForBinding } }];
  const { wechat, server } = await startWithWeChat({ apps });
  const lin = wechat.user('open-lin');
  const asked = { code, data: { methods: expect.arrayContaining(['phone-code', 'email']) as string[] } };
  expect((await post(server, AUTH, { code: wechat.login(lin) })).body).toMatchObject(asked);
  const data = () => ({ code: wechat.login(lin), ...wechat.encrypt(lin, phoneData('10012340001')) });
  expect((await post(server, BY_PHONE, data())).body).toMatchObject(asked);
  const payload = { wechatMiniProgramCodePayload: { code: wechat.login(lin) } };
  const v3 = { connection: 'wechat_mini_program_code', extIdpConnidentifier: 'wechat', ...payload };
  expect((await post(server, '/api/v3/signin-by-mobile', v3)).body).toMatchObject({ apiCode: code, data: asked.data });
  expect(server.admin.users).toHaveLength(0);
  // Nobody is asked about an account that is there.
  const { id } = server.admin.createUser(APP_ID, { phone: '10012340001' });
  expect((await post(server, BY_PHONE, data())).body.data.id).toBe(id);
  expect((await post(server, AUTH, { code: wechat.login(lin) })).body.data.id).toBe(id);
});
