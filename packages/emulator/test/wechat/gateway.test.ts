import { createWeChat, createWeChatCloud, httpGateway, serveGateway } from '../../src/wechat';
import { hear } from './callbacks';
import { settled, useVirtualTime } from './virtual-time';

const clock = useVirtualTime();

/** The wire without the wire: what a browser device posts goes to the served gateway as text. */
function overTheWire(posted: string[] = []) {
  const cloud = createWeChatCloud({ users: [{ openid: 'o1' }] });
  const serve = serveGateway(cloud.gateway);
  const gateway = httpGateway('http://127.0.0.1/cloud', (_url, body) => {
    posted.push(body);
    return serve(body);
  });
  return { cloud, gateway };
}

test('a device signs in through a cloud that is elsewhere', async () => {
  const posted: string[] = [];
  const { cloud, gateway } = overTheWire(posted);
  const { device } = createWeChat({ device: { cloud: gateway, openid: 'o1' } });
  const heard = hear();
  device.wx.login(heard.option);
  await clock().tickAsync(0);
  expect(heard.names()).toEqual(['success', 'complete']);
  expect(await cloud.exchangeCode(String(heard.result()['code']))).toHaveProperty('openid', 'o1');
  expect(posted).toEqual([JSON.stringify({ method: 'login', call: { openid: 'o1' } })]);
});

test('refusals travel too', async () => {
  const { gateway } = overTheWire();
  expect(await settled(clock(), gateway.checkSession({ openid: 'o1' }))).toEqual({
    ok: false,
    errMsg: 'fail session time out, need relogin',
  });
});

test('what is no call is refused', async () => {
  const serve = serveGateway(createWeChatCloud().gateway);
  await expect(serve('{"method":"addUser","call":{}}')).rejects.toThrow(TypeError);
  await expect(serve('{"method":"login"}')).rejects.toThrow(TypeError);
});

test('a cloud that is away is a failed wx.login, not a hanging one', async () => {
  const gateway = httpGateway('http://127.0.0.1/cloud', () => Promise.reject(new Error('fetch failed')));
  const { device } = createWeChat({ device: { cloud: gateway } });
  const heard = hear();
  device.wx.login(heard.option);
  await clock().tickAsync(0);
  expect(heard.events).toEqual([
    ['fail', { errMsg: 'login:fail Error: fetch failed' }],
    ['complete', { errMsg: 'login:fail Error: fetch failed' }],
  ]);
});

test('a phone number sealed when the sheet opens travels with the masked one', async () => {
  const posted: string[] = [];
  const { cloud, gateway } = overTheWire(posted);
  const { device } = createWeChat({ device: { cloud: gateway, openid: 'o1', sealing: 'open', privacy: { authorized: true } } });
  device.person.next('phoneNumber', { answer: 'accept', afterMs: 1000 });
  const details: object[] = [];
  device.press({ openType: 'getPhoneNumber' }, ({ detail }) => details.push(detail));
  await clock().tickAsync(500);
  expect(cloud.timeline.of('data.sealed')).toHaveLength(1);
  await clock().tickAsync(1000);
  expect(cloud.timeline.of('data.sealed')).toHaveLength(1);
  expect(Object.keys(details[0] ?? {}).sort()).toEqual(['cloudID', 'code', 'encryptedData', 'errMsg', 'iv']);
  expect(posted.map((body) => (JSON.parse(body) as { method: string }).method)).toEqual(['openPhoneNumberSheet', 'getPhoneNumber']);
});
