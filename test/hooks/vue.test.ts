import { effectScope, nextTick, watchEffect } from 'vue';
import { useAuthing } from '../../hooks/vue';
import * as library from '../../index';
import { giveWx, takeWx } from '../lib/fake-wx';

jest.mock('../../index', () => (jest.requireActual('../source/launch') as typeof import('../source/launch')).launchedEntry());

const world = globalThis as { getApp?: unknown };
const ann = { id: 'ann', token: 't', nickname: 'Ann' } as never;

beforeAll(() => {
  const app = { globalData: { authing: { appId: 'a' } } };
  world.getApp = () => app;
  giveWx({ getStorageSync: () => '', setStorageSync: () => undefined, removeStorageSync: () => undefined });
});
afterAll(() => {
  takeWx();
  delete world.getApp;
});

it('is a ref that changes with who is signed in, until its scope ends', async () => {
  const scope = effectScope();
  const shown: string[] = [];
  const authing = scope.run(() => {
    const ref = useAuthing();
    watchEffect(() => void shown.push(`${ref.value.status} ${ref.value.user?.nickname ?? ''}`.trim()));
    return ref;
  })!;
  const { tokenProvider } = library.getAuthing();
  tokenProvider.setUser(ann);
  await nextTick();
  const before = authing.value;
  expect(authing.value).toBe(before);
  tokenProvider.clearUser();
  await nextTick();
  scope.stop();
  tokenProvider.setUser(ann);
  await nextTick();
  expect([shown, authing.value.status]).toEqual([['signed-out', 'signed-in Ann', 'signed-out'], 'signed-out']);
});

it('outside any scope it lives as long as the app, and Vue has nothing to say about it', () => {
  const warnings = jest.spyOn(console, 'warn');
  const authing = useAuthing();
  expect(authing.value.status).toBe('signed-in');
  library.getAuthing().tokenProvider.clearUser();
  expect([authing.value.status, warnings.mock.calls]).toEqual(['signed-out', []]);
  warnings.mockRestore();
});
