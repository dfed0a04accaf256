/** What the session hears of buttons, which do not show it. */
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

type State = { status: string };
type Definition = Record<string, Record<string, (this: unknown) => void>>;

const HOUR = 3_600_000;
const world = globalThis as { getApp?: unknown };
let config: Record<string, unknown>;
let broken: boolean;
let storage: Record<string, unknown>;
let reads: string[];
beforeEach(() => {
  jest.useFakeTimers();
  [config, broken, storage, reads] = [{ appId: 'a' }, false, {}, []];
  world.getApp = () => ({ authing: config });
  giveWx({
    getStorageSync: (key: string) => {
      if (broken) throw new Error('Storage');
      reads.push(key);
      return storage[key] ?? '';
    },
    setStorageSync: ((key: string, value: unknown) => {
      storage[key] = value;
    }) as (asked: unknown) => void,
    removeStorageSync: (key: string) => {
      delete storage[key];
    },
    login: ({ success }) => success({ code: 'c', errMsg: 'login:ok' }),
  });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});

const jwt = (exp: number): string => `e30.${Buffer.from(JSON.stringify({ sub: 'u', aud: 'a', exp })).toString('base64url')}.s`;
const stored = (token: string): object => ({ appId: 'a', token, user: { id: 'u', token } });

/** A launch with one button that signs in by code alone. */
function open() {
  const load = launch({ Behavior: (definition: unknown) => definition });
  const library = load('index') as typeof import('../../../index');
  const { codeButton } = load('lib/behavior/code-button') as { codeButton: Definition };
  const button = {
    ...codeButton['methods'],
    data: { ...(codeButton['data'] as object) },
    opensSheet: () => false,
    setData(changes: object) {
      Object.assign(button.data, changes);
    },
  };
  const run = (kind: string, name: string): void => codeButton[kind]![name]!.call(button);
  return { library, attach: () => run('lifetimes', 'attached'), show: () => run('pageLifetimes', 'show') };
}

function listen({ onAuthStateChange }: typeof import('../../../index')): string[] {
  const heard: string[] = [];
  onAuthStateChange(({ status }: State) => heard.push(status));
  return heard;
}

it('nothing, as long as nobody asks: Storage is not read', () => {
  const { attach, show } = open();
  attach();
  show();
  expect(reads).toEqual([]);
});

it.each<[string, (library: typeof import('../../../index'), accessToken: string) => void]>([
  ['configureAuthing', ({ configureAuthing }, accessToken) => configureAuthing({ appId: 'a', accessToken })],
  [
    'App({ authing })',
    (_, accessToken) => {
      config = { appId: 'a', accessToken };
    },
  ],
])('a token that %s brings later, at the next chance; then the last word is that of who signs out', (_, configure) => {
  const { library, attach, show } = open();
  attach();
  const { tokenProvider } = library.getAuthing();
  const token = jwt(Date.now() / 1000 + 3600);
  configure(library, token);
  show();
  expect(tokenProvider.getToken()).toBe(token);
  tokenProvider.clearUser();
  show();
  expect(listen(library)).toEqual(['signed-out']);
});

it('a token that is configured, before whoever signs in by a client of their own', () => {
  config = { appId: 'a', accessToken: jwt(Date.now() / 1000 + 3600) };
  const { library, attach } = open();
  attach();
  const own = new library.AuthenticationClient({ appId: 'a' });
  own.tokenProvider.setUser({ id: 'h', token: 'theirs' } as never);
  library.getAuthing();
  expect([own.tokenProvider.getToken(), own.tokenProvider.getUser()]).toEqual(['theirs', expect.objectContaining({ id: 'h' })]);
});

it('that a token may have expired while the app was frozen', () => {
  storage['authing_session_a'] = stored(jwt(Date.now() / 1000 + 3600));
  const { library, attach, show } = open();
  const heard = listen(library);
  attach();
  jest.setSystemTime(Date.now() + 2 * HOUR);
  show();
  expect(heard).toEqual(['signed-in', 'signed-out']);
});

it('that Storage may be read again', () => {
  storage['authing_session_a'] = stored(jwt(Date.now() / 1000 + 3600));
  broken = true;
  const { library, attach, show } = open();
  const heard = listen(library);
  attach();
  broken = false;
  show();
  expect(heard).toEqual(['unknown', 'signed-in']);
});
