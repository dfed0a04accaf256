import { install } from '@sinonjs/fake-timers';
import { get, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';

const start = startedServers();

async function shown() {
  const server = await start();
  const { token, id, client } = await signedInSdk(server);
  await client.updateProfile({ nickname: 'Lin' });
  const browser = sdk(server);
  const { random, url } = await browser.qrcode.geneCode();
  const app = async (step: string, sent = { token }): Promise<number> =>
    (await post(server, `/api/v2/qrcode/${step}`, { random }, sent)).body.code;
  return { server, browser, random, url, app, id };
}

test('shown, scanned, confirmed, and traded for the user once', async () => {
  const { server, browser, random, url, app, id } = await shown();
  const image = await fetch(url);
  expect(image.headers.get('content-type')).toBe('image/gif');
  expect(
    Buffer.from(await image.arrayBuffer())
      .subarray(0, 3)
      .toString(),
  ).toBe('GIF');
  expect(await browser.qrcode.checkStatus(random)).toEqual({ random, status: 0, ticket: null, userInfo: null });
  expect(await app('scanned')).toBe(200);
  expect(await browser.qrcode.checkStatus(random)).toEqual({ random, status: 1, ticket: null, userInfo: { nickname: 'Lin', photo: null } });
  expect(await app('confirm')).toBe(200);
  const { status, ticket } = await browser.qrcode.checkStatus(random);
  expect(status).toBe(2);
  expect(await browser.qrcode.exchangeUserInfo(ticket ?? '')).toMatchObject({ id, token: expect.any(String) });
  expect(await codeOf(browser.qrcode.exchangeUserInfo(ticket ?? ''))).toBe(400);
  expect(server.admin.user(id).loginsCount).toBe(2);
});

test('refused by the user', async () => {
  const { browser, random, app } = await shown();
  await app('scanned');
  expect(await app('cancel')).toBe(200);
  expect((await browser.qrcode.checkStatus(random)).status).toBe(3);
  expect(await app('confirm')).toBe(400);
});

test('steps out of order, by nobody and by somebody else, do nothing', async () => {
  const { server, browser, random, app } = await shown();
  expect(await app('confirm')).toBe(400);
  expect(await app('scanned', { token: '' })).toBe(2020);
  await app('scanned');
  const wu = await signedInSdk(server, 'wu');
  expect(await app('confirm', wu)).toBe(400);
  expect((await browser.qrcode.checkStatus(random)).status).toBe(1);
});

test('a code is good for two minutes; unknown codes are 2241', async () => {
  const { browser, random, app } = await shown();
  const clock = install({ toFake: ['Date'], now: Date.now() });
  try {
    clock.setSystemTime(Date.now() + 120_000);
    expect((await browser.qrcode.checkStatus(random)).status).toBe(-1);
    expect(await app('scanned')).toBe(400);
  } finally {
    clock.uninstall();
  }
  expect(await codeOf(browser.qrcode.checkStatus('nothing'))).toBe(2241);
});

test('the scene must be one', async () => {
  const server = await start();
  expect((await post(server, '/api/v2/qrcode/gene', { scene: 'X' })).body.code).toBe(400);
  expect((await get(server, '/api/v2/qrcode/check', { appId: APP_ID })).body.code).toBe(2231);
  expect((await sdk(server).wxqrcode.geneCode()).random).toEqual(expect.any(String));
});
