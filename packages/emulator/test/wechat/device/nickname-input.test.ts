import { createWeChat } from '../../../src/wechat';
import type { DeviceOptions, NativeInput, NativeInputEvent } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const deviceWith = (options: Partial<DeviceOptions> = {}) => createWeChat({ device: { privacy: { authorized: true }, ...options } }).device;
async function write(device: ReturnType<typeof deviceWith>, text?: string, input: Partial<NativeInput> = {}, ms = 10) {
  const events: NativeInputEvent[] = [];
  const writing = device.write({ type: 'nickname', ...input }, text, (event) => events.push(event));
  await clock().tickAsync(ms);
  return { events, names: events.map(({ name }) => name), value: writing.value };
}
const review = (events: NativeInputEvent[]) => events.find(({ name }) => name === 'nicknamereview')?.detail;

test('a text is written, left, and passes the check', async () => {
  const { events, value } = await write(deviceWith(), 'Lin');
  expect([events, value]).toEqual([
    [
      { name: 'focus', detail: { value: '', height: expect.any(Number) } },
      { name: 'input', detail: { value: 'Lin', cursor: 3 } },
      { name: 'blur', detail: { value: 'Lin', cursor: 3 } },
      { name: 'nicknamereview', detail: { pass: true, timeout: false } },
    ],
    'Lin',
  ]);
});

test('without a text the person picks the WeChat nickname, where it is offered', async () => {
  expect((await write(deviceWith())).value).toBe('User 1');
  expect((await write(deviceWith(), undefined, { type: 'text', value: 'as it was' })).value).toBe('as it was');
  expect((await write(deviceWith(), '', { value: 'gone' })).names).toEqual(['focus', 'input', 'blur']);
  expect((await write(deviceWith(), 'Lin', { maxlength: 2 })).value).toBe('Li');
  expect((await write(deviceWith(), 'Lin', { disabled: true })).names).toEqual([]);
  expect((await write(deviceWith(), 'Lin', { mounted: () => false })).names).toEqual([]);
});

test('what fails is cleared after blur since 2.24.4, which no input event tells; WeChat says so to the user', async () => {
  const run = async (baseLibrary: string) => {
    const device = deviceWith({ baseLibrary });
    device.faults.next('input.nickname', { kind: 'review-failed' });
    const { names, events, value } = await write(device, 'Lin');
    return [names.length, review(events), value, device.screen.toasts.length];
  };
  expect(await run('2.24.3')).toEqual([3, undefined, 'Lin', 0]);
  expect(await run('2.24.4')).toEqual([3, undefined, '', 1]);
  expect(await run('2.29.0')).toEqual([3, undefined, '', 1]);
  expect(await run('2.29.1')).toEqual([4, { pass: false, timeout: false }, '', 1]);
});

test('the check takes time: a submit before it reads the text', async () => {
  const device = deviceWith();
  device.faults.next('input.nickname', { kind: 'slow', ms: 300 });
  device.faults.next('input.nickname', { kind: 'review-failed' });
  expect((await write(device, 'Lin', {}, 299)).names).not.toContain('nicknamereview');
  const writing = device.write({ type: 'nickname' }, 'Lin', () => undefined);
  expect(writing.value).toBe('');
  await clock().tickAsync(0);
  await clock().tickAsync(10);
  expect([writing.value, (await writing.settled).length]).toEqual(['', 4]);
});

test('a check that never answers, or without a connection, times out; the text stays', async () => {
  const device = deviceWith();
  device.faults.next('input.nickname', { kind: 'review-timeout' });
  const { events, value } = await write(device, 'Lin', {}, 5010);
  expect([review(events), value]).toEqual([{ pass: false, timeout: true }, 'Lin']);
  device.network.goOffline();
  expect(review((await write(device, 'Lin', {}, 5010)).events)).toEqual({ pass: false, timeout: true });
});

test.each([
  ['without consent', { privacy: { authorized: false } }],
  ['undeclared', { privacy: { authorized: true, declared: ['getPhoneNumber'] } }],
  ['below 2.21.2', { baseLibrary: '2.21.1' }],
  ['on Windows', { platform: 'windows' as const }],
  ['on a Mac', { platform: 'mac' as const }],
])('%s it is a text input: no nickname, no check, no pop-up', async (_, options) => {
  const device = deviceWith(options);
  device.faults.next('input.nickname', { kind: 'review-failed' });
  expect((await write(device, undefined, { value: 'old' })).value).toBe('old');
  const { names, value } = await write(device, 'Lin');
  expect([names, value, device.timeline.of('sheet.opened')]).toEqual([['focus', 'input', 'blur'], 'Lin', []]);
});

test('wx.requirePrivacyAuthorize turns it into a nickname input', async () => {
  const device = deviceWith({ privacy: { authorized: false } });
  device.wx.requirePrivacyAuthorize({});
  await clock().tickAsync(0);
  expect((await write(device)).value).toBe('User 1');
  // Where nothing is restricted, nobody needs to ask.
  expect((await write(deviceWith({ baseLibrary: '2.24.4', privacy: { authorized: false } }))).value).toBe('User 1');
});
