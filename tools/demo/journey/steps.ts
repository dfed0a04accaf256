/** The journey, step by step: what the person does, and what must then be true at WeChat, at Authing and on the device. */
import assert from 'node:assert/strict';
import { AUTHING_APP_ID } from 'authing-miniapp-playground/backend';
import type { Backend } from 'authing-miniapp-playground/backend';
import { maskedNumber } from '../../../lib/panel/number';
import type { Language, Visitor } from './visitor';
import { accountOf, answerOf, happened, only, ownNumber, sessionIn, signedInUser, statusOf, until } from './checks';

export interface Scene {
  readonly visitor: Visitor;
  readonly backend: Backend;
  readonly url: string;
  /** Whose device it is. */
  readonly openid: string;
  /** Takes a picture of the device, named after what it shows. */
  picture(name: string): Promise<void>;
  /** Takes a picture of device and panel. */
  overview(name: string): Promise<void>;
}

export interface Step {
  title: string;
  /** @returns what really happened, in one line each; throws when anything is not as it must be */
  run(scene: Scene): Promise<string[]>;
}

const nicknames: Record<Language, string> = { zh_CN: '小美', en: 'Mei' };
const short = (code: unknown): string => `…${String(code).slice(-4)}`;

export const steps: readonly Step[] = [
  {
    title: 'Signed out',
    async run({ visitor, backend, url, picture, openid }) {
      await visitor.open(url);
      await visitor.sees('signed-out');
      const issued = await until(() => happened(backend, openid, 'code.issued').at(-1));
      await picture('1-signed-out');
      assert.deepEqual(await visitor.storage(), {}, 'Storage must be empty');
      assert.equal(backend.authing.requests.length, 0, 'nobody has asked Authing for anything yet');
      assert.equal(happened(backend, openid, 'code.issued').length, 1, 'one wx.login for all buttons of the page');
      return [`WeChat issued code ${short(issued.detail.code)} under ${issued.detail.keyId} before any tap; Storage is empty`];
    },
  },
  {
    title: 'Silent sign-in',
    async run({ visitor, backend, openid, picture }) {
      const [prepared] = happened(backend, openid, 'code.issued');
      await visitor.tap(visitor.words.signIn);
      await visitor.sees('phone');
      await picture('2-phone-number');
      const request = only(backend, '/connections/social/wechat-miniprogram/auth');
      assert.deepEqual(request.body, { code: prepared?.detail.code }, 'the prepared code, and nothing else, must be sent');
      const [exchanged] = happened(backend, openid, 'code.exchanged');
      assert.equal(exchanged?.detail.code, prepared?.detail.code);
      const user = signedInUser(request);
      const kept = sessionIn(await visitor.storage());
      assert.equal(kept.token, user.token, 'the token that Authing signed must be kept');
      return [
        `POST ${request.path} {code: ${short(prepared?.detail.code)}} -> ${statusOf(request)}`,
        `WeChat exchanged the code for ${exchanged?.detail.keyId}; account ${user.id} created; its token is in Storage`,
      ];
    },
  },
  {
    title: 'Phone number accepted',
    async run({ visitor, backend, openid, picture }) {
      await visitor.tap(visitor.words.usePhone);
      await visitor.answer(visitor.words.agree);
      await visitor.page.locator('.sheets').getByRole('button', { name: visitor.words.allow, exact: true }).waitFor();
      await picture('3-phone-sheet');
      await visitor.answer(visitor.words.allow);
      await visitor.sees('profile');
      const request = only(backend, '/connections/social/wechat-miniprogram/auth-by-phone');
      const { code, iv, encryptedData } = request.body as Record<string, string>;
      assert.ok(code && iv && encryptedData, 'code, iv and encryptedData must come together');
      const sealed = happened(backend, openid, 'data.sealed').at(-1);
      const exchanged = happened(backend, openid, 'code.exchanged').at(-1);
      assert.equal(sealed?.detail.iv, iv);
      assert.equal(exchanged?.detail.keyId, sealed?.detail.keyId, 'the code must yield the key that sealed the number');
      const issued = happened(backend, openid, 'code.issued').find(({ detail }) => detail.code === code);
      assert.ok(issued && sealed && issued.seq < sealed.seq, 'the code must be older than the data');
      const { phoneNumber } = request.notes['decrypted'] as { phoneNumber: string };
      assert.equal(phoneNumber, ownNumber(backend, openid), "the number must be this person's");
      return [
        `WeChat sealed the number with ${sealed.detail.keyId}, ${sealed.at - issued.at} ms after it issued code ${short(code)}`,
        `POST ${request.path} {code, iv, encryptedData} -> ${statusOf(request)}; decrypted: ${phoneNumber}`,
      ];
    },
  },
  {
    title: 'Asked for picture and name',
    async run({ visitor, backend, openid, picture, overview }) {
      await visitor.sees('profile');
      await picture('4-profile');
      await overview('playground');
      const user = accountOf(backend, openid);
      assert.equal(user.phone, ownNumber(backend, openid));
      assert.equal(backend.authing.admin.users.length, 1, 'the number belongs to the account of the silent sign-in, not to a second one');
      return [`Authing has ${user.phone}, verified, on account ${user.id}`];
    },
  },
  {
    title: 'Avatar chosen and uploaded',
    async run({ visitor, backend, openid, picture }) {
      await visitor.tap(visitor.words.choosePicture);
      await visitor.page.locator('.sheets').getByRole('button', { name: visitor.words.wechatAvatar }).waitFor();
      await picture('5-avatar-sheet');
      await visitor.answer(visitor.words.wechatAvatar);
      const update = await until(() => backend.authing.requests.to('updateUser').find(({ duration }) => duration !== undefined));
      const upload = only(backend, '/api/v2/upload');
      const { file } = upload.body as { file: { type: string; size: number } };
      assert.match(upload.headers['authorization'] ?? '', /^Bearer /, 'the upload must carry the token');
      const { photo } = accountOf(backend, openid).profile;
      assert.ok(photo?.startsWith(backend.authing.url), 'the profile must name the uploaded picture');
      const image = visitor.screen.locator('img').first();
      await until(async () => (await image.getAttribute('src')) === photo);
      await until(() => image.evaluate((node) => (node as unknown as { naturalWidth: number }).naturalWidth > 0));
      await picture('6-avatar');
      return [
        `POST ${upload.path} ${file.type}, ${file.size} bytes, with the token -> ${statusOf(upload)}`,
        `updateUser {photo} -> ${statusOf(update)}; the page shows the picture from Authing`,
      ];
    },
  },
  {
    title: 'Nickname saved',
    async run({ visitor, backend, openid, picture }) {
      const nickname = nicknames[visitor.language];
      await visitor.screen.locator('input').fill(nickname);
      await visitor.tap(visitor.words.save);
      await visitor.sees('user');
      await visitor.reads(maskedNumber(ownNumber(backend, openid)));
      await picture('7-nickname');
      assert.equal(accountOf(backend, openid).profile.nickname, nickname);
      const kept = sessionIn(await visitor.storage());
      assert.equal(kept.user.nickname, nickname, 'Storage must know the new name');
      const request = backend.authing.requests.to('updateUser').at(-1);
      return [`updateUser {nickname: "${nickname}"} -> ${request && statusOf(request)}; Storage has it too`];
    },
  },
  {
    title: 'Reloaded: still signed in',
    async run({ visitor, backend, url, picture }) {
      const before = sessionIn(await visitor.storage()).token;
      const signIns = backend.authing.requests.to(/wechat-miniprogram/).length;
      const asked = backend.authing.requests.to('user').length;
      await visitor.open(url);
      await visitor.sees('user');
      const answer = await until(() =>
        backend.authing.requests.to('user').find(({ duration }, index) => index >= asked && duration !== undefined),
      );
      await picture('8-reloaded');
      assert.equal(await visitor.screen.locator('input').inputValue(), nicknames[visitor.language]);
      assert.equal(sessionIn(await visitor.storage()).token, before, 'the token must be the one kept');
      assert.equal(answer.headers['authorization'], `Bearer ${before}`);
      assert.ok(answerOf(answer, 'user'), 'Authing must know the token');
      assert.equal(backend.authing.requests.to(/wechat-miniprogram/).length, signIns, 'no new sign-in may be needed');
      return [`the token came from Storage; user -> ${statusOf(answer)}`];
    },
  },
  {
    title: 'Signed out',
    async run({ visitor, backend, picture }) {
      const { token } = sessionIn(await visitor.storage());
      await visitor.tap(visitor.words.signOut);
      await visitor.sees('signed-out');
      await picture('9-signed-out');
      assert.deepEqual(await visitor.storage(), {}, 'Storage must be empty again');
      await until(() => backend.authing.requests.to('/api/v2/logout')[0]?.duration !== undefined);
      const logout = only(backend, '/api/v2/logout');
      const afterwards = await backend.authing.fetch(`${backend.authing.url}/graphql/v2`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-authing-app-id': AUTHING_APP_ID },
        body: JSON.stringify({ query: 'query { user { id } }' }),
      });
      const { errors } = (await afterwards.json()) as { errors?: { message: { code: number } }[] };
      assert.ok(errors?.[0], 'the old token must be worth nothing');
      return [`GET ${logout.path} -> ${statusOf(logout)}; Storage is empty; the old token is refused (${errors[0].message.code})`];
    },
  },
];
