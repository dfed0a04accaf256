import assert from 'node:assert/strict';
import { APP_ID, EMAIL, PHONE } from '../fixture';
import type { Cases, Fixture } from '../fixture';

const NEW_PHONE = '10000000002';
const NEW_EMAIL = 'countess@example.com';

async function smsCode(fixture: Fixture, phone: string): Promise<string> {
  await fixture.client.sendSmsCode(phone);
  return fixture.server.outbox.last(phone).code;
}

async function emailCode(fixture: Fixture, email: string): Promise<string> {
  await fixture.client.sendEmail(email, 'CHANGE_EMAIL');
  return fixture.server.outbox.last(email).code;
}

const withField = (fixture: Fixture): void => {
  fixture.server.admin.defineField(APP_ID, 'age', 'NUMBER');
  fixture.signIn();
};

const changesPhoto = async (fixture: Fixture): Promise<void> => {
  fixture.signIn();
  const { photo } = await fixture.call();
  assert.equal((await fetch(photo)).status, 200);
  assert.equal((await fixture.client.getCurrentUser()).photo, photo);
};

async function link(fixture: Fixture): Promise<{ primaryUserToken: string }> {
  const { code } = await new Promise<{ code: string }>((success, fail) => fixture.device.wx.login({ success, fail }));
  const secondary = await fixture.client.loginByCode(code);
  fixture.signIn();
  const primaryUserToken = fixture.client.tokenProvider.getToken();
  await fixture.client.linkAccount({ primaryUserToken, secondaryUserToken: secondary.token });
  return { primaryUserToken };
}

/** The signed-in user's profile, contacts, own fields and rights. */
export const profileCases: Cases = {
  async updateProfile(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call({ nickname: 'Countess' })).nickname, 'Countess');
  },
  updateAvatar: changesPhoto,
  uploadAvatar: changesPhoto,
  async updatePhone(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call(NEW_PHONE, await smsCode(fixture, NEW_PHONE), PHONE, await smsCode(fixture, PHONE))).phone, NEW_PHONE);
  },
  async updateEmail(fixture) {
    fixture.signIn();
    assert.equal(
      (await fixture.call(NEW_EMAIL, await emailCode(fixture, NEW_EMAIL), EMAIL, await emailCode(fixture, EMAIL))).email,
      NEW_EMAIL,
    );
  },
  async unbindPhone(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call()).phone, null);
  },
  async bindPhone(fixture) {
    fixture.signIn();
    await fixture.client.unbindPhone();
    assert.equal((await fixture.call(NEW_PHONE, await smsCode(fixture, NEW_PHONE))).phone, NEW_PHONE);
  },
  async unbindEmail(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call()).email, null);
  },
  async bindEmail(fixture) {
    fixture.signIn();
    await fixture.client.unbindEmail();
    assert.equal((await fixture.call(NEW_EMAIL, await emailCode(fixture, NEW_EMAIL))).email, NEW_EMAIL);
  },
  async linkAccount(fixture) {
    const { code } = await new Promise<{ code: string }>((success, fail) => fixture.device.wx.login({ success, fail }));
    const secondary = await fixture.client.loginByCode(code);
    fixture.signIn();
    const tokens = { primaryUserToken: fixture.client.tokenProvider.getToken(), secondaryUserToken: secondary.token };
    assert.equal((await fixture.call(tokens)).code, 200);
    assert.ok(fixture.server.admin.user(fixture.ada).identities.length);
  },
  async unLinkAccount(fixture) {
    const { primaryUserToken } = await link(fixture);
    assert.equal((await fixture.call({ primaryUserToken, provider: 'wechat:miniprogram:default' })).code, 200);
    assert.deepEqual(fixture.server.admin.user(fixture.ada).identities, []);
  },
  async setUdv(fixture) {
    withField(fixture);
    assert.equal((await fixture.call('age', 36)).find(({ key }: { key: string }) => key === 'age').value, 36);
  },
  async listUdv(fixture) {
    withField(fixture);
    await fixture.client.setUdv('age', 36);
    assert.equal((await fixture.call())[0].value, 36);
  },
  async removeUdv(fixture) {
    withField(fixture);
    await fixture.client.setUdv('age', 36);
    assert.equal((await fixture.call('age')).length, 0);
  },
  async setUdfValue(fixture) {
    withField(fixture);
    await fixture.call({ age: 36 });
    assert.equal((await fixture.client.getUdfValue()).age, 36);
  },
  async getUdfValue(fixture) {
    withField(fixture);
    await fixture.client.setUdfValue({ age: 36 });
    assert.equal((await fixture.call()).age, 36);
  },
  async removeUdfValue(fixture) {
    withField(fixture);
    await fixture.client.setUdfValue({ age: 36 });
    await fixture.call('age');
    assert.equal((await fixture.client.getUdfValue()).age, undefined);
  },
  async listOrgs(fixture) {
    const root = fixture.server.admin.createDepartment(APP_ID, 'Works');
    fixture.server.admin.addMember(root, fixture.ada);
    fixture.signIn();
    assert.equal((await fixture.call()).length, 1);
  },
  async listDepartments(fixture) {
    fixture.server.admin.addMember(fixture.server.admin.createDepartment(APP_ID, 'Works'), fixture.ada);
    fixture.signIn();
    assert.equal((await fixture.call()).list[0].department.name, 'Works');
  },
  async hasRole(fixture) {
    fixture.server.admin.assignRole(APP_ID, 'engineer', [fixture.ada]);
    fixture.signIn();
    assert.equal(await fixture.call('engineer'), true);
    assert.equal(await fixture.call('poet'), false);
  },
  async listAuthorizedResources(fixture) {
    fixture.server.admin.grant(APP_ID, { targetType: 'USER', target: fixture.ada, resource: 'engine:1', actions: ['engine:start'] });
    fixture.signIn();
    assert.equal((await fixture.call('default')).list[0].code, 'engine:1');
  },
  async listApplications(fixture) {
    fixture.signIn();
    assert.equal((await fixture.call({ page: 1, limit: 5 })).totalCount, 2);
  },
};
