/** Buttons of other libraries, unmodified, packed by WeChat's own npm build. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProject, packNpm } from '../../../tools/wechat-compiler';
import { closeBrowser, visit, type Visit } from './visit';

const installed = path.join(__dirname, '../../../test/tools', '..', '..', 'node_modules');
let folder: string;
let opened: Visit;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
  await cp(path.join(__dirname, 'fixture', 'peers'), folder, { recursive: true });
  for (const name of ['tdesign-miniprogram', '@vant/weapp']) {
    await cp(path.join(installed, name), path.join(folder, 'node_modules', name), { recursive: true });
  }
  // What else it finds to say about other people's packages is theirs.
  await packNpm(createProject(folder), () => undefined);
  await rm(path.join(folder, 'node_modules'), { recursive: true });
  opened = await visit({ project: folder });
}, 120_000);
afterAll(async () => {
  await opened.close();
  await closeBrowser();
  await rm(folder, { recursive: true });
});

const style = (selector: string, property: string): Promise<string> =>
  opened.screen
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node as never)[name as never] as string, property);

it('compile without an error', () => {
  expect(opened.server.problems.filter((problem) => problem.severity !== 'unsupported')).toEqual([]);
});

it('look as their style sheets say', async () => {
  expect(await style('.tdesign wx-button', 'backgroundColor')).toBe('rgb(0, 82, 217)');
  expect(await style('.vant wx-button', 'backgroundColor')).toBe('rgb(7, 193, 96)');
  expect(await style('.vant wx-button', 'height')).toBe('44px');
});

it("forward a tap and an open-type's event once each", async () => {
  await opened.screen.getByText('TDesign', { exact: true }).click();
  await opened.screen.getByText('Vant', { exact: true }).click();
  await opened.screen.getByText('TDesign phone').click();
  await opened.page.getByRole('checkbox').check();
  await opened.page.getByRole('button', { name: 'Allow' }).click();
  await opened.screen.locator('.result').nth(2).waitFor();
  await opened.screen.getByText('Vant phone').click();
  await opened.page.getByRole('button', { name: 'Decline' }).click();
  await opened.screen.locator('.result').nth(3).waitFor();
  expect(await opened.screen.locator('.result').allInnerTexts()).toEqual([
    'tap TDesign',
    'click Vant',
    'getphonenumber getPhoneNumber:ok',
    'getphonenumber getPhoneNumber:fail user deny',
  ]);
  expect(opened.console.filter((line) => line.startsWith('error'))).toEqual([]);
});
