import { chooseImage } from '../../../lib/wx/choose-image';

afterEach(() => {
  delete (globalThis as { wx?: unknown }).wx;
});

interface Asked {
  success(result: object): void;
  fail(answer: object): void;
}
const chooseMedia = ({ success }: Asked): void => success({ tempFiles: [{ tempFilePath: 'media.png' }] });
const chooseOldImage = ({ success }: Asked): void => success({ tempFilePaths: ['image.png'] });

it.each([
  ['wx.chooseMedia', { chooseMedia, chooseImage: chooseOldImage }, { filePath: 'media.png' }],
  ['wx.chooseImage where that is all there is', { chooseImage: chooseOldImage }, { filePath: 'image.png' }],
  ['nobody: closed', { chooseMedia: ({ fail }: Asked) => fail({ errMsg: 'chooseMedia:fail cancel' }) }, { cancelled: 'cancelled' }],
])('a picture comes from %s', async (_, wx, chosen) => {
  (globalThis as { wx?: unknown }).wx = wx;
  expect(await chooseImage()).toEqual(chosen);
});

it.each([
  ['there is no chooser', 'unsupported', {}],
  ['WeChat hands over none', 'no_data', { chooseMedia: ({ success }: Asked) => success({ tempFiles: [] }) }],
])('there is none when %s: %s', async (_, reason, wx) => {
  (globalThis as { wx?: unknown }).wx = wx;
  await expect(chooseImage()).rejects.toMatchObject({ name: 'AuthingError', reason, stage: 'choose' });
});
