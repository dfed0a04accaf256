import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeChat, createWeChatCloud, httpGateway, nodeTransport, serveGateway } from '../../../src/wechat';

describe('over real HTTP', () => {
  test.each(['fetch', 'node:http'])('%s: body, status, header, redirect, refusal', async (which) => {
    const server = createServer((incoming, outgoing) => {
      if (incoming.url === '/from') return void outgoing.writeHead(307, { location: '/to', connection: 'close' }).end();
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('end', () => {
        outgoing.writeHead(203, { 'X-Method': incoming.method ?? '', connection: 'close' });
        outgoing.end(JSON.stringify({ path: incoming.url, body: Buffer.concat(pieces).toString() }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { device } = createWeChat({ device: which === 'fetch' ? {} : { transport: nodeTransport() } });
    const call = (address: string) =>
      new Promise<Record<string, unknown>>((resolve) => {
        device.wx.request({ url: address, method: 'POST', data: { a: '微' }, complete: (result) => resolve({ ...result }) });
      });
    expect(await call(`${base}/from`)).toMatchObject({
      statusCode: 203,
      data: { path: '/to', body: '{"a":"微"}' },
      header: { 'x-method': 'POST' },
    });
    await new Promise((resolve) => server.close(resolve));
    expect((await call(base))['errMsg']).toMatch(/^request:fail .*ECONNREFUSED/);
    device.kill();
  });
});

test('the gateway over real HTTP, and what it says when the other side fails', async () => {
  const cloud = createWeChatCloud({ users: [{ openid: 'o1' }] });
  const serve = serveGateway(cloud.gateway);
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const answer = incoming.url === '/down' ? Promise.reject(new Error('down')) : serve(Buffer.concat(pieces).toString());
      answer.then(
        (body) => outgoing.writeHead(200, { connection: 'close' }).end(body),
        (error: Error) => outgoing.writeHead(500, { connection: 'close' }).end(error.message),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await httpGateway(`${base}/cloud`).login({ openid: 'o1' })).toEqual({ ok: true, code: expect.any(String) });
  await expect(httpGateway(`${base}/down`).login({ openid: 'o1' })).rejects.toThrow("The WeChat model's cloud answered 500: down");
  await new Promise((resolve) => server.close(resolve));
});
