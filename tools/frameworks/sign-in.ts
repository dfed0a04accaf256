/** Runs a mini program in the playground and signs somebody in there, as a person would, whatever framework made it. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { startBackend, type Backend } from 'authing-miniapp-playground/backend';
import { createPlaygroundServer } from 'authing-miniapp-playground/server';
import { photographAll, photographScreen } from '../demo/journey/camera';
import { accountOf, only, ownNumber, sessionIn, until } from '../demo/journey/checks';
import { maskedNumber } from '../../lib/panel/number';
import { createVisitor, type Visitor } from '../demo/journey/visitor';

export interface SignInOptions {
  browser: Browser;
  /** A mini program's folder. */
  project: string;
  /** Whether its page is login-panel and user-panel. */
  panels: boolean;
  /** A page that uses another copy of the package, and shows the phone number of who is signed in. */
  otherPage: string | undefined;
  /** Where the picture goes, and its name without `.png`. */
  pictures: string;
  name: string;
}

/** px, on a screen 390 px wide: what a finger can hit, and what the component's style says. */
const LEAST_HEIGHT = 48;
/** Frameworks look for members of `wx` that nothing here calls; what is called and missing throws. */
const ASKED_FOR = /^not in the playground: wx\.\w+$/;
/** How long anything may take to appear (ms), while another framework's compiler has both cores. */
const PATIENCE = 60_000;
const SIGN_OUT = /^(退出登录|Sign out)$/;

/** Rejects with the step that did not hold. A picture is there in either case. */
export async function signInWith({ browser, project, panels, otherPage, pictures, name }: SignInOptions): Promise<void> {
  const backend = await startBackend();
  const said: string[] = [];
  const hear = (line: string): void => void (ASKED_FOR.test(line) || said.push(line));
  const server = await createPlaygroundServer({ project, backend, watch: false, log: hear });
  const visitor = await createVisitor(browser, { language: 'zh_CN' });
  visitor.page.setDefaultTimeout(PATIENCE);
  let step = '';
  try {
    for (const [title, run] of steps) {
      step = title;
      await run({ visitor, backend, url: server.url, panels, otherPage, openid: backend.cloud.users[0]!.openid });
      if (title === PICTURED) await photographScreen(visitor.page, pictures, name);
      assert.deepEqual(visitor.complaints, [], 'the browser complains');
      assert.deepEqual(said, [], 'the playground has something to say');
    }
  } catch (error) {
    await photographAll(visitor.page, pictures, `${name}-failed`);
    const reasons = [error instanceof Error ? error.message : String(error), ...visitor.complaints, ...said];
    throw new Error(`${step}: ${[...new Set(reasons)].join('\n')}`, { cause: error });
  } finally {
    await visitor.close();
    await server.close();
    await backend.close();
  }
}

interface Scene {
  visitor: Visitor;
  backend: Backend;
  url: string;
  openid: string;
  panels: boolean;
  otherPage: string | undefined;
}

const PICTURED = 'avatar';
const SIGN_INS = /wechat-miniprogram/;
const native = ({ visitor }: Scene, component: string) => visitor.screen.locator(`${component} wx-button`).first();
const signOutButton = ({ visitor }: Scene) => visitor.screen.getByRole('button', { name: SIGN_OUT });

/** Starts the mini program at the page that uses another copy, if there is one. @returns whether there is */
async function openOther({ visitor, url, otherPage }: Scene): Promise<boolean> {
  // Another address, or the browser would only move within the page.
  if (otherPage !== undefined) await visitor.open(`${url}/?${Date.now()}#/${otherPage}`);
  return otherPage !== undefined;
}

/** The person's number, as the page shows it. */
function numberShown({ backend, openid, panels }: Scene): string {
  const number = ownNumber(backend, openid);
  return panels ? maskedNumber(number) : number;
}

const readsNumber = (scene: Scene): Promise<void> => scene.visitor.reads(numberShown(scene));

/** WeChat puts a component's own prefix before an id. */
async function hears({ visitor, panels }: Scene, event: string): Promise<void> {
  if (!panels) await visitor.screen.locator('[id$="event"]').getByText(event).waitFor();
}

/** What the person does, and what page, device and Authing must then agree on. */
const steps: readonly (readonly [string, (scene: Scene) => Promise<void>])[] = [
  [
    'signed out',
    async (scene) => {
      await scene.visitor.open(scene.url);
      const button = native(scene, 'login-button');
      await button.waitFor();
      const { height = 0 } = (await button.boundingBox()) ?? {};
      assert.ok(height >= LEAST_HEIGHT, `the login-button is ${height} px high, less than ${LEAST_HEIGHT}`);
      assert.deepEqual(await scene.visitor.storage(), {}, 'Storage must be empty');
    },
  ],
  [
    'login',
    async (scene) => {
      await native(scene, 'login-button').click();
      await signOutOrPhone(scene);
      await hears(scene, 'login');
      only(scene.backend, '/connections/social/wechat-miniprogram/auth');
      sessionIn(await scene.visitor.storage());
    },
  ],
  [
    'phone',
    async (scene) => {
      const { visitor, backend, openid, panels } = scene;
      await native(scene, 'phone-button').click();
      await visitor.answer(visitor.words.agree);
      await visitor.answer(visitor.words.allow);
      // The panel goes on to the profile; all others show the number now.
      if (panels) await native(scene, 'avatar-picker').waitFor();
      else await readsNumber(scene);
      only(backend, '/connections/social/wechat-miniprogram/auth-by-phone');
      assert.equal(accountOf(backend, openid).phone, ownNumber(backend, openid));
      assert.equal(backend.authing.admin.users.length, 1, 'both belong to one account');
    },
  ],
  [
    PICTURED,
    async (scene) => {
      const { visitor, backend, openid, panels } = scene;
      await native(scene, 'avatar-picker').click();
      await visitor.answer(visitor.words.wechatAvatar);
      await hears(scene, 'avatar');
      const image = visitor.screen.locator('avatar-picker img').first();
      const uploaded = await until(() => accountOf(backend, openid).profile.photo ?? undefined, 'a picture in the profile');
      await until(async () => (await image.getAttribute('src')) === uploaded, 'the picture on the page');
      only(backend, '/api/v2/upload');
      if (panels) {
        await visitor.screen.locator('input').fill('Mei');
        await visitor.tap(visitor.words.save);
      }
      await readsNumber(scene);
    },
  ],
  [
    'restart',
    async (scene) => {
      const { visitor, backend, url } = scene;
      const { token } = sessionIn(await visitor.storage());
      const signIns = backend.authing.requests.to(SIGN_INS).length;
      await visitor.open(url);
      await readsNumber(scene);
      await signOutButton(scene).waitFor();
      assert.equal(sessionIn(await visitor.storage()).token, token, 'the session is the one that was kept');
      assert.equal(backend.authing.requests.to(SIGN_INS).length, signIns, 'nobody has to sign in again');
    },
  ],
  [
    'other copy',
    async (scene) => {
      const { visitor, backend, url } = scene;
      const signIns = backend.authing.requests.to(SIGN_INS).length;
      if (!(await openOther(scene))) return;
      await readsNumber(scene);
      assert.equal(backend.authing.requests.to(SIGN_INS).length, signIns, 'both copies share one session');
      await visitor.open(url);
    },
  ],
  [
    'sign-out',
    async (scene) => {
      const { visitor, backend } = scene;
      await signOutButton(scene).click();
      await native(scene, 'login-button').waitFor();
      assert.equal(await visitor.screen.getByText(numberShown(scene)).count(), 0, 'the page has forgotten the number');
      await until(async () => Object.keys(await visitor.storage()).length === 0, 'an empty Storage');
      only(backend, '/api/v2/logout');
      if (await openOther(scene)) await native(scene, 'login-button').waitFor();
    },
  ],
];

/** Signed in, a page offers one of them or both. */
const signOutOrPhone = (scene: Scene): Promise<void> => signOutButton(scene).or(native(scene, 'phone-button')).first().waitFor();
