/** @jest-environment ./test/harness/environment.js */
/** What a test in JavaScript can get wrong without a compiler that tells. */
import { launch } from 'authing-miniapp-emulator/jest';
import { miniProgram } from './mini-program';

type Loose = (...args: unknown[]) => Promise<unknown>;

it.each([
  ['an option', { pages: 'pages/index/index' }, /^launch: there is no 'pages'; there is 'root', 'page', /],
  ['an engine', { engine: 'exparser' }, /there is no 'exparser'; there is 'simulate', 'glass-easel'$/],
  ['half of WeChat', { wechat: { phone: {} } }, /there is no 'phone'; there is 'cloud', 'device'$/],
  ["a device's option", { wechat: { device: { lang: 'en' } } }, /there is no 'lang'; there is .*'language'/],
  ["the cloud's option", { wechat: { cloud: { user: [] } } }, /there is no 'user'; there is .*'users'/],
  ["the server's option", { server: { app: [] } }, /there is no 'app'; there is 'apps'/],
  ['how a component is used', { mount: { props: {} } }, /there is no 'props'; there is .*'properties'/],
])('launch refuses %s that there is not', async (_what, options, message) => {
  await expect((launch as Loose)({ root: miniProgram(), ...options })).rejects.toThrow(message);
});

it.each([
  ['a sheet', ['phonenumber', { answer: 'deny' }], "the sheet: there is no 'phonenumber'; there is 'phoneNumber', 'avatar',"],
  ['an answer', ['phoneNumber', { answer: 'refuse' }], "the answer: there is no 'refuse'; there is 'accept', 'deny', 'cancel', 'never'"],
  ['no answer', ['phoneNumber', {}], "the answer: there is no 'undefined'"],
  [
    'a field',
    ['avatar', { answer: 'deny', after: 5 }],
    "the answer 'deny': there is no 'after'; there is 'answer', 'errMsg', 'errno', 'afterMs'",
  ],
])('the person refuses %s that there is not', async (_what, [kind, decision], message) => {
  const app = await launch({ root: miniProgram() });
  expect(() => app.person.next(kind as never, decision as never)).toThrow(`person.next, ${message}`);
  expect(() => app.person.always(kind as never, decision as never)).toThrow(`person.always, ${message}`);
});
