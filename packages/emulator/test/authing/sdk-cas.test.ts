import { install } from '@sinonjs/fake-timers';
import { get } from './protocol-client';
import { APP_ID, startedServers } from './started-server';
import { sdk } from './sdk-client';

const start = startedServers();
const SERVICE = 'https://service.test/';

async function startCas() {
  const server = await start({ apps: [{ appId: APP_ID, casServices: [SERVICE] }] });
  const { id } = server.admin.createUser(APP_ID, { username: 'lin', email: 'lin@example.test', profile: { nickname: '<Lin>' } });
  return { server, id, client: sdk(server, { protocol: 'cas' }), ticket: () => server.admin.issueCasTicket(APP_ID, id, SERVICE) };
}

test('CAS 1.0: yes once, no for anything else', async () => {
  const { client, ticket } = await startCas();
  const one = ticket();
  expect(await client.validateTicketV1(one, SERVICE)).toEqual({ valid: true });
  expect((await client.validateTicketV1(one, SERVICE)).valid).toBe(false);
  expect((await client.validateTicketV1(ticket(), 'https://other.test/')).valid).toBe(false);
  expect((await client.validateTicketV1('ST-nothing', SERVICE)).valid).toBe(false);
});

test('CAS 2.0 in JSON and XML', async () => {
  const { client, id, ticket } = await startCas();
  expect(await client.validateTicketV2(ticket(), SERVICE)).toMatchObject({
    serviceResponse: { authenticationSuccess: { user: id, attributes: { email: 'lin@example.test', nickname: '<Lin>' } } },
  });
  expect(await client.validateTicketV2('ST-nothing', SERVICE)).toMatchObject({
    serviceResponse: { authenticationFailure: { code: 'INVALID_TICKET' } },
  });
  const xml = String(await client.validateTicketV2(ticket(), SERVICE, 'XML'));
  expect(xml).toContain(`<cas:user>${id}</cas:user>`);
  expect(xml).toContain('<cas:nickname>&lt;Lin&gt;</cas:nickname>');
  expect(await client.validateTicketV2(ticket(), 'https://other.test/', 'XML')).toContain('code="INVALID_SERVICE"');
});

test('a ticket is good for a minute', async () => {
  const { client, ticket } = await startCas();
  const late = ticket();
  const clock = install({ toFake: ['Date'], now: Date.now() });
  try {
    clock.setSystemTime(Date.now() + 60_000);
    expect((await client.validateTicketV1(late, SERVICE)).valid).toBe(false);
  } finally {
    clock.uninstall();
  }
});

test('the sign-in gives tickets to signed-in users, for registered services', async () => {
  const { server, client, id } = await startCas();
  const path = client.buildAuthorizeUrl({ service: SERVICE }).slice(server.url.length);
  expect((await get(server, path)).status).toBe(401);
  expect((await get(server, `/cas-idp/${APP_ID}?service=https://evil.test/`)).status).toBe(403);
  const token = server.admin.issueToken(APP_ID, id);
  const response = await fetch(server.url + path, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } });
  const back = new URL(response.headers.get('location') ?? '');
  expect(back.origin).toBe('https://service.test');
  expect((await client.validateTicketV1(back.searchParams.get('ticket') ?? '', SERVICE)).valid).toBe(true);
  await get(server, '/cas-idp/logout', { token });
  expect((await client.checkLoginStatus(token)).code).toBe(2206);
});
