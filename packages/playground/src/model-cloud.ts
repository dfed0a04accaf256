/** The modelled WeChat's back end beside the playground, for the phone that comes with it. */
import type { Hono } from 'hono';
import { createWeChatCloud } from 'authing-miniapp-emulator/wechat';
import { serveGateway } from 'authing-miniapp-emulator/wechat/device';

/** What a mini program is called that has no appId of its own here. */
const APP_ID = 'wx0000000000000000';

/** `GET /wechat`: who the user is; `POST /wechat`: the calls of the phone. */
export function modelCloud(app: Hono): void {
  const cloud = createWeChatCloud({ appId: APP_ID });
  const serve = serveGateway(cloud.gateway);
  app.get('/wechat', (context) => {
    const [user] = cloud.users;
    return context.json({ appId: APP_ID, openid: user?.openid, nickname: user?.profile.nickName });
  });
  app.post('/wechat', async (context) => context.body(await serve(await context.req.text()), 200, { 'content-type': 'application/json' }));
}
