import assert from 'node:assert/strict';
import type { Cases, Fixture } from '../fixture';

const login = (fixture: Fixture): Promise<string> =>
  new Promise((resolve, reject) => fixture.device.wx.login({ success: ({ code }) => resolve(code), fail: reject }));

/** What a tap on a native phone button hands over, after a code was fetched. */
async function phoneData(fixture: Fixture): Promise<[code: string, iv: string, encryptedData: string]> {
  const code = await login(fixture);
  const { iv, encryptedData } = await new Promise<{ iv: string; encryptedData: string }>((resolve) => {
    fixture.device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { iv: string; encryptedData: string }));
  });
  return [code, iv, encryptedData];
}

/** What it hands over besides, since base library 2.21.2. */
async function phoneToken(fixture: Fixture): Promise<string> {
  const { code } = await new Promise<{ code: string }>((resolve) => {
    fixture.device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { code: string }));
  });
  // The app has no secret here: a phone can keep none.
  fixture.configure({ secret: undefined, extIdpConnIdentifier: 'wechat' });
  return code;
}

/** What this package adds to the SDK. */
export const wechatCases: Cases = {
  async loginByCode(fixture) {
    assert.ok((await fixture.call(await login(fixture))).token);
  },
  async loginByPhone(fixture) {
    assert.ok((await fixture.call(...(await phoneData(fixture)))).phone);
  },
  async getPhone(fixture) {
    assert.ok((await fixture.call(...(await phoneData(fixture)))).purePhoneNumber);
  },
  async loginByPhoneToken(fixture) {
    assert.ok((await fixture.call(await phoneToken(fixture), await login(fixture))).phone);
  },
  async getPhoneByToken(fixture) {
    assert.ok((await fixture.call(await phoneToken(fixture))).purePhoneNumber);
  },
};
