import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

afterEach(takeWx);
const load = <Module>(file: string): Module => launch()(`lib/wx/${file}`) as Module;

describe('the language', () => {
  it.each<[string, Record<string, () => unknown>, string]>([
    ['app information', { getAppBaseInfo: () => ({ language: 'en' }), getSystemInfoSync: () => ({ language: 'zh_CN' }) }, 'en-US'],
    ['system information', { getSystemInfoSync: () => ({ language: 'fr' }) }, 'en-US'],
    ['zh_TW', { getAppBaseInfo: () => ({ language: 'zh_TW' }) }, 'zh-CN'],
    ['zh', { getAppBaseInfo: () => ({ language: 'zh' }) }, 'zh-CN'],
    ['no language', { getAppBaseInfo: () => ({}) }, 'zh-CN'],
    ['an empty language', { getAppBaseInfo: () => ({ language: '' }) }, 'zh-CN'],
    ['no text', { getAppBaseInfo: () => ({ language: 7 }) }, 'zh-CN'],
    ['nothing', { getAppBaseInfo: () => undefined }, 'zh-CN'],
    ['nobody to ask', {}, 'zh-CN'],
  ])('told by %s', (_, members, spoken) => {
    giveWx(members);
    const { language, chineseSpoken } = load<typeof import('../../../lib/wx/device')>('device');
    expect([language(), chineseSpoken()]).toEqual([spoken, spoken === 'zh-CN']);
  });

  it('is asked for once; before there is a WeChat it is Chinese', () => {
    const { language, setLanguage } = load<typeof import('../../../lib/wx/device')>('device');
    expect(language()).toBe('zh-CN');
    const calls = giveWx({ getAppBaseInfo: () => ({ language: 'en' }) });
    expect([language(), language()]).toEqual(['en-US', 'en-US']);
    expect(calls).toHaveLength(1);
    const chinese = giveWx({ getAppBaseInfo: () => ({ language: 'zh_CN' }) });
    const other = load<typeof import('../../../lib/wx/device')>('device');
    expect([other.language(), other.language()]).toEqual(['zh-CN', 'zh-CN']);
    expect(chinese).toHaveLength(1);
    setLanguage('zh-CN');
    expect(language()).toBe('zh-CN');
    setLanguage(undefined);
    expect(language()).toBe('en-US');
  });
});

describe('words on a component', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['zh_CN', { language: 'zh_CN' }, '登录'],
    ['zh_TW', { language: 'zh_TW' }, '登入'],
    ['zh_HK', { language: 'zh_HK' }, '登入'],
    ['zh_MO', { language: 'zh_MO' }, '登入'],
    ['en', { language: 'en' }, 'Sign in'],
    ['nothing', {}, '登录'],
  ])('where WeChat says %s', (_, info, read) => {
    giveWx({ getAppBaseInfo: () => info });
    expect(load<typeof import('../../../lib/wx/device')>('device').spoken('登录', '登入', 'Sign in')).toBe(read);
  });

  it('are those of the language that the app chose', () => {
    giveWx({ getAppBaseInfo: () => ({ language: 'zh_TW' }) });
    const { spoken, setLanguage } = load<typeof import('../../../lib/wx/device')>('device');
    setLanguage('zh-CN');
    expect(spoken('登录', '登入', 'Sign in')).toBe('登录');
    setLanguage('en-US');
    expect(spoken('登录', '登入', 'Sign in')).toBe('Sign in');
  });
});

it.each<[string, Record<string, () => unknown>, string]>([
  ['light', { getAppBaseInfo: () => ({ theme: 'light' }) }, 'dark'],
  ['dark, of old', { getSystemInfoSync: () => ({ theme: 'dark' }) }, 'dark'],
  ['no theme', { getAppBaseInfo: () => ({ language: 'en' }) }, ''],
  ['nothing', {}, ''],
])('dark colours are for an app that is told a theme: %s', (_, members, name) => {
  giveWx(members);
  expect(load<typeof import('../../../lib/wx/device')>('device').darkClass()).toBe(name);
});

it.each<[string, Record<string, () => unknown> | undefined, boolean]>([
  ['says yes', { canIUse: () => true }, true],
  ['says no', { canIUse: () => false }, false],
  ['says nothing', { canIUse: () => undefined }, true],
  ['cannot be asked', {}, true],
  ['is not there', undefined, true],
])('a WeChat that %s supports: %p', (_, members, supported) => {
  if (members) giveWx(members);
  expect(load<typeof import('../../../lib/wx/device')>('device').supports('button.open-type.x')).toBe(supported);
});

describe('choosing a picture', () => {
  const choose = (): Promise<unknown> =>
    load<typeof import('../../../lib/wx/choose-image')>('choose-image')
      .chooseImage()
      .catch((error: unknown) => error);
  const media = { count: 1, mediaType: ['image'], sizeType: ['compressed'], success: expect.any(Function), fail: expect.any(Function) };
  const { mediaType: _mediaType, ...image } = media;

  it('with chooseMedia, below base library 2.10.0 with chooseImage', async () => {
    const chooseImage = ({ success }: { success(result: object): void }): void => success({ tempFilePaths: ['old', 'other'] });
    const calls = giveWx({ chooseMedia: ({ success }) => success({ tempFiles: [{ tempFilePath: 'new' }, {}] }), chooseImage });
    expect(await choose()).toEqual({ filePath: 'new' });
    const oldCalls = giveWx({ chooseImage });
    expect(await choose()).toEqual({ filePath: 'old' });
    expect([calls, oldCalls]).toEqual([[['chooseMedia', media]], [['chooseImage', image]]]);
  });

  it.each<[string, Record<string, (asked: { success(result: object): void; fail(answer: object): void }) => unknown>, object]>([
    ['is nothing', { chooseMedia: ({ success }) => success({ tempFiles: [] }) }, { reason: 'no_data', stage: 'choose' }],
    ['has no path', { chooseMedia: ({ success }) => success({ tempFiles: [{ tempFilePath: '' }] }) }, { reason: 'no_data' }],
    ['is nothing, of old', { chooseImage: ({ success }) => success({ tempFilePaths: [] }) }, { reason: 'no_data' }],
    ['was cancelled', { chooseMedia: ({ fail }) => fail({ errMsg: 'chooseMedia:fail cancel' }) }, { cancelled: 'cancelled' }],
    ['was cancelled, of old', { chooseImage: ({ fail }) => fail({ errMsg: 'chooseImage:fail cancel' }) }, { cancelled: 'cancelled' }],
    ['fails', { chooseMedia: ({ fail }) => fail({ errMsg: 'chooseMedia:fail', errno: 1025 }) }, { reason: 'permission', stage: 'choose' }],
    ['fails without a word', { chooseMedia: ({ fail }) => fail({}) }, { reason: 'denied', stage: 'choose', cause: {} }],
    ['cannot be', {}, { reason: 'unsupported', stage: 'choose' }],
  ])('that %s', async (_, members, outcome) => {
    giveWx(members);
    expect(await choose()).toMatchObject(outcome);
  });
});
