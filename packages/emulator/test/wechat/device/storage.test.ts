import fc from 'fast-check';
import { createDeviceMemory, createWeChat } from '../../../src/wechat';
import type { DeviceMemory } from '../../../src/wechat';
import { hear } from '../callbacks';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const deviceWith = (memory: DeviceMemory = createDeviceMemory()) => createWeChat({ device: { memory } }).device;
const MEGABYTE = 1024 * 1024;

test('what JSON can hold comes back equal and not the same, whatever the key', () => {
  const { wx } = deviceWith();
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.jsonValue(), (key, value) => {
      wx.setStorageSync(key, value);
      const back: unknown = wx.getStorageSync(key);
      expect(back).toEqual(JSON.parse(JSON.stringify(value)));
      if (typeof value === 'object' && value !== null) expect(back).not.toBe(value);
      expect(wx.getStorageInfoSync().keys).toContain(key);
      wx.removeStorageSync(key);
      expect(wx.getStorageSync(key)).toBe('');
    }),
  );
});

test.each([
  ['a string', 'a', 'a'],
  ['an empty string', '', ''],
  ['a number', -0.5, -0.5],
  ['NaN', NaN, NaN],
  ['a boolean', false, false],
  ['null', null, null],
  ['undefined', undefined, undefined],
  ['a date', new Date(5), new Date(5)],
  ['a nested date becomes text', { at: new Date(5) }, { at: '1970-01-01T00:00:00.005Z' }],
  ['nested functions and undefined vanish', { a: undefined, b: () => 1, c: [undefined] }, { c: [null] }],
])('%s', (_name, value, back) => {
  const { wx } = deviceWith();
  wx.setStorageSync('k', value);
  expect(wx.getStorageSync('k')).toEqual(back);
});

test('later changes to an object do not reach Storage, nor the other way round', () => {
  const { wx } = deviceWith();
  const user = { name: 'a' };
  wx.setStorageSync('user', user);
  user.name = 'b';
  const read = wx.getStorageSync<{ name: string }>('user');
  read.name = 'c';
  expect(wx.getStorageSync('user')).toEqual({ name: 'a' });
});

const circular: Record<string, unknown> = {};
circular['self'] = circular;

test.each([
  ['a function', () => 1, 'setStorageSync:fail data of type Function cannot be stored'],
  ['a symbol', Symbol('s'), 'setStorageSync:fail data of type Symbol cannot be stored'],
  ['a bigint', 1n, 'setStorageSync:fail data of type BigInt cannot be stored'],
  ['a circular object', circular, 'setStorageSync:fail Converting circular structure'],
])('%s cannot be stored, and the old value stays', (_name, value, message) => {
  const { wx } = deviceWith();
  wx.setStorageSync('k', 1);
  expect(() => wx.setStorageSync('k', value)).toThrow(message);
  expect(wx.getStorageSync('k')).toBe(1);
});

test('keys must be strings with something in them', () => {
  const { wx } = deviceWith();
  expect(() => wx.setStorageSync(undefined as unknown as string, 1)).toThrow(
    'setStorageSync:fail parameter error: parameter.key should be String instead of Undefined;',
  );
  expect(() => wx.setStorageSync('', 1)).toThrow('parameter.key should not be empty');
});

describe('limits', () => {
  test('1 MB a key, counted in UTF-8 with the key', () => {
    const { wx } = deviceWith();
    wx.setStorageSync('k', 'x'.repeat(MEGABYTE - 1));
    expect(() => wx.setStorageSync('k', 'x'.repeat(MEGABYTE))).toThrow('setStorageSync:fail:entry size limit reached');
    expect(wx.getStorageSync<string>('k')).toHaveLength(MEGABYTE - 1);
    expect(() => wx.setStorageSync('微', '微'.repeat(MEGABYTE / 3))).toThrow('entry size limit reached');
  });

  test('10 MB in all; replacing a value counts the new one only', () => {
    const { wx } = deviceWith();
    for (let n = 0; n < 10; n += 1) wx.setStorageSync(`${n}`, 'x'.repeat(MEGABYTE - 1));
    expect(wx.getStorageInfoSync()).toEqual({
      keys: Array.from({ length: 10 }, (_unused, n) => `${n}`),
      currentSize: 10_240,
      limitSize: 10_240,
    });
    expect(() => wx.setStorageSync('a', '')).toThrow('setStorageSync:fail exceed storage max size 10Mb');
    wx.setStorageSync('3', 'y'.repeat(MEGABYTE - 1));
    wx.setStorageSync('4', 'short');
    wx.setStorageSync('a', 'fits');
    expect(wx.getStorageSync('a')).toBe('fits');
  });

  test('are never passed, whatever is written', () => {
    const { wx, memory } = deviceWith();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(14), fc.nat(1100)), { maxLength: 40 }), (writes) => {
        for (const [key, kilobytes] of writes) {
          try {
            wx.setStorageSync(`key${key}`, 'x'.repeat(kilobytes * 1024));
          } catch (error) {
            expect(String(error)).toMatch(/entry size limit reached|exceed storage max size 10Mb/);
          }
          const sizes = Object.entries(memory.storage).map(([name, { data }]) => name.length + data.length);
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(MEGABYTE);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10 * MEGABYTE);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a full device refuses writes, keeps what it has, and lets it be read', async () => {
    const device = deviceWith();
    device.wx.setStorageSync('k', 1);
    device.faults.next('storage.write', { kind: 'full' }, { times: 2, when: (key) => key === 'k' });
    device.wx.setStorageSync('other', 1);
    expect(() => device.wx.setStorageSync('k', 2)).toThrow('setStorageSync:fail exceed storage max size 10Mb');
    const heard = hear();
    device.wx.setStorage({ key: 'k', data: 3, ...heard.option });
    await clock().tickAsync(0);
    expect(heard.result()).toEqual({ errMsg: 'setStorage:fail exceed storage max size 10Mb' });
    expect(device.wx.getStorageSync('k')).toBe(1);
    device.faults.next('storage.read', { kind: 'fail', errMsg: 'getStorageSync:fail io error' });
    expect(() => device.wx.getStorageSync('k')).toThrow('getStorageSync:fail io error');
  });
});

describe('asynchronous', () => {
  test('set, get, info, remove, clear by promise', async () => {
    const { wx } = deviceWith();
    const later = async <T>(promise: Promise<T>) => (await Promise.all([promise, clock().tickAsync(0)]))[0];
    expect(await later(wx.setStorage({ key: 'a', data: { b: 1 } }))).toEqual({ errMsg: 'setStorage:ok' });
    expect(await later(wx.getStorage({ key: 'a' }))).toEqual({ data: { b: 1 }, errMsg: 'getStorage:ok' });
    expect(await later(wx.getStorageInfo({}))).toMatchObject({ keys: ['a'], limitSize: 10_240 });
    expect(await later(wx.removeStorage({ key: 'a' }))).toEqual({ errMsg: 'removeStorage:ok' });
    wx.setStorageSync('b', 1);
    await later(wx.clearStorage());
    expect(wx.getStorageInfoSync().keys).toEqual([]);
  });

  test('a missing key fails, where the synchronous one gives an empty string', async () => {
    const { wx } = deviceWith();
    const heard = hear();
    wx.getStorage({ key: 'none', ...heard.option });
    await clock().tickAsync(0);
    expect([heard.result(), wx.getStorageSync('none')]).toEqual([{ errMsg: 'getStorage:fail data not found' }, '']);
  });
});

test('memory is plain JSON: another device goes on with a copy that was written to a file', () => {
  const first = deviceWith();
  first.wx.setStorageSync('token', { a: ['微'] });
  first.privacy.agree();
  const second = deviceWith(JSON.parse(JSON.stringify(first.memory)) as DeviceMemory);
  expect([second.wx.getStorageSync('token'), second.privacy.authorized]).toEqual([{ a: ['微'] }, true]);
  second.wx.clearStorageSync();
  expect(first.wx.getStorageSync('token')).toEqual({ a: ['微'] });
});
