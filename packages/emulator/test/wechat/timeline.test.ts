import { createTimeline, createWeChat, openSealed } from '../../src/wechat';
import { createFaultQueue } from '../../src/wechat/fault-queue';
import { useVirtualTime } from './virtual-time';

const clock = useVirtualTime(Date.UTC(2026, 0, 1));

test('one order over cloud and device, numbered and timed', async () => {
  const { device, cloud, timeline } = createWeChat({ cloud: { users: [{ openid: 'o1' }] } });
  let code = '';
  device.wx.login({ success: (result) => (code = result.code) });
  await clock().tickAsync(0);
  await clock().tickAsync(100);
  await cloud.exchangeCode(code);
  expect(timeline.entries.map(({ seq, at, kind }) => [seq, at - Date.UTC(2026, 0, 1), kind])).toEqual([
    [1, 0, 'wx.called'],
    [2, 0, 'key.rotated'],
    [3, 0, 'code.issued'],
    [4, 0, 'wx.answered'],
    [5, 100, 'code.exchanged'],
  ]);
  expect(timeline.of('code.exchanged').map(({ detail }) => detail)).toEqual([{ openid: 'o1', code, keyId: 'key-1', superseded: false }]);
});

test('subscribers hear each entry once, until they stop; clearing keeps the numbering', () => {
  const timeline = createTimeline();
  const heard: number[] = [];
  timeline.record('app.background', {});
  const stop = timeline.subscribe(({ seq }) => heard.push(seq));
  timeline.record('app.foreground', {});
  timeline.clear();
  timeline.record('app.background', {});
  stop();
  timeline.record('app.foreground', {});
  expect([heard, timeline.entries.map(({ seq }) => seq), timeline.of('app.background', 'app.foreground').length]).toEqual([
    [2, 3],
    [3, 4],
    2,
  ]);
});

test('no session key is ever on it', async () => {
  const { device, cloud, timeline } = createWeChat({ device: { privacy: { authorized: true } } });
  let code = '';
  device.wx.login({ success: (result) => (code = result.code) });
  await clock().tickAsync(0);
  const [event] = (await Promise.all([device.press({ openType: 'getPhoneNumber' }, () => undefined).settled, clock().tickAsync(0)]))[0];
  const session = await cloud.exchangeCode(code);
  const key = 'session_key' in session ? session.session_key : '';
  const { encryptedData = '', iv = '' } = event?.name === 'getphonenumber' ? event.detail : {};
  expect(openSealed(encryptedData, key, iv)).toHaveProperty('purePhoneNumber');
  expect(JSON.stringify(timeline.entries)).not.toContain(key);
});

describe('a queue of faults', () => {
  type Kind = 'first' | 'second' | 'standing' | 'x' | 'y';
  type Faults = Record<'a' | 'b', { kind: Kind }>;
  const kinds: readonly Kind[] = ['first', 'second', 'standing', 'x', 'y'];
  const create = () => createFaultQueue<Faults>({ a: kinds, b: kinds });

  test('is first come, first served, by target, as often as asked; standing faults fill the gaps', () => {
    const queue = create();
    queue.next('a', { kind: 'first' });
    queue.next('a', { kind: 'second' }, { times: 2 });
    const end = queue.always('a', { kind: 'standing' });
    const take = () => queue.take('a')?.kind;
    expect([take(), take(), take(), take(), take(), queue.take('b')]).toEqual([
      'first',
      'second',
      'second',
      'standing',
      'standing',
      undefined,
    ]);
    end();
    expect(take()).toBeUndefined();
  });

  test('a fault that does not apply waits for its subject', () => {
    const queue = create();
    queue.next('a', { kind: 'x' }, { when: (subject) => subject === 'x' });
    expect([queue.take('a', 'y'), queue.take('a', 'x')?.kind, queue.take('a', 'x')]).toEqual([undefined, 'x', undefined]);
  });

  test('can be emptied; refuses nonsense', () => {
    const queue = create();
    queue.next('a', { kind: 'x' });
    queue.always('a', { kind: 'y' });
    queue.clear();
    expect(queue.take('a')).toBeUndefined();
    expect(() => queue.next('a', { kind: 'x' }, { times: 0 })).toThrow(RangeError);
  });
});
