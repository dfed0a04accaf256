/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import type { ComponentName, Harness } from '../harness/harness';
import { giveName, signIn } from '../harness/profile';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

type Asked = Record<string, unknown> & { success?(answer: unknown): void; fail?(cause: unknown): void };
type Call = (asked: Asked) => unknown;

/** What one of WeChat's calls may do in place of what its page says. Undefined: the platform has no such call. */
const faults = {
  throws: () => () => {
    throw new Error('not here');
  },
  'is missing': () => undefined,
  'fails without a word': () => (asked: Asked) => {
    asked.fail?.(undefined);
  },
  'never answers': () => () => undefined,
  'succeeds with nothing': () => (asked: Asked) => {
    asked.success?.({});
  },
  'is told twice': (call: Call) => (asked: Asked) =>
    call({
      ...asked,
      success(answer: unknown) {
        asked.success?.(answer);
        asked.success?.(answer);
        asked.fail?.({ errMsg: 'fail told again' });
      },
      fail(cause: unknown) {
        asked.fail?.(cause);
        asked.fail?.(cause);
      },
    }),
};
type Fault = keyof typeof faults;
/** Of calls that cover the page until somebody has read: there is no outcome before, and no hurry. */
const SHEET: Fault[] = ['throws', 'is missing', 'fails without a word', 'succeeds with nothing', 'is told twice'];
const ALL = Object.keys(faults) as Fault[];
/** Of calls that answer at once. */
const SYNC: Fault[] = ['throws', 'is missing'];

type Tap = [component: ComponentName, properties: Record<string, unknown>];
const silent: Tap = ['login-button', {}];
const asking: Tap = ['login-button', { mode: 'userinfo', agreed: false }];
const number: Tap = ['phone-button', {}];
const album: Tap = ['avatar-picker', { source: 'album', crop: true, maxSize: 200 }];
const name: Tap = ['nickname-input', {}];
const nameAsking: Tap = ['nickname-input', { agreed: false }];

/** What a tap usually ends in. */
const usual: Partial<Record<ComponentName, string>> = {
  'login-button': 'login',
  'phone-button': 'login',
  'avatar-picker': 'avatar',
  'nickname-input': 'nickname',
};
/** What it ends in instead. */
type Ends = Partial<Record<Fault, string>>;
const failsWith = (end: string): Ends => ({ throws: end, 'is missing': end, 'fails without a word': end });
const unopened: Ends = { ...failsWith('error denied'), 'is missing': 'error unsupported' };
const noCode = failsWith('error login_code');

type Row = [call: string, kinds: Fault[], tap: Tap, ends: Ends];
/** What the view has a part in. */
const views: Row[] = [
  ['getAppBaseInfo', SYNC, silent, {}],
  ['getAppBaseInfo', SYNC, number, {}],
  ['canIUse', SYNC, album, {}],
  ['showActionSheet', SHEET, asking, { ...unopened, 'succeeds with nothing': 'cancel declined' }],
  ['getUserInfo', SHEET, asking, { ...unopened, 'succeeds with nothing': 'error no_data' }],
  ['chooseMedia', SHEET, album, { ...unopened, 'is missing': 'avatar', 'succeeds with nothing': 'error no_data' }],
];
const others: Row[] = [
  ['login', ALL, silent, { ...noCode, 'never answers': 'error login_code', 'succeeds with nothing': 'error login_code' }],
  ['getNetworkType', ALL, silent, {}],
  ['request', ALL, silent, { ...failsWith('error network'), 'never answers': 'error timeout', 'succeeds with nothing': 'error http' }],
  ['getStorageSync', SYNC, silent, {}],
  ['setStorageSync', SYNC, silent, failsWith('error storage')],
  ['removeStorageSync', SYNC, silent, {}],
  ['showActionSheet', SYNC, nameAsking, unopened],
  // Of the touch, which has an outcome of its own.
  ['requirePrivacyAuthorize', ALL, name, { throws: 'error denied, nickname', 'fails without a word': 'error denied, nickname' }],
  ['cropImage', SHEET, album, {}],
  ['compressImage', ALL, album, { ...failsWith('error file'), 'never answers': 'error file', 'succeeds with nothing': 'error file' }],
  ['getFileSystemManager', SYNC, album, {}],
  ['uploadFile', ALL, album, { ...failsWith('error network'), 'never answers': 'error timeout', 'succeeds with nothing': 'error http' }],
];

const casesOf = (rows: Row[]) => rows.flatMap(([call, kinds, by, ends]) => kinds.map((kind) => [call, kind, by, ends[kind]] as const));

describe.each(engineNames)('a tap ends in one result whatever wx does, on %s', (engine) => {
  // What the view has no part in is the same on both.
  it.each(casesOf(engine === 'simulate' ? views : views.concat(others)))('%s %s: %j', async (call, kind, [component, properties], end) => {
    const harness = await createHarness(engine);
    if (component === 'avatar-picker' || component === 'nickname-input') signIn(harness, 'ann');
    harness.device.album = [{ bytes: new Uint8Array(300_000).fill(0xff, 0, 2), width: 4000, height: 3000, type: 'jpg' }];
    replace(harness, call, faults[kind]);
    const mounted = harness.mount(component, { properties, listeners: ['login', 'avatar', 'nickname', 'error', 'cancel'] });
    await harness.pass();
    press(harness, mounted);
    await harness.pass(60_000);
    expect(mounted.events.map(ended).join(', ')).toBe(end ?? usual[component]);
    expect(harness.engine.problems).toEqual([]);
  });
});

const ended = ({ name, detail }: Mounted['events'][number]): string =>
  [name, ...[(detail as { reason?: string }).reason ?? []].flat()].join(' ');

function press(harness: Harness, component: Mounted): void {
  if (component.natives('form').length) {
    component.natives('input')[0]!.dispatch('touchstart', {});
    giveName(component, 'Bo');
  } else harness.press(component);
}

/** One member of `wx`, from now on. */
function replace(harness: Harness, name: string, fault: (call: Call) => Call | undefined): void {
  const own = harness.device.wx as unknown as Record<string, Call>;
  const call = fault(own[name]!.bind(own));
  (globalThis as unknown as { wx: object }).wx = new Proxy(own, {
    get: (wx, member) => (member === name ? call : (Reflect.get(wx, member) as unknown)),
  });
}
