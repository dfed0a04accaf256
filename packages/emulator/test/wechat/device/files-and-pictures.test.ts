import { inflateSync } from 'node:zlib';
import { drawPicture } from '../../../src/wechat';
import type { Device, DevicePicture } from '../../../src/wechat';
import { deviceWith, useDeviceCalls } from './device-calls';

const { call } = useDeviceCalls();
const three = (device: Device) => [...device.album, drawPicture(8, 4, 0xffffff)];

describe('choosing', () => {
  test('chooseMedia gives temp files with size and dimensions', async () => {
    const device = deviceWith();
    const result = await call(device.wx.chooseMedia, { count: 1, mediaType: ['image'] });
    const [picture] = device.album;
    expect(result).toEqual({
      type: 'image',
      tempFiles: [
        { tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_/), size: picture?.bytes.length, fileType: 'image', width: 64, height: 64 },
      ],
      errMsg: 'chooseMedia:ok',
    });
  });

  test('chooseImage gives paths; no more than were asked for', async () => {
    const device = deviceWith();
    device.person.always('media', { answer: 'accept', pictures: three(device) });
    const two = await call(device.wx.chooseImage, { count: 2 });
    expect(two).toMatchObject({ errMsg: 'chooseImage:ok' });
    expect((two['tempFilePaths'] as string[]).map((path) => device.files.read(path)?.length)).toEqual(
      device.album.map(({ bytes }) => bytes.length),
    );
    expect((await call(device.wx.chooseImage))['tempFilePaths']).toHaveLength(3);
  });

  test('cancelled', async () => {
    const device = deviceWith();
    device.person.always('media', { answer: 'cancel' });
    expect(await call(device.wx.chooseMedia)).toEqual({ errMsg: 'chooseMedia:fail cancel' });
    expect(await call(device.wx.chooseImage)).toEqual({ errMsg: 'chooseImage:fail cancel' });
  });

  test('the sheet tells what was asked', async () => {
    const device = deviceWith();
    const sheets: object[] = [];
    device.person.ask = (sheet) => (sheets.push(sheet), undefined);
    await call(device.wx.chooseMedia, { count: 1, sourceType: ['album'] });
    expect(sheets).toEqual([{ kind: 'media', api: 'chooseMedia', count: 1, sourceType: ['album'] }]);
  });
});

describe('sizes, when nothing else edits pictures', () => {
  const photo = { bytes: new Uint8Array(1000), width: 40, height: 30, type: 'jpg' } as const;
  const sizeOf = async (device: Device, { tempFilePath }: Record<string, unknown>): Promise<unknown> =>
    (await call(device.wx.getFileSystemManager().getFileInfo as never, { filePath: tempFilePath }))['size'];
  const edit = async (api: 'cropImage' | 'compressImage', option: object, picture: DevicePicture = photo, device = deviceWith()) => {
    const src = device.files.addPicture(picture);
    return sizeOf(device, await call(device.wx[api], { src, ...option }));
  };

  test('a crop keeps its share of the bytes', async () => {
    expect(await edit('cropImage', { cropScale: '1:1' })).toBe(750);
    expect(await edit('cropImage', { cropScale: '4:3' })).toBe(1000);
    expect(await edit('cropImage', { cropScale: '16:9' })).toBe(Math.ceil((1000 * 40 * 23) / 1200));
  });

  test('compressing makes JPEGs smaller, and nothing else unless it changes the size', async () => {
    expect(await edit('compressImage', { quality: 40 })).toBe(400);
    expect(await edit('compressImage', {})).toBe(800);
    expect(await edit('compressImage', { quality: 40 }, { ...photo, type: 'png' })).toBe(1000);
    expect(await edit('compressImage', { quality: 100, compressedWidth: 20 })).toBe(250);
    expect(await edit('compressImage', { quality: 100, compressedHeight: 15 }, { ...photo, type: 'png' })).toBe(250);
    // A width means nothing yet.
    expect(await edit('compressImage', { quality: 100, compressedWidth: 20 }, photo, deviceWith({ baseLibrary: '2.25.4' }))).toBe(1000);
  });

  test('compressing again at the same quality brings nothing', async () => {
    const device = deviceWith();
    const once = await call(device.wx.compressImage, { src: device.files.addPicture(photo), quality: 50 });
    const again = await call(device.wx.compressImage, { src: once['tempFilePath'], quality: 50 });
    const worse = await call(device.wx.compressImage, { src: again['tempFilePath'], quality: 20 });
    expect([await sizeOf(device, once), await sizeOf(device, again), await sizeOf(device, worse)]).toEqual([500, 500, 200]);
  });

  test('iOS compresses JPEGs only; cropImage has its list of ratios', async () => {
    const ios = deviceWith({ platform: 'ios' });
    const src = ios.files.addPicture(ios.album[0]!);
    expect((await call(ios.wx.compressImage, { src }))['errMsg']).toMatch(/^compressImage:fail/);
    expect(await edit('compressImage', { quality: 10 }, photo, ios)).toBe(100);
    expect((await call(ios.wx.cropImage, { src, cropScale: '2:1' }))['errMsg']).toMatch(/^cropImage:fail/);
    expect((await call(ios.wx.cropImage, { src }))['errMsg']).toMatch(/^cropImage:fail parameter error/);
  });
});

describe('editing', () => {
  test('cropImage and compressImage make new files with what the editor made', async () => {
    const cropped = drawPicture(4, 4, 1);
    const compressed = drawPicture(2, 2, 2);
    const asked: object[] = [];
    const device = deviceWith({
      images: {
        crop: (_picture, option) => (asked.push(option), cropped),
        compress: (_picture, option) => (asked.push(option), compressed),
      },
    });
    const src = device.files.addPicture(drawPicture(8, 8, 3));
    const crop = await call(device.wx.cropImage, { src, cropScale: '4:3' });
    const compress = await call(device.wx.compressImage, { src, quality: 30, compressedWidth: 100 });
    expect([device.files.read(String(crop['tempFilePath'])), device.files.read(String(compress['tempFilePath']))]).toEqual([
      cropped.bytes,
      compressed.bytes,
    ]);
    expect(asked).toEqual([{ cropScale: '4:3' }, { quality: 30, compressedWidth: 100 }]);
  });

  test('cancelled, missing, no path', async () => {
    const device = deviceWith();
    const src = device.files.addPicture(drawPicture(1, 1, 0));
    device.person.next('crop', { answer: 'cancel' });
    expect(await call(device.wx.cropImage, { src, cropScale: '1:1' })).toEqual({ errMsg: 'cropImage:fail cancel' });
    expect((await call(device.wx.cropImage, { src: 'wxfile://none' }))['errMsg']).toBe("cropImage:fail file doesn't exist wxfile://none");
    expect((await call(device.wx.compressImage))['errMsg']).toBe(
      'compressImage:fail parameter error: parameter.src should be String instead of Undefined;',
    );
  });
});

describe('the file system manager', () => {
  test('reads whole and in part, in every encoding', async () => {
    const device = deviceWith();
    const manager = device.wx.getFileSystemManager();
    const filePath = device.files.add(Uint8Array.of(0xe5, 0xbe, 0xae, 0x41), 'txt');
    expect(new Uint8Array((await call(manager.readFile, { filePath }))['data'] as ArrayBuffer)).toEqual(
      Uint8Array.of(0xe5, 0xbe, 0xae, 0x41),
    );
    expect((await call(manager.readFile, { filePath, encoding: 'utf8' }))['data']).toBe('微A');
    expect([
      manager.readFileSync(filePath, 'base64'),
      manager.readFileSync(filePath, 'hex'),
      manager.readFileSync(filePath, 'utf-8', 3, 1),
    ]).toEqual(['5b6uQQ==', 'e5beae41', 'A']);
    const size = (manager.readFileSync(filePath, 'binary') as string).length;
    expect(() => manager.readFileSync(filePath, 'binary', size)).toThrow('Invalid argument');
    expect(() => manager.readFileSync(filePath, 'binary', 0, size + 1)).toThrow('Invalid argument');
    expect(() => manager.readFileSync(filePath, 'ucs2')).toThrow('encoding "ucs2"');
  });

  test('looks at files', async () => {
    const device = deviceWith();
    const manager = device.wx.getFileSystemManager();
    const path = device.files.add(new Uint8Array(5), 'bin');
    expect(await call(manager.access, { path })).toEqual({ errMsg: 'access:ok' });
    expect(await call(manager.getFileInfo, { filePath: path })).toEqual({ size: 5, errMsg: 'getFileInfo:ok' });
    const { stats } = (await call(manager.stat, { path })) as unknown as {
      stats: { size: number; isFile(): boolean; isDirectory(): boolean; lastModifiedTime: number };
    };
    expect([stats.size, stats.isFile(), stats.isDirectory(), stats.lastModifiedTime]).toEqual([
      5,
      true,
      false,
      Math.floor(Date.now() / 1000),
    ]);
  });

  test('fails on what is not there', async () => {
    const manager = deviceWith().wx.getFileSystemManager();
    const path = 'wxfile://none';
    const missing = (api: string) => ({ errMsg: `${api}:fail no such file or directory "wxfile://none"`, errno: 1300002 });
    expect([
      await call(manager.access, { path }),
      await call(manager.stat, { path }),
      await call(manager.readFile, { filePath: path }),
    ]).toEqual([missing('access'), missing('stat'), missing('readFile')]);
    expect(() => manager.accessSync(path)).toThrow('accessSync:fail no such file or directory "wxfile://none"');
    expect(() => manager.readFileSync(path)).toThrow('readFileSync:fail no such file');
  });
});

test('files are copies: neither what was added nor what is read can change them', () => {
  const { files } = deviceWith();
  const bytes = Uint8Array.of(1, 2);
  const path = files.add(bytes, 'bin');
  bytes[0] = 9;
  const read = files.read(path);
  if (read !== undefined) read[1] = 9;
  expect(files.read(path)).toEqual(Uint8Array.of(1, 2));
  files.remove(path);
  expect([files.read(path), files.paths]).toEqual([undefined, []]);
});

test.each([
  [1, 1],
  [64, 48],
  [200, 200],
])('a drawn picture of %i x %i is a PNG whose pixels inflate to its colour', (width, height) => {
  const { bytes } = drawPicture(width, height, 0x102030);
  const png = Buffer.from(bytes);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  const dataLength = png.readUInt32BE(33);
  const pixels = inflateSync(png.subarray(41, 41 + dataLength));
  const row = [0, ...Array.from({ length: width }, () => [0x10, 0x20, 0x30]).flat()];
  expect(pixels.equals(Buffer.from(Array.from({ length: height }, () => row).flat()))).toBe(true);
});
