/** @jest-environment jsdom */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeChat, nodeTransport } from '../../src/wechat';

// Where component tests on the classic engine live: no fetch, no TextEncoder, two realms.
test('under jsdom, cloud and device work and HTTP goes out through Node.js', async () => {
  const received: { type: string | undefined; body: Buffer }[] = [];
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      received.push({ type: incoming.headers['content-type'], body: Buffer.concat(pieces) });
      outgoing.end('{"name":"微信"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { device, cloud } = createWeChat({ device: { transport: nodeTransport() } });

  const code = await new Promise<string>((resolve) => device.wx.login({ success: (result) => resolve(result.code) }));
  expect(await cloud.exchangeCode(code)).toHaveProperty('session_key');
  const answer = await new Promise<{ data: unknown }>((resolve, reject) => {
    device.wx.request({ url, method: 'POST', data: { a: '微' }, success: resolve, fail: reject });
  });
  expect(answer.data).toEqual({ name: '微信' });
  const binary = await new Promise<{ data: unknown }>((resolve, reject) => {
    device.wx.request({ url, method: 'POST', data: new ArrayBuffer(3), responseType: 'arraybuffer', success: resolve, fail: reject });
  });
  expect((binary.data as ArrayBuffer).byteLength).toBe(17);
  const filePath = device.files.add(device.album[0]?.bytes ?? new Uint8Array(), 'png');
  await new Promise((resolve, reject) => device.wx.uploadFile({ url, filePath, name: 'file', success: resolve, fail: reject }));
  const [json, three, upload] = received;
  expect([json?.body.toString(), three?.body.length]).toEqual(['{"a":"微"}', 3]);
  expect(upload?.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(upload?.body.includes(Buffer.from(device.album[0]?.bytes ?? []))).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test('without a transport there, the failure says what to do', async () => {
  const { device } = createWeChat();
  const failure = await new Promise<{ errMsg: string }>((resolve) => {
    device.wx.request({ url: 'http://127.0.0.1/', fail: resolve });
  });
  expect(failure.errMsg).toMatch('request:fail There is no global fetch here (jsdom has none): give createDevice a transport');
});
