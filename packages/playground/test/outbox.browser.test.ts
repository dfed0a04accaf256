import path from 'node:path';
import { AUTHING_APP_ID } from '../src/backend/backend';
import { closeBrowser, visit, type Visit } from './visit';

const project = path.join(__dirname, 'fixture', 'app');
const NUMBER = '10000000001';

let opened: Visit;
afterEach(() => opened.close());
afterAll(closeBrowser);

const ask = (address: string, body: object): Promise<Response> =>
  fetch(`${opened.server.backend.authing.url}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authing-app-id': AUTHING_APP_ID },
    body: JSON.stringify(body),
  });
const signIn = (code: string): Promise<Response> => {
  const query = 'mutation signIn($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { id } }';
  return ask('/graphql/v2', { query, variables: { input: { phone: NUMBER, code, autoRegister: true } } });
};

describe.each([
  ['en', 'Sent by Authing', 'Text message', 'not used yet', 'used'],
  ['zh', 'Authing 已发送', '短信', '未使用', '已使用'],
])('the panel in %s', (language, title, channel, unused, used) => {
  it('shows the code that Authing sent by text message, and when it has been used', async () => {
    const context = { locale: language === 'en' ? 'en-US' : 'zh-CN' };
    opened = await visit({ project, panel: true }, '', context);
    const { page, server } = opened;
    await page.locator('#panel h2').waitFor();
    const sent = page.locator('#panel').getByRole('status', { name: title });
    expect(await sent.count()).toBe(0);
    await ask('/api/v2/sms/send', { phone: NUMBER });
    const { code } = server.backend.authing.outbox.last(NUMBER);
    await sent.getByText(code, { exact: true }).waitFor();
    expect(await sent.locator('.now-code').innerText()).toMatch(new RegExp(`^${channel}\\s+\\S*\\s*${NUMBER}\\s+${code}\\s+${unused}$`));
    await signIn(code);
    await sent.getByText(used, { exact: true }).waitFor();
  });
});
