import { ResourceType } from 'authing-js-sdk/build/main/types/graphql.v2';
import { APP_ID, startedServers } from './started-server';
import { codeOf, sdk, signedInSdk } from './sdk-client';

const start = startedServers();

test('roles: those of the user, by namespace, with their parents', async () => {
  const server = await start();
  const { client, id } = await signedInSdk(server);
  server.admin.assignRole(APP_ID, 'staff', []);
  server.admin.assignRole(APP_ID, 'editor', [id], { parentCode: 'staff', description: 'May write' });
  server.admin.assignRole(APP_ID, 'owner', [id], { namespace: 'shop' });
  expect([await client.hasRole('editor'), await client.hasRole('staff'), await client.hasRole('owner')]).toEqual([true, false, true]);
  expect([await client.hasRole('editor', 'shop'), await client.hasRole('owner', 'shop')]).toEqual([false, true]);
  const asked = server.requests.to('user').at(-3)?.response as { data: { user: { roles: { list: object[] } } } };
  expect(asked.data.user.roles.list[0]).toMatchObject({ code: 'editor', description: 'May write', parent: { code: 'staff' } });
});

test('departments and organisations: the path from the root', async () => {
  const server = await start();
  const { client, id } = await signedInSdk(server);
  const company = server.admin.createDepartment(APP_ID, 'Company');
  const sales = server.admin.createDepartment(APP_ID, 'Sales', company);
  const north = server.admin.createDepartment(APP_ID, 'North', sales);
  const club = server.admin.createDepartment(APP_ID, 'Club');
  server.admin.addMember(north, id);
  server.admin.addMember(club, id, false);
  const departments = await client.listDepartments();
  expect(departments?.totalCount).toBe(2);
  expect(departments?.list[0]).toMatchObject({
    isMainDepartment: true,
    department: { name: 'North', root: false, depth: 2, orgId: company.id, namePath: ['Company', 'Sales', 'North'], children: [] },
  });
  const paths = (await client.listOrgs()) as { name: string }[][];
  expect(paths.map((path) => path.map(({ name }) => name))).toEqual([['Company', 'Sales', 'North'], ['Club']]);
});

test("authorized resources: own grants and those of the user's roles, joined", async () => {
  const server = await start();
  const { client, id } = await signedInSdk(server);
  server.admin.assignRole(APP_ID, 'editor', [id]);
  server.admin.grant(APP_ID, { targetType: 'USER', target: id, resource: 'page:1', actions: ['read'] });
  server.admin.grant(APP_ID, { targetType: 'ROLE', target: 'editor', resource: 'page:1', actions: ['read', 'write'] });
  server.admin.grant(APP_ID, { targetType: 'ROLE', target: 'editor', resource: 'menu', resourceType: 'MENU', actions: ['see'] });
  server.admin.grant(APP_ID, { targetType: 'ROLE', target: 'owner', resource: 'page:2', actions: ['read'] });
  expect(await client.listAuthorizedResources('default')).toEqual({
    totalCount: 2,
    list: [
      { code: 'page:1', type: 'DATA', actions: ['read', 'write'] },
      { code: 'menu', type: 'MENU', actions: ['see'] },
    ],
  });
  expect((await client.listAuthorizedResources('default', { resourceType: ResourceType.Menu })).totalCount).toBe(1);
  expect((await client.listAuthorizedResources('shop')).totalCount).toBe(0);
});

test('applications of the user pool, page by page', async () => {
  const apps = [{ appId: APP_ID, userPoolId: 'p', name: 'One' }, { appId: 'two', userPoolId: 'p' }, { appId: 'other' }];
  const server = await start({ apps });
  const { client } = await signedInSdk(server);
  expect((await client.listApplications()).list.map(({ id }) => id)).toEqual([APP_ID, 'two']);
  expect(await client.listApplications({ page: 2, limit: 1 })).toMatchObject({ totalCount: 2, list: [{ id: 'two', name: 'two' }] });
});

test('security level: the more proofs, the higher', async () => {
  const server = await start();
  const { client } = await signedInSdk(server);
  expect(await client.getSecurityLevel()).toEqual({
    email: false,
    phone: false,
    mfa: false,
    password: true,
    passwordSecurityLevel: 2,
    score: 30,
  });
  const strong = server.admin.createUser(APP_ID, {
    username: 'wu',
    email: 'wu@example.test',
    phone: '10012340001',
    password: 'LongPassw0rd12',
  });
  const other = sdk(server, { token: server.admin.issueToken(APP_ID, strong.id) });
  expect(await other.getSecurityLevel()).toMatchObject({ email: true, phone: true, passwordSecurityLevel: 3, score: 80 });
});

test('none of this without a sign-in', async () => {
  const server = await start();
  const client = sdk(server);
  expect(await codeOf(client.listOrgs())).toBe(2020);
  expect(await codeOf(client.listApplications())).toBe(2020);
  expect(await codeOf(client.getSecurityLevel())).toBe(2020);
});

test('principal: a person or an enterprise, once, with numbers whose form is right', async () => {
  const server = await start();
  const { client } = await signedInSdk(server);
  expect(await client.principal.detail()).toBeNull();
  const person = { type: 'P', name: 'Lin', bankCard: '6200000000000000' } as const;
  // The example number of GB 11643, and the same with a wrong checksum.
  expect(await codeOf(client.principal.authenticate({ ...person, idCard: '110105194912310029' }))).toBe(400);
  expect(await client.principal.authenticate({ ...person, idCard: '11010519491231002X' })).toBe(true);
  expect(await client.principal.detail()).toMatchObject({ principalType: 'P', principalName: 'Lin', principalCode: '11010519491231002X' });
  expect(await codeOf(client.principal.authenticate({ ...person, idCard: '11010519491231002X' }))).toBe(2018);
  const { client: wu } = await signedInSdk(server, 'wu');
  const company = { type: 'E', enterpriseName: 'Lin & Co', legalPersonName: 'Lin' } as const;
  expect(await codeOf(wu.principal.authenticate({ ...company, enterpriseCode: '12' }))).toBe(400);
  expect(await wu.principal.authenticate({ ...company, enterpriseCode: '91350100M000100Y43' })).toBe(true);
});
