/** @jest-environment jsdom */
import { act, createElement, Fragment, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { useAuthing } from '../../hooks/react';
import * as library from '../../index';
import { giveWx, takeWx } from '../lib/fake-wx';

jest.mock('../../index', () => (jest.requireActual('../source/launch') as typeof import('../source/launch')).launchedEntry());

const world = globalThis as { getApp?: unknown; IS_REACT_ACT_ENVIRONMENT?: boolean };
let root: Root;
const rendered: string[] = [];
const given = new Set<unknown>();
function Greeting(): string {
  const authing = useAuthing();
  given.add(authing);
  const text = `${authing.status} ${authing.user?.nickname ?? ''}`.trim();
  rendered.push(text);
  return text;
}
const ann = { id: 'ann', token: 't', nickname: 'Ann' } as never;
const shown = (): string => document.body.textContent;

beforeAll(() => {
  world.IS_REACT_ACT_ENVIRONMENT = true;
  const app = { authing: { appId: 'a' } };
  world.getApp = () => app;
  giveWx({ getStorageSync: () => '', setStorageSync: () => undefined, removeStorageSync: () => undefined });
  root = createRoot(document.body);
});
afterAll(() => {
  takeWx();
  delete world.getApp;
});

it('shows who is signed in from the first frame on, renders after changes only, and gives all the same object', () => {
  const complaints = jest.spyOn(console, 'error');
  act(() => {
    root.render(createElement(StrictMode, null, createElement(Fragment, null, createElement(Greeting), createElement(Greeting))));
  });
  expect([shown(), new Set(rendered)]).toEqual(['signed-outsigned-out', new Set(['signed-out'])]);
  act(() => {
    library.getAuthing().tokenProvider.setUser(ann);
  });
  expect([shown(), given.size]).toEqual(['signed-in Annsigned-in Ann', 2]);
  act(() => {
    root.render(createElement(Greeting));
  });
  act(() => library.getAuthing().tokenProvider.clearUser());
  expect([shown(), given.size]).toEqual(['signed-out', 3]);
  const renders = rendered.length;
  act(() => {
    root.render(null);
  });
  act(() => library.getAuthing().tokenProvider.setUser(ann));
  expect([shown(), rendered.length, complaints.mock.calls]).toEqual(['', renders, []]);
  complaints.mockRestore();
});
