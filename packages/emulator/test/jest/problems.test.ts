/** @jest-environment ./test/harness/environment.js */
/** What the mini program throws or rejects, and which step it fails. */
import { launch } from 'authing-miniapp-emulator/jest';
import { miniProgram } from './mini-program';

const PAGE = 'pages/index/index';
const WXML = '<view class="boom" bind:tap="boom">boom</view>';
const withHandler = (body: string): string => miniProgram({ 'pages/index/index.wxml': WXML, 'pages/index/index.js': `Page({ ${body} });` });

describe('a rejection in an async handler', () => {
  const rejects = "async boom() { await null; throw new Error('out of order'); }";

  it.each(['glass-easel', 'simulate'] as const)('fails the tap that caused it, on %s', async (engine) => {
    const app = await launch({ root: withHandler(rejects), page: PAGE, engine });
    await expect(app.tap('.boom')).rejects.toThrow('out of order');
    expect(app.problems).toEqual([expect.stringMatching(/^unhandled rejection: Error: out of order[\s\S]*index\.js:1/)]);
    await app.pass();
  });

  it('is only kept when problems are', async () => {
    const app = await launch({ root: withHandler(rejects), page: PAGE, keepProblems: true });
    await app.tap('.boom');
    expect(app.problems).toEqual([expect.stringContaining('out of order')]);
  });

  it('fails the time that passed when it comes later', async () => {
    const app = await launch({ root: withHandler('boom() { setTimeout(() => Promise.reject("late"), 5000); }'), page: PAGE });
    await app.tap('.boom');
    await expect(app.pass(5000)).rejects.toThrow("unhandled rejection: 'late'");
  });

  it('is none when somebody handles it, even a little later', async () => {
    const handled = "boom() { const failed = Promise.reject(new Error('no')); setTimeout(() => failed.catch(() => undefined), 100); }";
    const app = await launch({ root: withHandler(handled), page: PAGE });
    await app.tap('.boom');
    expect(app.problems).toEqual([]);
  });
});

it('fails the launch when onLoad rejects', async () => {
  const root = withHandler("async onLoad() { throw new Error('not loaded'); }");
  await expect(launch({ root, page: PAGE })).rejects.toThrow('not loaded');
});
