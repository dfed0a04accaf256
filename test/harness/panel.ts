/** What a person does to a panel: taps what it says, types into its fields. */
import type { EngineName, Mounted, MountOptions, NativeElement } from 'authing-miniapp-emulator/engines';
import { createHarness, sessionKey } from './harness';
import type { Harness, HarnessOptions } from './harness';

/** WeChat's person of these tests, and their number. */
export const NUMBER = '10000000001';
export const users = [{ phone: { countryCode: '86', purePhoneNumber: NUMBER } }];

/** A harness for them: WeChat speaks English, unless told otherwise. */
export const startForPanels = (engine: EngineName, { wechat, ...options }: HarnessOptions = {}): Promise<Harness> =>
  createHarness(engine, {
    ...options,
    wechat: { ...wechat, cloud: { users, ...wechat?.cloud }, device: { language: 'en', ...wechat?.device } },
  });

/** Opens a login-panel, and hears all that it says. */
export const openLoginPanel = (harness: Harness, properties: Record<string, unknown> = {}, more: MountOptions = {}): Mounted =>
  harness.mount('login-panel', { properties, listeners: ['done', 'charge', 'error', 'cancel'], ...more });

/** Signs in silently, so that the panel asks for the number. */
export async function openAtPhone(harness: Harness, properties: Record<string, unknown> = { profile: 'never' }): Promise<Mounted> {
  const panel = openLoginPanel(harness, properties);
  await harness.pass();
  await tap(harness, panel, 'Sign in');
  expect(panel.text()).toContain('Your phone number');
  return panel;
}

/** The token in Storage. */
export const bearer = (harness: Harness): string | undefined => (harness.storage()[sessionKey] as { token: string } | undefined)?.token;

/** The button with these words. Throws when there is none. */
export function button(panel: Mounted, words: string): NativeElement {
  const buttons = panel.natives('button');
  const found = buttons.find(({ text }) => text === words);
  if (!found) throw new Error(`no button '${words}', but ${buttons.map(({ text }) => `'${text}'`).join(', ')}`);
  return found;
}

/** Taps it, and lets everything happen that follows. */
export async function tap(harness: Harness, panel: Mounted, words: string): Promise<void> {
  harness.press(panel, button(panel, words));
  await harness.pass(5000);
}

/** Taps WeChat's button for the number, of which it has none left to give. */
export async function tapWithoutQuota(harness: Harness, panel: Mounted): Promise<void> {
  const asking = button(panel, 'Use my phone number');
  asking.tap();
  asking.dispatch('getphonenumber', { errMsg: 'getPhoneNumber:fail no quota', errno: 1400001 });
  await harness.pass();
}

/** Asks for the code to the person's number, and sends it back. */
export async function enterByCode(harness: Harness, panel: Mounted): Promise<void> {
  type(panel, 0, NUMBER);
  await tap(harness, panel, 'Get code');
  type(panel, 1, texted(harness));
  await tap(harness, panel, 'Continue');
}

/** Into the first, second … field. */
export const type = (panel: Mounted, index: number, value: string): void => panel.natives('input')[index]!.dispatch('input', { value });

/** The code of the last text message to the person. */
export const texted = (harness: Harness): string => harness.server.outbox.last(NUMBER).code;

/** What reached Authing: paths, or GraphQL's fields. */
export const asked = (harness: Harness): string[] => harness.server.requests.all.map(({ path, operations }) => operations[0] ?? path);
