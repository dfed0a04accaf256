/** @jest-environment ./test/harness/environment.js */
/** Who answers which host. */
import { launch } from 'authing-miniapp-emulator/jest';
import { miniProgram } from './mini-program';

const PAGE = 'pages/index/index';

/** A page that shows how a request to `url` ended. */
const asking = (url: string, app = "App({ authing: { appId: 'YOUR_APP_ID' } });"): string =>
  miniProgram({
    'app.js': app,
    'pages/index/index.wxml': '<view>{{ended}}</view>',
    'pages/index/index.js': `Page({ data: { ended: '' }, onLoad() {
      wx.request({ url: '${url}', success: (answer) => this.setData({ ended: answer.statusCode + ' ' + JSON.stringify(answer.data) }),
        fail: ({ errMsg }) => this.setData({ ended: errMsg }) });
    } });`,
  });

const URL_OF_MINE = 'https://api.example.com/orders';

it('fails a request to a host that nobody answers for, and names the option', async () => {
  await expect(launch({ root: asking(URL_OF_MINE), page: PAGE })).rejects.toThrow(
    /nobody answers https:\/\/api\.example\.com\/orders: give launch\(\{ backend/,
  );
  const app = await launch({ root: asking(URL_OF_MINE), page: PAGE, keepProblems: true });
  expect(app.page.text()).toMatch(/^request:fail errcode:-105 .*ERR_NAME_NOT_RESOLVED$/);
  expect(app.requests.all).toEqual([]);
});

it('lets the backend answer for any host', async () => {
  const app = await launch({ root: asking(URL_OF_MINE), page: PAGE, backend: () => Response.json({ id: 1 }) });
  expect(app.page.text()).toBe('200 {"id":1}');
});

const DISCOVERY = '/oidc/.well-known/openid-configuration';

it.each([
  ['the public cloud', `https://core.authing.cn${DISCOVERY}`, {}],
  ['a domain of the public cloud', `https://my-app.authing.cn${DISCOVERY}`, {}],
  ['a declared host', `https://id.example.com${DISCOVERY}`, { authing: { appId: 'a', host: 'https://id.example.com' } }],
  ['a declared domain', `https://id.example.com${DISCOVERY}`, { authing: { appId: 'a', domain: 'id.example.com' } }],
  ["the server's own URL", `https://id.example.com${DISCOVERY}`, { server: { url: 'https://id.example.com' } }],
])('takes %s for Authing', async (_what, url, options) => {
  const app = await launch({ root: asking(url), page: PAGE, ...options });
  expect(app.requests.to(DISCOVERY)).toHaveLength(1);
  expect(app.page.text()).toMatch(/^200 /);
});

it("takes for Authing what app.js calls Authing's host", async () => {
  const root = asking(`https://id.example.com${DISCOVERY}`, "App({ globalData: { authing: { host: 'https://id.example.com' } } });");
  const app = await launch({ root, page: PAGE });
  expect(app.page.text()).toMatch(/^200 /);
});

describe('the identity source', () => {
  const asked = async (app: string, named: string, options = {}): Promise<unknown> => {
    const root = miniProgram({
      'app.js': app,
      'pages/index/index.js': `Page({ onLoad() {
        wx.request({ url: 'https://core.authing.cn/api/v3/get-wechat-miniprogram-phone', method: 'POST',
          header: { 'x-authing-app-id': 'a' }, data: { extIdpConnidentifier: '${named}' } });
      } });`,
    });
    const { requests } = await launch({ root, page: PAGE, ...options });
    return (requests.last.response as { apiCode: number }).apiCode;
  };
  const MISSING_CODE = 2231;
  const declaring = "App({ authing: { appId: 'a', extIdpConnIdentifier: 'mine' } });";

  it.each([
    ['is the one that app.js names', declaring, 'mine', {}, MISSING_CODE],
    ['and no other', declaring, 'wechat', {}, 404],
    ['is "wechat" where it names none', "App({ authing: { appId: 'a' } });", 'wechat', {}, MISSING_CODE],
    [
      'is what the test says',
      declaring,
      'other',
      { server: { apps: [{ appId: 'a', wechat: { appId: 'wx', extIdpConnIdentifier: 'other' } }] } },
      MISSING_CODE,
    ],
  ])('%s', async (_what, app, named, options, answer) => expect(await asked(app, named, options)).toBe(answer));
});
