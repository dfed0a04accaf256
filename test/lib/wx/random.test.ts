import { randomBytes } from '../../../lib/wx/random';

const give = (wx: unknown): void => {
  (globalThis as { wx?: unknown }).wx = wx;
};
afterEach(() => {
  delete (globalThis as { wx?: unknown }).wx;
});

type Asked = { length: number; success(result: { randomValues: ArrayBuffer }): void; fail(cause: unknown): void };
const source = (fill: number) =>
  jest.fn(({ length, success }: Asked) => {
    success({ randomValues: new Uint8Array(length).fill(fill).buffer });
  });

it('come from wx.getRandomValues', async () => {
  const getRandomValues = source(7);
  const getUserCryptoManager = jest.fn();
  give({ getRandomValues, getUserCryptoManager });
  expect([...(await randomBytes(3))]).toEqual([7, 7, 7]);
  expect(getUserCryptoManager).not.toHaveBeenCalled();
});

it('come from the user crypto manager where that is all there is', async () => {
  const getRandomValues = source(9);
  give({ getUserCryptoManager: () => ({ getRandomValues }) });
  expect([...(await randomBytes(2))]).toEqual([9, 9]);
});

it.each([
  ['neither exists', {}],
  ['WeChat refuses', { getRandomValues: ({ fail }: Asked) => fail({ errMsg: 'getRandomValues:fail' }) }],
  [
    'WeChat throws',
    {
      getRandomValues: () => {
        throw new Error('not here');
      },
    },
  ],
  ['WeChat answers nothing', { getRandomValues: ({ success }: Asked) => success(undefined as never) }],
  ['WeChat gives too few', { getRandomValues: ({ success }: Asked) => success({ randomValues: new ArrayBuffer(1) }) }],
])('are not to be had when %s', async (_, wx) => {
  give(wx);
  await expect(randomBytes(2)).rejects.toMatchObject({ name: 'AuthingError', reason: 'unsupported' });
});
