/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, createHarness } from '../harness/harness';
import type { ComponentName, Harness } from '../harness/harness';
import { names } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What was sent to the view: how often `setData` was called, and the bytes of what it was given. */
interface Sent {
  calls: number;
  bytes: number;
}

const sum = (parts: readonly Mounted[]): Sent => {
  const calls = parts.flatMap(({ setDataCalls }) => setDataCalls);
  return { calls: calls.length, bytes: calls.reduce((bytes, call) => bytes + Buffer.byteLength(JSON.stringify(call)), 0) };
};

/** How often `setData` is called, and with how much, on a page with so many buttons: of the button that is tapped, and of all others. */
describe.each(engineNames)('what the view is sent on %s', (engine) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createHarness(engine);
  });
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const open = async (component: ComponentName, count: number, properties = {}): Promise<readonly Mounted[]> => {
    const page = harness.mountPage(Array.from({ length: count }, () => ({ component, properties })));
    await harness.pass();
    return page.parts;
  };
  /** What `happens` sends. */
  const sentWhile = async (parts: readonly Mounted[], happens: () => void): Promise<{ own: Sent; others: Sent }> => {
    const [own, ...others] = parts as [Mounted, ...Mounted[]];
    const before = [sum([own]), sum(others)] as const;
    happens();
    await harness.pass();
    const since = (now: Sent, then: Sent): Sent => ({ calls: now.calls - then.calls, bytes: now.bytes - then.bytes });
    return { own: since(sum([own]), before[0]), others: since(sum(others), before[1]) };
  };
  /** {"busy":2}, {"busy":0} */
  const OWN = { calls: 2, bytes: 20 };
  const NOTHING = { calls: 0, bytes: 0 };

  it.each([1, 10, 100])('a tap on one of %d login-buttons: its own two, whatever the number', async (count) => {
    const parts = await open('login-button', count);
    const sent = await sentWhile(parts, () => harness.press(parts[0]!));
    expect(names(parts[0]!)).toEqual(['login']);
    expect(sent).toEqual({ own: OWN, others: NOTHING });
  });

  // Each of the others must be told twice: its open-type is empty while it could only open a sheet in vain.
  it.each([
    ['phone-button', {}, 1],
    ['phone-button', {}, 10],
    ['phone-button', {}, 100],
    ['login-button', { mode: 'userinfo' }, 1],
    ['login-button', { mode: 'userinfo' }, 10],
    ['login-button', { mode: 'userinfo' }, 100],
  ] as const)('a tap on a %s %j, one of %d that open sheets: 20 bytes for each other', async (component, properties, count) => {
    const parts = await open(component, count, properties);
    const sent = await sentWhile(parts, () => harness.press(parts[0]!));
    expect(names(parts[0]!)).toContain('login');
    expect(sent).toEqual({ own: OWN, others: { calls: 2 * (count - 1), bytes: 20 * (count - 1) } });
  });

  it('a tap on a login-button tells those beside it only that open sheets', async () => {
    const page = harness.mountPage([
      { component: 'login-button' },
      { component: 'phone-button' },
      { component: 'login-button', properties: { mode: 'userinfo' } },
      { component: 'avatar-picker' },
      { component: 'login-button' },
    ]);
    await harness.pass();
    const before = page.parts.map((part) => sum([part]).calls);
    harness.press(page.parts[0]!);
    await harness.pass();
    expect(page.parts.map((part, index) => sum([part]).calls - before[index]!)).toEqual([2, 2, 2, 1, 0]);
  });

  it('who signs in or out by code is no business of a button', async () => {
    const parts = [...(await open('login-button', 10)), ...(await open('phone-button', 10))];
    const { tokenProvider } = harness.library().getAuthing();
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann' });
    const sent = await sentWhile(parts, () => {
      tokenProvider.setUser(harness.server.admin.signIn(APP_ID, id) as never);
      tokenProvider.clearUser();
    });
    expect(sent).toEqual({ own: NOTHING, others: NOTHING });
  });

  it.each([1, 10, 100])('%d avatar-pickers hear of who is signed in what they show, and no more', async (count) => {
    const parts = await open('avatar-picker', count);
    const { tokenProvider } = harness.library().getAuthing();
    const { id } = harness.server.admin.createUser(APP_ID, { username: 'ann', profile: { nickname: 'Ann', photo: 'https://a.b/c.png' } });
    const signedIn = await sentWhile(parts, () => tokenProvider.setUser(harness.server.admin.signIn(APP_ID, id) as never));
    const each = (bytes: number): { own: Sent; others: Sent } => ({
      own: { calls: 1, bytes },
      others: { calls: count - 1, bytes: bytes * (count - 1) },
    });
    expect(signedIn).toEqual(each('{"signedIn":true,"photo":"https://a.b/c.png"}'.length));
    expect(await sentWhile(parts, () => tokenProvider.clearUser())).toEqual(each('{"signedIn":false,"photo":""}'.length));
  });

  it('a page that shows who is signed in is told once, whatever the number of its buttons', async () => {
    const page = harness.engine.mount('test/components/fixture/greeting');
    const parts = await open('login-button', 100);
    const before = sum([page]).calls;
    const sent = await sentWhile(parts, () => harness.press(parts[0]!));
    expect([sum([page]).calls - before, sent]).toEqual([1, { own: OWN, others: NOTHING }]);
  });

  it.each(['login-button', 'phone-button', 'avatar-picker'] as const)(
    '%ss are mounted without setData, but for one that asks whether the view tells what it has drawn',
    async (component) => {
      const parts = await open(component, 10);
      expect(sum(parts)).toEqual({ calls: 1, bytes: 2 });
      expect(sum(await open(component, 10))).toEqual(NOTHING);
    },
  );
});
