import { createRequire } from 'node:module';

/** The main entry in plain Node.js, as an app's own unit tests load it: no Component, no Behavior, hardly a wx. */
describe("require('authing-miniapp') without a component engine", () => {
  it('loads, and its client asks for what it needs when it needs it', async () => {
    const storage = new Map<string, unknown>();
    const sent: unknown[] = [];
    (globalThis as unknown as { wx: object }).wx = {
      getStorageSync: (key: string) => storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => storage.set(key, value),
      removeStorageSync: (key: string) => storage.delete(key),
      request: (option: WechatMiniprogram.RequestOption) => {
        sent.push(option.data);
        // Some mocks answer at once, which WeChat never does.
        option.success?.({ statusCode: 200, data: { code: 200, data: { id: 'u', token: 'token' } } } as never);
      },
    };
    const { AuthenticationClient } = createRequire(__filename)('../../miniprogram_dist/index') as typeof import('../../index');
    const user = await new AuthenticationClient({ appId: 'app' }).loginByCode('code');
    expect(user.id).toBe('u');
    expect(sent).toEqual([{ code: 'code' }]);
    expect([...storage.values()]).toEqual([
      { appId: 'app', host: 'https://core.authing.cn', token: 'token', user: { id: 'u', token: 'token' } },
    ]);
  });
});
