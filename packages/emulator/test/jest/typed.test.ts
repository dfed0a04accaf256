/** @jest-environment ./test/harness/environment.js */
/** What a test in TypeScript is told of types; tsc judges the rest of it. */
import { launch } from 'authing-miniapp-emulator/jest';
import { miniProgram } from './mini-program';

const PAGE = 'pages/index/index';

it('knows the data of the page as launch was told, and the appId as a string', async () => {
  const root = miniProgram({ 'pages/index/index.js': "Page({ data: { notice: 'Later' } });" });
  const app = await launch<{ notice: string }>({ root, page: PAGE });
  expect(app.page.data.notice.toUpperCase()).toBe('LATER');
  app.server.admin.createUser(app.appId, { phone: '10000000001' });
});

it('has no appId where the mini program declares none', async () => {
  const app = await launch({ root: miniProgram({ 'app.js': 'App({});' }), page: PAGE });
  expect(() => app.appId).toThrow('declares no appId');
});
