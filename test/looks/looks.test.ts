/**
 * What the components look like, in a real browser: pictures compared with those kept in `pictures`, and what no picture can say.
 * docs/decisions/pictures-with-a-font-of-their-own.md tells why they are made as they are.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configureToMatchImageSnapshot } from 'jest-image-snapshot';
import { root } from '../../tools/build/files';
import { contrast, type Rgb } from './contrast';
import { sheetOf } from './app';
import { components, type State } from './states';
import { openStudio, type Setting, type Studio } from './studio';

/** Pictures are taken of two of these: between them every state in each theme, font size and language. Colours are a theme's only say. */
const simplified = { 'light, 100 %, zh-CN': { theme: 'light', fontScale: 1, language: 'zh_CN' } } satisfies Record<string, Setting>;
const traditional = { 'light, 100 %, zh-TW': { theme: 'light', fontScale: 1, language: 'zh_TW' } } satisfies Record<string, Setting>;
const english = { 'dark, 175 %, en': { theme: 'dark', fontScale: 1.75, language: 'en' } } satisfies Record<string, Setting>;

/** One panel and one dialog are in traditional Chinese. */
const photographedOf = (component: string): Record<string, Setting> =>
  /^(?:phone-button|user-panel)$/.test(component) ? { ...traditional, ...english } : { ...simplified, ...english };
const photographed = { ...simplified, ...traditional, ...english };

/** Looked at by a script: the largest letters on the narrowest phone, too. */
const looked = {
  ...photographed,
  'dark, 100 %, en': { theme: 'dark', fontScale: 1, language: 'en' },
  'light, 175 %, en, 320 px wide': { theme: 'light', fontScale: 1.75, language: 'en', width: 320 },
  'dark, 150 %, zh-TW, 320 px wide': { theme: 'dark', fontScale: 1.5, language: 'zh_TW', width: 320 },
} satisfies Record<string, Setting>;

const plain = { theme: 'light', fontScale: 1, language: 'en' } satisfies Setting;

expect.extend({
  toMatchImageSnapshot: configureToMatchImageSnapshot({
    customSnapshotsDir: join(__dirname, 'pictures'),
    customDiffDir: join(root, 'artifacts/looks'),
    // Edges of letters apart, which browsers draw in slightly different ways, a pixel is the same or it is not.
    customDiffConfig: { threshold: 0.01, includeAA: false },
    failureThreshold: 40,
    failureThresholdType: 'pixel',
    runInProcess: true,
  }),
});

interface Text {
  readonly index: number;
  readonly text: string;
  readonly clipped: boolean;
  /** Inside something disabled. */
  readonly inactive: boolean;
  readonly colours: readonly { readonly front: Rgb; readonly behind: Rgb }[];
}
type Shape = Omit<Text, 'text' | 'clipped' | 'inactive'> & { readonly shape: string };
interface Box {
  readonly tag: string;
  readonly y: number;
}
interface Control {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** For assistive technology. */
  readonly name: string;
  readonly busy: boolean;
}

let studio: Studio;
beforeAll(async () => {
  mkdirSync(join(root, 'artifacts/looks'), { recursive: true });
  studio = await openStudio();
});
afterAll(() => studio.close());

describe.each(Object.entries(components))('%s', (component, states) => {
  const nameOf = ({ index }: { index: number }): string => states[index]?.name ?? '';
  const isOff = ({ index }: { index: number }): boolean => isInactive(states[index]!);

  const sheet = sheetOf(component);
  const ask = async <Seen>(setting: Setting, question: string): Promise<Seen[]> =>
    (await studio.show(setting)).evaluate<Seen[]>(`looks.${question}(${JSON.stringify(sheet)})`);
  const photograph = async (setting: Setting): Promise<Buffer> =>
    (await studio.show(setting)).locator(`.${sheet}`).screenshot({ animations: 'disabled' });

  it.each(Object.entries(photographedOf(component)))('looks as it did (%s)', async (name, setting) => {
    expect(await photograph(setting)).toMatchImageSnapshot({ customSnapshotIdentifier: `${component}-${name.replace(/\W+/g, '-')}` });
  });

  it.each(Object.entries(looked))('can be read and pressed (%s)', async (_, setting) => {
    const texts = await ask<Text>(setting, 'texts');
    expect(texts.filter(({ clipped }) => clipped).map((text) => [nameOf(text), text.text])).toEqual([]);
    expect(
      faint(
        texts.filter((text) => !text.inactive && !isOff(text)),
        4.5,
      ).map((text) => [nameOf(text), text]),
    ).toEqual([]);
    const shapes = await ask<Shape>(setting, 'shapes');
    expect(
      faint(
        shapes.filter((shape) => !isOff(shape)),
        3,
      ).map((shape) => [nameOf(shape), shape]),
    ).toEqual([]);
    const controls = await ask<Control>(setting, 'controls');
    expect(controls.filter((control) => isSmall(control, leastHeight(states[control.index]!))).map(nameOf)).toEqual([]);
    expect(controls.filter(({ name }) => name === '').map(nameOf)).toEqual([]);
    expect(controls.filter(({ busy }) => busy).map(nameOf)).toEqual(states.filter(isBusy).map(({ name }) => name));
  });

  it('is laid out the same in either theme', async () => {
    expect(await ask({ ...plain, theme: 'dark' }, 'boxes')).toEqual(await ask(plain, 'boxes'));
  });

  it('looks the same where an app without dark mode runs on a dark phone', async () => {
    const onDarkPhone = await photograph({ ...plain, theme: 'dark', darkMode: false });
    expect(onDarkPhone.equals(await photograph(plain))).toBe(true);
  });

  it('looks the same in an app without "style": "v2", whose native buttons are others', async () => {
    const first = { ...plain, style: 'v1' } satisfies Setting;
    expect(await ask(first, 'boxes')).toEqual(await ask(plain, 'boxes'));
    expect(await ask(first, 'texts')).toEqual(await ask(plain, 'texts'));
  });

  it("is as wide and as high with Skyline's defaults", async () => {
    // A webview adds a pixel for the line that an inline box stands on, hence no `y`; hosts of components are inline there.
    const sizes = async (setting: Setting): Promise<unknown> =>
      (await ask<Box>(setting, 'boxes')).filter(({ tag }) => tag.startsWith('wx-')).map(({ y: _, ...box }) => box);
    expect(await sizes({ ...plain, renderer: 'skyline' })).toEqual(await sizes(plain));
  });
});

it('has every character in its own font (test/looks/font/README.md says how to make it again)', async () => {
  for (const setting of Object.values(photographed)) {
    expect(await (await studio.show(setting)).evaluate(`looks.missing(${JSON.stringify(characters)})`)).toBe('');
  }
});

/** The characters of the font in `font`, in the order of their codes. */
const characters = readFileSync(join(__dirname, 'font/characters.txt'), 'utf8');

/** WCAG asks nothing of what cannot be used. */
const isInactive = (state: State): boolean => isBusy(state) || (state.attributes ?? '').includes('disabled');
const isBusy = ({ data, busy }: State): boolean => busy === true || Boolean(data?.['busy']);

/** px. 44 is a finger; whoever writes `mini` asks for a smaller one, which is still more than WCAG 2.2's 24. */
const leastHeight = ({ attributes = '' }: State): number => (attributes.includes('mini') ? 32 : 44);
const isSmall = ({ width, height }: Control, least: number): boolean => height < least || width < 44;

const faint = <Seen extends Pick<Text, 'colours'>>(seen: readonly Seen[], least: number): Seen[] =>
  seen.filter(({ colours }) => colours.some(({ front, behind }) => contrast(front, behind) < least));
