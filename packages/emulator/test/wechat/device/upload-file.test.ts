import { createWeChat } from '../../../src/wechat';
import type { DeviceOptions } from '../../../src/wechat';
import { hear } from '../callbacks';
import { advance, inProcessServer } from '../in-process-server';
import type { Received } from '../in-process-server';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const URL = 'http://127.0.0.1/upload';
function phoneWith(
  answer: (received: Received) => Response | Promise<Response> = () => new Response('{"ok":true}'),
  options: Partial<DeviceOptions> = {},
) {
  const server = inProcessServer(answer);
  const { device } = createWeChat({ device: { transport: server.transport, ...options } });
  return { device, received: server.received };
}
/** A file of `length` bytes in which every byte value occurs. */
const file = (length: number) => Uint8Array.from({ length }, (_unused, n) => n % 256);

test('one multipart request with file, fields and headers, as a server reads it', async () => {
  const { device, received } = phoneWith();
  const heard = hear();
  const filePath = device.files.add(file(300), 'png');
  device.wx.uploadFile({
    url: URL,
    filePath,
    name: 'file',
    formData: { who: '微信"', n: 2 },
    header: { Authorization: 'Bearer t', 'content-type': 'x' },
    ...heard.option,
  });
  await advance(clock(), 1);
  expect(received).toHaveLength(1);
  const [request] = received;
  expect([request?.method, request?.headers.get('authorization')]).toEqual(['POST', 'Bearer t']);
  const form = await new Response(new Blob([new Uint8Array(request?.body ?? [])]), {
    headers: { 'content-type': request?.headers.get('content-type') ?? '' },
  }).formData();
  const uploaded = form.get('file') as File;
  expect([form.get('who'), form.get('n'), uploaded.name, uploaded.type]).toEqual(['微信"', '2', filePath.split('/').at(-1), 'image/png']);
  expect(new Uint8Array(await uploaded.arrayBuffer())).toEqual(file(300));
});

test('data is the string that came, and any status is a success', async () => {
  const { device } = phoneWith(() => new Response('{"code":500}', { status: 500 }));
  const heard = hear();
  device.wx.uploadFile({ url: URL, filePath: device.files.add(file(1), 'png'), name: 'file', ...heard.option });
  await advance(clock(), 1);
  expect(heard.names()).toEqual(['success', 'complete']);
  expect(heard.result()).toEqual({ statusCode: 500, data: '{"code":500}', errMsg: 'uploadFile:ok' });
});

test('progress rises to 100 in step with the uplink, before the answer', async () => {
  const { device, received } = phoneWith(undefined, { uploadBytesPerSecond: 100_000 });
  const told: { progress: number; totalBytesSent: number; totalBytesExpectedToSend: number }[] = [];
  const heard = hear();
  const task = device.wx.uploadFile({ url: URL, filePath: device.files.add(file(100_000), 'png'), name: 'file', ...heard.option });
  task.onProgressUpdate((progress) => told.push(progress));
  await advance(clock(), 500);
  const half = told.at(-1);
  expect([(half?.totalBytesSent ?? 0) <= 50_000, (half?.totalBytesSent ?? 0) > 30_000, received.length]).toEqual([true, true, 0]);
  await advance(clock(), 600);
  const total = received[0]?.body.length ?? 0;
  expect(told.map(({ totalBytesExpectedToSend }) => totalBytesExpectedToSend)).toEqual(told.map(() => total));
  expect(told.map(({ progress, totalBytesSent }) => progress === Math.floor((totalBytesSent / total) * 100))).toEqual(told.map(() => true));
  expect(told.every(({ totalBytesSent }, n) => n === 0 || totalBytesSent > (told[n - 1]?.totalBytesSent ?? 0))).toBe(true);
  expect([told.at(-1)?.progress, told.length > 3, heard.names()]).toEqual([100, true, ['success', 'complete']]);
});

test('offProgressUpdate ends it', async () => {
  const { device } = phoneWith();
  const told: unknown[] = [];
  const listener = (progress: unknown): void => void told.push(progress);
  const task = device.wx.uploadFile({ url: URL, filePath: device.files.add(file(10), 'png'), name: 'file' });
  task.onProgressUpdate(listener);
  task.offProgressUpdate(listener);
  await advance(clock(), 10);
  expect(told).toEqual([]);
});

test('abort midway: the server gets nothing', async () => {
  const { device, received } = phoneWith(undefined, { uploadBytesPerSecond: 100_000 });
  const heard = hear();
  const task = device.wx.uploadFile({ url: URL, filePath: device.files.add(file(100_000), 'png'), name: 'file', ...heard.option });
  await advance(clock(), 300);
  task.abort();
  await advance(clock(), 5000);
  expect([heard.names(), heard.result()['errMsg'], received]).toEqual([['fail', 'complete'], 'uploadFile:fail abort', []]);
});

test.each([
  ['a file that does not exist', { filePath: 'wxfile://tmp_none.png' }, 'uploadFile:fail file not found'],
  [
    'no file path',
    { filePath: undefined as unknown as string },
    'uploadFile:fail parameter error: parameter.filePath should be String instead of Undefined;',
  ],
  [
    'no field name',
    { name: undefined as unknown as string },
    'uploadFile:fail parameter error: parameter.name should be String instead of Undefined;',
  ],
  ['no address', { url: '/upload' }, 'uploadFile:fail invalid url "/upload"'],
])('%s', async (_name, option, errMsg) => {
  const { device, received } = phoneWith();
  const heard = hear();
  device.wx.uploadFile({ url: URL, filePath: device.files.add(file(1), 'png'), name: 'file', ...heard.option, ...option });
  await advance(clock(), 1);
  expect([heard.names(), heard.result()['errMsg'], received]).toEqual([['fail', 'complete'], errMsg, []]);
});

test('interrupted after 40 %: progress stops there, the server gets nothing', async () => {
  const { device, received } = phoneWith();
  const told: number[] = [];
  const heard = hear();
  device.faults.next('uploadFile', { kind: 'interrupted', at: 0.4 });
  device.wx
    .uploadFile({ url: URL, filePath: device.files.add(file(400_000), 'png'), name: 'file', ...heard.option })
    .onProgressUpdate(({ progress }) => told.push(progress));
  await advance(clock(), 1000);
  expect(heard.result()['errMsg']).toMatch(/^uploadFile:fail .*DISCONNECTED/);
  expect([Math.max(...told) <= 40, Math.max(...told) >= 35, received]).toEqual([true, true, []]);
});

test('time-out counts the way up too; 60 s by default', async () => {
  const { device } = phoneWith(undefined, { uploadBytesPerSecond: 10 });
  const [quick, patient] = [hear(), hear()];
  device.wx.uploadFile({ url: URL, filePath: device.files.add(file(50_000), 'png'), name: 'file', timeout: 900, ...quick.option });
  device.wx.uploadFile({ url: URL, filePath: device.files.add(file(50_000), 'png'), name: 'file', ...patient.option });
  await advance(clock(), 900);
  expect(quick.result()).toEqual({ errMsg: 'uploadFile:fail timeout', errno: 5 });
  await advance(clock(), 59_099);
  expect(patient.events).toEqual([]);
  await advance(clock(), 1);
  expect(patient.result()['errMsg']).toBe('uploadFile:fail timeout');
});

test('the background interrupts it after 5 s', async () => {
  const { device } = phoneWith(undefined, { uploadBytesPerSecond: 10 });
  const heard = hear();
  device.wx.uploadFile({ url: URL, filePath: device.files.add(file(50_000), 'png'), name: 'file', ...heard.option });
  device.app.background();
  await advance(clock(), 5000);
  expect(heard.result()['errMsg']).toBe('uploadFile:fail interrupted');
});

test('ten at a time', async () => {
  const { device, received } = phoneWith(() => new Promise<Response>(() => undefined));
  const filePath = device.files.add(file(1), 'png');
  const tasks = Array.from({ length: 12 }, () => device.wx.uploadFile({ url: URL, filePath, name: 'file' }));
  await advance(clock(), 10);
  expect(received).toHaveLength(10);
  tasks[3]?.abort();
  await advance(clock(), 10);
  expect(received).toHaveLength(11);
  device.kill();
});
