import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWeChat, NotModelledError } from '../../../src/wechat';
import type { DeviceOptions } from '../../../src/wechat';
import { compareVersions, memberSince } from '../../../src/wechat/device/base-library';

const wxOf = (device: Partial<DeviceOptions> = {}) => createWeChat({ device }).device.wx;
/** `wx` as code without types sees it. */
const untyped = (device?: Partial<DeviceOptions>) => wxOf(device) as unknown as Record<string, unknown>;

describe('what the model does not have', () => {
  test.each(['chooseLocation', 'getUserProfiel', 'navigateTo'])('wx.%s throws and names the member', (member) => {
    const wx = untyped();
    expect(() => wx[member]).toThrow(NotModelledError);
    expect(() => wx[member]).toThrow(`wx.${member} is not in this model`);
    expect(() => member in wx).toThrow(`wx.${member}`);
    expect(() => wxOf().canIUse(member)).toThrow(`wx.canIUse('${member}')`);
  });

  test('is as loud on what wx hands out', () => {
    const wx = wxOf();
    expect(() => wx.getFileSystemManager().writeFile).toThrow('FileSystemManager.writeFile is not in this model');
    expect(() => wx.getUserCryptoManager().getLatestUserKey).toThrow('UserCryptoManager.getLatestUserKey');
    expect(() => wx.setStorage({ key: 'a', data: 1, encrypt: true })).toThrow('wx.setStorage({ encrypt })');
  });

  test('cannot be patched in by assignment', () => {
    expect(() => (untyped()['login'] = () => undefined)).toThrow('wx.login cannot be assigned');
  });

  test('may be given a property of a name of its own, as an ordinary object may, which goes with the mini program', () => {
    const { device } = createWeChat();
    const wx = device.wx as unknown as Record<string, unknown>;
    expect(Object.hasOwn(wx, 'of_a_library')).toBe(false);
    Object.defineProperty(wx, 'of_a_library', { value: 1, enumerable: true, configurable: true, writable: true });
    expect([Object.hasOwn(wx, 'of_a_library'), wx['of_a_library'], 'of_a_library' in wx]).toEqual([true, 1, true]);
    expect(Object.hasOwn(device.restart().wx, 'of_a_library')).toBe(false);
  });

  test('lets a bundler keep its chunks there, as Taro has it', () => {
    const { device } = createWeChat();
    const wx = device.wx as unknown as { webpackJsonp?: number[] };
    for (const chunk of [1, 2]) (wx.webpackJsonp = wx.webpackJsonp ?? []).push(chunk);
    expect(wx.webpackJsonp).toEqual([1, 2]);
    expect(device.restart().wx).not.toHaveProperty('webpackJsonp');
    // uni-app's.
    expect((device.wx as unknown as { $onErrorHandlers?: object[] }).$onErrorHandlers).toBeUndefined();
  });

  test('can be provided by what runs the device', () => {
    const navigateTo = (): string => 'went';
    const wx = untyped({ members: { navigateTo, chooseMedia: navigateTo }, baseLibrary: '2.0.0' });
    expect([(wx['navigateTo'] as () => string)(), 'navigateTo' in wx, wxOf({ members: { navigateTo } }).canIUse('navigateTo')]).toEqual([
      'went',
      true,
      true,
    ]);
    expect((wx['chooseMedia'] as () => string)()).toBe('went');
  });

  test('does not disturb promises, inspection or comparison', async () => {
    const wx = wxOf();
    await expect(Promise.resolve(wx)).resolves.toBe(wx);
    expect(`${Object.prototype.toString.call(wx)} ${JSON.stringify({ wx })}`).toContain('[object Object]');
    expect(Object.keys(wx)).toContain('login');
    expect([wx.toString(), wx.constructor]).toEqual(['[object Object]', Object]);
  });
});

describe('the base library', () => {
  test('hides exactly what is newer', () => {
    const wx = untyped({ baseLibrary: '2.21.0' });
    for (const [member, since] of Object.entries(memberSince)) {
      const there = compareVersions('2.21.0', since) >= 0;
      expect([member, member in wx, wx[member] !== undefined, (wx['canIUse'] as (name: string) => boolean)(member)]).toEqual([
        member,
        there,
        there,
        there,
      ]);
    }
    expect('requirePrivacyAuthorize' in wx).toBe(false);
    expect(Object.keys(wx)).not.toContain('cropImage');
    expect('login' in wx).toBe(true);
  });

  test.each([
    ['2.21.1', '2.21.2', -1],
    ['2.21.2', '2.21.2', 0],
    ['2.21.10', '2.21.2', 1],
    ['3.0', '2.99.99', 1],
    ['3.0', '3.0.0', 0],
  ])('compares %s with %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });

  test.each([
    ['button.open-type.chooseAvatar', '2.21.1', false],
    ['button.open-type.chooseAvatar', '2.21.2', true],
    ['button.open-type.agreePrivacyAuthorization', '2.32.2', false],
    ['button.open-type.getRealtimePhoneNumber', '2.24.4', true],
    ['button.open-type', '2.0.0', true],
    ['login', '1.1.1', true],
    ['cropImage', '2.25.9', false],
  ])('canIUse %s at %s: %s', (schema, baseLibrary, expected) => {
    expect(wxOf({ baseLibrary }).canIUse(schema)).toBe(expected);
  });

  test('a question that is not modelled is not answered', () => {
    expect(() => wxOf().canIUse('request.object.enableHttp2')).toThrow(NotModelledError);
    expect(() => wxOf().canIUse('button.open-type.contact')).toThrow(NotModelledError);
  });

  test('versions are those of miniprogram-api-typings', () => {
    const typings = readFileSync(join(__dirname, '../../../../../node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8');
    const wxInterface = typings.slice(typings.indexOf('    interface Wx {'));
    const documented: Record<string, string | undefined> = {};
    // Each member follows its doc comment, which may name the base library it needs.
    for (const [, comment = '', name = ''] of wxInterface.matchAll(/^ {8}\/\*\*(.*?)\*\/\n {8}(\w+)[<(:]/gms)) {
      const [ownPart = ''] = comment.split('在插件中使用');
      documented[name] ??= /需要基础库：\s*`([\d.]+)`/.exec(ownPart)?.[1];
    }
    const own = Object.keys(wxOf()).filter((name) => name !== 'env');
    expect(own.filter((name) => !wxInterface.includes(` ${name}`))).toEqual([]);
    expect(Object.fromEntries(own.map((name) => [name, documented[name]]))).toEqual(
      Object.fromEntries(own.map((name) => [name, memberSince[name]])),
    );
  });
});

describe('call style', () => {
  // Promise style exists where WeChat's documentation has it; these members say "unsupported".
  test.each(['login', 'cropImage', 'getPrivacySetting', 'requirePrivacyAuthorize', 'openPrivacyContract'])(
    'wx.%s returns nothing without callbacks',
    (member) => {
      expect((untyped()[member] as () => unknown)()).toBeUndefined();
    },
  );

  test.each(['checkSession', 'getUserInfo', 'getSetting', 'chooseMedia', 'chooseImage', 'getNetworkType', 'showModal', 'hideLoading'])(
    'wx.%s returns a promise without callbacks, nothing with one',
    async (member) => {
      const wx = untyped();
      const call = wx[member] as (option?: object) => unknown;
      const promise = call({}) as Promise<unknown>;
      expect(typeof promise.then).toBe('function');
      await promise.catch(() => undefined);
      expect(call({ complete: () => undefined })).toBeUndefined();
    },
  );

  test('promise style begins at 2.10.2', () => {
    expect(untypedCall({ baseLibrary: '2.10.1' })).toBeUndefined();
    expect(untypedCall({ baseLibrary: '2.10.2' })).toBeInstanceOf(Promise);
  });

  test('wx.login promises only on a device that is told to', () => {
    expect((untyped({ loginPromise: true })['login'] as () => unknown)()).toBeInstanceOf(Promise);
  });
});

const untypedCall = (device: Partial<DeviceOptions>): unknown => (untyped(device)['getNetworkType'] as () => unknown)();
