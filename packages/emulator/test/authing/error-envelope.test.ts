import { get, graphql, post } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk } from './sdk-client';

const start = startedServers();
const unknownApp = { appId: 'nobody' } as const;
const documented = (apiCode: string, message: string) => ({
  uniqueId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  statusCode: 499,
  message,
  apiCode,
  data: null,
});

test('by default an error is { code, message, data } under HTTP 200', async () => {
  const server = await start();
  const answer = await post(server, '/api/v2/sms/send', {}, unknownApp);
  expect(answer).toEqual({ status: 200, body: { code: 2011, message: '应用不存在', data: null } });
});

describe('the apiCode form', () => {
  test('REST v2: the documented fields, the number as a text, under HTTP 200', async () => {
    const server = await start({ errorEnvelope: 'apiCode' });
    const answer = await post(server, '/api/v2/sms/send', {}, unknownApp);
    expect(answer).toEqual({ status: 200, body: documented('2011', '应用不存在') });
    const again = await post(server, '/api/v2/sms/send', {}, unknownApp);
    expect(again.body.uniqueId).not.toBe(answer.body.uniqueId);
  });

  test('GraphQL: the same object as the message of the error', async () => {
    const server = await start({ errorEnvelope: 'apiCode', errorStatus: 499 });
    const { status, body } = await graphql(server, '{ user { id } }', {}, { lang: 'en-US' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: null, errors: [{ message: documented('2020', 'Not signed in') }] });
    const whole = await graphql(server, '{ user { id } }', {}, unknownApp);
    expect(whole.body).toEqual({ data: null, errors: [{ message: documented('2011', '应用不存在') }] });
  });

  test("under HTTP 499 if the server is told so; what is HTTP's keeps its own number", async () => {
    const server = await start({ errorEnvelope: 'apiCode', errorStatus: 499 });
    expect(await post(server, '/api/v2/sms/send', {}, unknownApp)).toMatchObject({ status: 499, body: { apiCode: '2011' } });
    expect(await get(server, '/api/v2/nothing')).toMatchObject({ status: 404, body: { statusCode: 404, apiCode: '404' } });
  });

  test('faults and what WeChat refuses come in it, too', async () => {
    const server = await start({ errorEnvelope: 'apiCode' });
    server.faults.error(1000, { path: '/sms/send' }, 'busy');
    expect(await post(server, '/api/v2/sms/send', {})).toEqual({ status: 200, body: documented('1000', 'busy') });
    const refused = await post(server, '/connections/social/wechat-miniprogram/auth', { code: 'x' });
    expect(refused.body).toMatchObject({ statusCode: 500, apiCode: '500', message: expect.stringContaining('40029') as string });
  });

  test('v3 keeps its own form, and results their own', async () => {
    const server = await start({ errorEnvelope: 'apiCode', errorStatus: 499 });
    expect(await get(server, '/api/v3/get-profile')).toMatchObject({ status: 200, body: { statusCode: 401, apiCode: 2020 } });
    server.admin.createUser(APP_ID, { username: 'lin', password: 'passw0rd' });
    expect((await sdk(server).loginByUsername('lin', 'passw0rd')).username).toBe('lin');
    // Authing's SDK looks for a code and finds none.
    expect(await codeOf(sdk(server).loginByUsername('lin', 'wrong-pw'))).toBeUndefined();
  });
});
