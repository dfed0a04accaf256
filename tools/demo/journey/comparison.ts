/** The same person, the same WeChat, the same Authing; only the order is the one that authing-wxapp-sdk documents. */
import assert from 'node:assert/strict';
import type { Step } from './steps';
import { happened, only, until } from './checks';

const PATH = '/connections/social/wechat-miniprogram/auth-by-phone';

/** Holds when the predecessor's order fails, for the reason that WeChat's documentation warns of. @param address where it is served */
export const comparison = (address: () => Promise<string>): Step => ({
  title: 'For comparison: authing-wxapp-sdk in its documented order',
  async run({ visitor, backend, openid, picture, overview }) {
    backend.authing.requests.clear();
    await visitor.open(await address());
    await visitor.tap(visitor.words.usePhone);
    await visitor.answer(visitor.words.agree);
    await visitor.answer(visitor.words.allow);
    const request = await until(() => backend.authing.requests.to(PATH).find(({ duration }) => duration !== undefined));
    await visitor.screen.locator('[aria-role=alert], [role=alert], .message').first().waitFor();
    await overview('predecessor');
    await picture('10-predecessor');
    const sealed = happened(backend, openid, 'data.sealed').at(-1);
    const exchanged = happened(backend, openid, 'code.exchanged').at(-1);
    assert.ok(sealed && exchanged);
    assert.notEqual(exchanged.detail.keyId, sealed.detail.keyId, 'wx.login in the callback must have changed the key');
    const { code, message } = only(backend, PATH).response as { code: number; message: string };
    assert.notEqual(code, 200, 'Authing must not have signed anybody in');
    assert.equal(Object.keys(await visitor.storage()).length, 0, 'nobody may be signed in');
    return [
      `WeChat sealed the number with ${sealed.detail.keyId}; wx.login in the callback then made ${exchanged.detail.keyId} the key`,
      `POST ${request.path} -> ${request.status} · ${code} ${message}`,
    ];
  },
});
