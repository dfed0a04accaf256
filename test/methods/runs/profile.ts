import assert from 'node:assert/strict';
import { APP_ID, EMAIL, PHONE } from '../stage';
import type { Stage } from '../stage';
import type { Runs } from '../run';

const NEW_PHONE = '10000000002';
const NEW_EMAIL = 'countess@example.com';

async function smsCode(stage: Stage, phone: string): Promise<string> {
  await stage.client.sendSmsCode(phone);
  return stage.server.outbox.last(phone).code;
}

async function emailCode(stage: Stage, email: string): Promise<string> {
  await stage.client.sendEmail(email, 'CHANGE_EMAIL');
  return stage.server.outbox.last(email).code;
}

const withField = (stage: Stage): void => {
  stage.server.admin.defineField(APP_ID, 'age', 'NUMBER');
  stage.signIn();
};

const changesPhoto = async (stage: Stage): Promise<void> => {
  stage.signIn();
  const { photo } = await stage.call();
  assert.equal((await fetch(photo)).status, 200);
  assert.equal((await stage.client.getCurrentUser()).photo, photo);
};

async function link(stage: Stage): Promise<{ primaryUserToken: string }> {
  const { code } = await new Promise<{ code: string }>((success, fail) => stage.device.wx.login({ success, fail }));
  const secondary = await stage.client.loginByCode(code);
  stage.signIn();
  const primaryUserToken = stage.client.tokenProvider.getToken();
  await stage.client.linkAccount({ primaryUserToken, secondaryUserToken: secondary.token });
  return { primaryUserToken };
}

/** The signed-in user's profile, contacts, own fields and rights. */
export const profileRuns: Runs = {
  async updateProfile(stage) {
    stage.signIn();
    assert.equal((await stage.call({ nickname: 'Countess' })).nickname, 'Countess');
  },
  updateAvatar: changesPhoto,
  uploadAvatar: changesPhoto,
  async updatePhone(stage) {
    stage.signIn();
    assert.equal((await stage.call(NEW_PHONE, await smsCode(stage, NEW_PHONE), PHONE, await smsCode(stage, PHONE))).phone, NEW_PHONE);
  },
  async updateEmail(stage) {
    stage.signIn();
    assert.equal((await stage.call(NEW_EMAIL, await emailCode(stage, NEW_EMAIL), EMAIL, await emailCode(stage, EMAIL))).email, NEW_EMAIL);
  },
  async unbindPhone(stage) {
    stage.signIn();
    assert.equal((await stage.call()).phone, null);
  },
  async bindPhone(stage) {
    stage.signIn();
    await stage.client.unbindPhone();
    assert.equal((await stage.call(NEW_PHONE, await smsCode(stage, NEW_PHONE))).phone, NEW_PHONE);
  },
  async unbindEmail(stage) {
    stage.signIn();
    assert.equal((await stage.call()).email, null);
  },
  async bindEmail(stage) {
    stage.signIn();
    await stage.client.unbindEmail();
    assert.equal((await stage.call(NEW_EMAIL, await emailCode(stage, NEW_EMAIL))).email, NEW_EMAIL);
  },
  async linkAccount(stage) {
    const { code } = await new Promise<{ code: string }>((success, fail) => stage.device.wx.login({ success, fail }));
    const secondary = await stage.client.loginByCode(code);
    stage.signIn();
    const tokens = { primaryUserToken: stage.client.tokenProvider.getToken(), secondaryUserToken: secondary.token };
    assert.equal((await stage.call(tokens)).code, 200);
    assert.ok(stage.server.admin.user(stage.ada).identities.length);
  },
  async unLinkAccount(stage) {
    const { primaryUserToken } = await link(stage);
    assert.equal((await stage.call({ primaryUserToken, provider: 'wechat:miniprogram:default' })).code, 200);
    assert.deepEqual(stage.server.admin.user(stage.ada).identities, []);
  },
  async setUdv(stage) {
    withField(stage);
    assert.equal((await stage.call('age', 36)).find(({ key }: { key: string }) => key === 'age').value, 36);
  },
  async listUdv(stage) {
    withField(stage);
    await stage.client.setUdv('age', 36);
    assert.equal((await stage.call())[0].value, 36);
  },
  async removeUdv(stage) {
    withField(stage);
    await stage.client.setUdv('age', 36);
    assert.equal((await stage.call('age')).length, 0);
  },
  async setUdfValue(stage) {
    withField(stage);
    await stage.call({ age: 36 });
    assert.equal((await stage.client.getUdfValue()).age, 36);
  },
  async getUdfValue(stage) {
    withField(stage);
    await stage.client.setUdfValue({ age: 36 });
    assert.equal((await stage.call()).age, 36);
  },
  async removeUdfValue(stage) {
    withField(stage);
    await stage.client.setUdfValue({ age: 36 });
    await stage.call('age');
    assert.equal((await stage.client.getUdfValue()).age, undefined);
  },
  async listOrgs(stage) {
    const root = stage.server.admin.createDepartment(APP_ID, 'Works');
    stage.server.admin.addMember(root, stage.ada);
    stage.signIn();
    assert.equal((await stage.call()).length, 1);
  },
  async listDepartments(stage) {
    stage.server.admin.addMember(stage.server.admin.createDepartment(APP_ID, 'Works'), stage.ada);
    stage.signIn();
    assert.equal((await stage.call()).list[0].department.name, 'Works');
  },
  async hasRole(stage) {
    stage.server.admin.assignRole(APP_ID, 'engineer', [stage.ada]);
    stage.signIn();
    assert.equal(await stage.call('engineer'), true);
    assert.equal(await stage.call('poet'), false);
  },
  async listAuthorizedResources(stage) {
    stage.server.admin.grant(APP_ID, { targetType: 'USER', target: stage.ada, resource: 'engine:1', actions: ['engine:start'] });
    stage.signIn();
    assert.equal((await stage.call('default')).list[0].code, 'engine:1');
  },
  async listApplications(stage) {
    stage.signIn();
    assert.equal((await stage.call({ page: 1, limit: 5 })).totalCount, 2);
  },
};
