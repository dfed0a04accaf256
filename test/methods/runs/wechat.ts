import assert from 'node:assert/strict';
import type { Stage } from '../stage';
import type { Runs } from '../run';

const login = (stage: Stage): Promise<string> =>
  new Promise((resolve, reject) => stage.device.wx.login({ success: ({ code }) => resolve(code), fail: reject }));

/** What a tap on a native phone button hands over, after a code was fetched. */
async function phoneData(stage: Stage): Promise<[code: string, iv: string, encryptedData: string]> {
  const code = await login(stage);
  const { iv, encryptedData } = await new Promise<{ iv: string; encryptedData: string }>((resolve) => {
    stage.device.press({ openType: 'getPhoneNumber' }, ({ detail }) => resolve(detail as { iv: string; encryptedData: string }));
  });
  return [code, iv, encryptedData];
}

/** What this package adds to the SDK. */
export const wechatRuns: Runs = {
  async loginByCode(stage) {
    assert.ok((await stage.call(await login(stage))).token);
  },
  async loginByPhone(stage) {
    assert.ok((await stage.call(...(await phoneData(stage)))).phone);
  },
  async getPhone(stage) {
    assert.ok((await stage.call(...(await phoneData(stage)))).purePhoneNumber);
  },
};
