import { createContext, runInContext } from 'node:vm';
import { join } from 'node:path';
import { build } from 'esbuild';
import type * as PhoneModule from '../../src/wechat/device';
import { createWeChatCloud, serveGateway } from '../../src/wechat';

/** What the device needs of its surroundings: timers, randomness, base64. Nothing of Node.js, nothing of the DOM. */
const surroundings = { setTimeout, clearTimeout, crypto, btoa, atob };

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, '../../src/wechat/device/index.ts')],
    bundle: true,
    write: false,
    // An import of a Node.js module does not resolve for a browser and fails the build.
    platform: 'browser',
    format: 'iife',
    globalName: 'wechat',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

test('the device bundles for a browser and signs in, uploads and shares a number in a bare context', async () => {
  const cloud = createWeChatCloud({ users: [{ openid: 'o1' }] });
  const serve = serveGateway(cloud.gateway);
  const context = createContext({ ...surroundings });
  runInContext(`${await bundle()};globalThis.wechat = wechat;`, context);
  const { createDevice, httpGateway } = (context as { wechat: typeof PhoneModule }).wechat;
  const sent: { body?: Uint8Array }[] = [];
  const device = createDevice({
    cloud: httpGateway('/cloud', (_url, body) => serve(body)),
    openid: 'o1',
    appId: cloud.appId,
    transport: (request) => {
      sent.push(request);
      return { response: Promise.resolve({ status: 200, headers: [], body: Uint8Array.of(0x7b, 0x7d) }), cancel: () => undefined };
    },
  });
  const code = await new Promise<string>((resolve) => device.wx.login({ success: (result) => resolve(result.code) }));
  expect(await cloud.exchangeCode(code)).toHaveProperty('openid', 'o1');

  const [event] = await device.press({ openType: 'getPhoneNumber' }, () => undefined).settled;
  expect(event?.detail).toMatchObject({ errMsg: 'getPhoneNumber:ok', encryptedData: expect.any(String) });

  const { tempFilePaths } = await device.wx.chooseImage({});
  const uploaded = await new Promise<{ data: string }>((resolve, reject) => {
    device.wx.uploadFile({ url: 'http://127.0.0.1/', filePath: tempFilePaths[0] ?? '', name: 'file', success: resolve, fail: reject });
  });
  expect([uploaded.data, (sent[0]?.body?.length ?? 0) > 1000]).toEqual(['{}', true]);
});
