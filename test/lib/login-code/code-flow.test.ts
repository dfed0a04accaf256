import type { CodeOwner, Flow } from '../../../lib/agreement';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

type Module = typeof import('../../../lib/login-code/code-flow');

const world = globalThis as { getCurrentPages?: unknown };
let calls: ReturnType<typeof giveWx>;
let answer: (asked: Asked, nth: number) => void;
beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  answer = ({ success }, nth) => success({ code: `code ${nth}`, errMsg: 'login:ok' });
  calls = giveWx({ login: (asked) => answer(asked, logins()) });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  takeWx();
  delete world.getCurrentPages;
});

const logins = (): number => calls.filter(([name]) => name === 'login').length;
const pass = async (ms = 0): Promise<void> => void (await jest.advanceTimersByTimeAsync(ms));
const flow = (): { flow: Flow } => ({ flow: (launch()('lib/login-code/code-flow') as Module).appFlow() });
const owner = (pageId?: string, flowChanged: () => void = () => undefined): CodeOwner => ({
  flowChanged,
  ...(pageId !== undefined && { getPageId: () => pageId }),
});
const nothing = (): void => undefined;
const MINUTE = 60_000;

describe('a code is prepared for who can be seen', () => {
  it.each<[string, string | undefined, unknown, boolean]>([
    ['on the page on top', 'a', () => [{ getPageId: () => 'b' }, { getPageId: () => 'a' }], true],
    ['on a covered page', 'a', () => [{ getPageId: () => 'a' }, { getPageId: () => 'b' }], false],
    ['on a page that cannot be told', undefined, () => [{ getPageId: () => 'b' }], true],
    ['under a page that cannot be told', 'a', () => [{}], true],
    ['with no page open', 'a', () => [], true],
    ['where nobody knows of pages', 'a', undefined, true],
  ])('%s', (_, pageId, getCurrentPages, prepared) => {
    world.getCurrentPages = getCurrentPages;
    flow().flow.join(owner(pageId), true);
    expect(logins()).toBe(prepared ? 1 : 0);
  });

  it.each([
    ['a', 'a', 0],
    ['a', 'b', 1],
    [undefined, undefined, 1],
    ['a', undefined, 1],
  ])('joining on page %p while page %p is hidden: %d', async (pageId, hidden, count) => {
    const { flow: codeFlow } = flow();
    const other = owner(hidden);
    codeFlow.join(other, true);
    codeFlow.setVisible(other, false);
    await pass(200_000);
    codeFlow.join(owner(pageId), true);
    expect(logins()).toBe(1 + count);
  });

  it('and for nobody else: hidden or gone, no wx.login and no timer', async () => {
    const { flow: codeFlow } = flow();
    const [one, two] = [owner('a'), owner('b')];
    codeFlow.join(one, true);
    codeFlow.join(two, true);
    codeFlow.setVisible(one, false);
    await pass(160_000);
    expect(logins()).toBe(2);
    codeFlow.setVisible(two, false);
    await pass(2500);
    expect(jest.getTimerCount()).toBe(0);
    await pass(60 * MINUTE);
    expect(logins()).toBe(2);
    codeFlow.setVisible(one, true);
    expect(logins()).toBe(3);
    codeFlow.leave(owner('a'));
    codeFlow.leave(one);
    codeFlow.setVisible(one, true);
    codeFlow.leave(two);
    await pass(2500);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('a page is hidden one component after the other: the first to go fetches nothing for the rest', async () => {
    const { flow: codeFlow } = flow();
    const [one, two] = [owner('a'), owner('a')];
    codeFlow.join(one, true);
    codeFlow.join(two, true);
    await pass();
    jest.setSystemTime(Date.now() + 200_000);
    codeFlow.setVisible(one, false);
    codeFlow.setVisible(two, false);
    expect(logins()).toBe(1);
  });

  it('a thousand pages in place of one another cost what standing still costs', async () => {
    const { flow: codeFlow } = flow();
    for (let page = 0; page < 1000; page++) {
      const button = owner(`${page}`);
      codeFlow.join(button, true);
      await pass(1000);
      codeFlow.leave(button);
    }
    expect(logins()).toBe(Math.ceil(1_000_000 / 151_000));
  });
});

describe('from a finger to the answer no wx.login begins', () => {
  const seen = async (): Promise<{ codeFlow: Flow; button: CodeOwner }> => {
    const { flow: codeFlow } = flow();
    const button = owner();
    codeFlow.join(button, true);
    await pass(150_000);
    return { codeFlow, button };
  };

  it('a finger that slides off is waited for no longer than a second, one that is lost sight of five', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.touch(button);
    await pass(4999);
    expect(logins()).toBe(1);
    await pass(1);
    expect(logins()).toBe(2);
    await pass(150_000);
    codeFlow.touchEnds(button);
    codeFlow.touch(button);
    await pass(1000);
    codeFlow.touchEnds(button);
    await pass(999);
    expect(logins()).toBe(2);
    await pass(1);
    expect(logins()).toBe(3);
  });

  it.each([
    ['touch', 1],
    ['no touch', 0],
  ])('a sheet opened by a tap with %s is waited for', async (_, touched) => {
    const { codeFlow, button } = await seen();
    if (touched) codeFlow.touch(button);
    codeFlow.sheetOpens(button);
    await pass(109_000);
    expect(logins()).toBe(1);
    codeFlow.answered(button);
    expect(logins()).toBe(2);
  });

  it('another finger meanwhile does not end that', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sheetOpens(button);
    await pass(1000);
    codeFlow.touch(button);
    await pass(30_000);
    expect(logins()).toBe(1);
  });

  it('a sheet without an answer gets another code when the first has died, and is forgotten after 270 s', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sheetOpens(button);
    await pass(119_999);
    expect(logins()).toBe(1);
    await pass(1);
    expect(logins()).toBe(2);
    await pass(149_999);
    expect(logins()).toBe(2);
    await pass(1001);
    expect(logins()).toBe(3);
  });

  it('of two sheets of a button the refusal of the second leaves the first', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sheetOpens(button);
    codeFlow.touch(button);
    codeFlow.sheetOpens(button);
    codeFlow.answered(button);
    codeFlow.answered(owner());
    await pass(80_000);
    expect(logins()).toBe(1);
    codeFlow.answered(button);
    expect(logins()).toBe(2);
  });

  it('another finger does not take back what a sign-in without data waits for', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sendData(button, () => Promise.resolve(), nothing);
    answer = ({ fail }) => fail({ errMsg: 'login:fail network' });
    await pass();
    await pass(30_000);
    const heard: unknown[] = [];
    codeFlow.sendCode(
      button,
      (code) => Promise.resolve(code),
      (failure, result) => heard.push(failure, result),
      10_000,
    );
    await pass(1000);
    codeFlow.touch(owner());
    codeFlow.join(owner(), true);
    await pass(3000);
    answer = ({ success }) => success({ code: 'at last', errMsg: '' });
    await pass(3000);
    expect(heard).toEqual([undefined, 'at last']);
  });

  it('a sheet without an answer is forgotten when its button is gone', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.join(owner(), true);
    codeFlow.sheetOpens(button);
    await pass(2000);
    codeFlow.leave(owner());
    await pass();
    expect(logins()).toBe(1);
    codeFlow.leave(button);
    await pass();
    expect(logins()).toBe(2);
  });

  it('nor while its data is under way; the next code comes after the outcome', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sheetOpens(button);
    await pass(2000);
    let finish: (value: string) => void = nothing;
    const heard: unknown[] = [];
    codeFlow.sendData(
      button,
      (code) =>
        new Promise((resolve) => {
          finish = (value) => resolve(code + value);
        }),
      (failure, result) => heard.push(failure, result, logins()),
    );
    await pass(9000);
    codeFlow.touch(button);
    codeFlow.setVisible(button, true);
    finish('!');
    await pass();
    expect(heard).toEqual([undefined, 'code 1!', 1]);
    expect(logins()).toBe(2);
  });

  it('unless there is no code at all: nothing can get worse', async () => {
    const { codeFlow, button } = await seen();
    codeFlow.sendData(button, (code) => Promise.resolve(code), nothing);
    answer = ({ fail }) => fail({ errMsg: 'login:fail' });
    await pass(20_000);
    const before = logins();
    codeFlow.touch(button);
    expect(logins()).toBe(before + 1);
    await pass();
    answer = nothing;
    codeFlow.sheetOpens(button);
    expect(logins()).toBe(before + 2);
    codeFlow.setVisible(button, false);
    await pass(4000);
    expect(logins()).toBe(before + 2);
  });
});

describe('one flow at a time', () => {
  it('everybody is told when it begins and ends; whoever comes meanwhile is told busy', async () => {
    const { flow: codeFlow } = flow();
    const heard: unknown[] = [];
    const told = (name: string) => (): void => void heard.push([name, codeFlow.isRunning]);
    codeFlow.join(owner('a', told('one')), true);
    codeFlow.join(owner('b', told('two')), true);
    const settled = (failure: unknown, result: unknown): void => void heard.push((failure as { reason?: string })?.reason ?? result);
    let finish: () => void = nothing;
    codeFlow.sendData(
      owner(),
      (code) =>
        new Promise((resolve) => {
          finish = () => resolve(code);
        }),
      settled,
    );
    await pass();
    codeFlow.sendData(owner(), () => Promise.resolve('never'), settled);
    codeFlow.sendCode(owner(), () => Promise.resolve('never'), settled, 10_000);
    finish();
    await pass();
    expect(heard).toEqual([['one', true], ['two', true], 'busy', 'busy', ['one', false], ['two', false], 'code 1']);
  });

  it('who leaves on the news is not told; who leaves by itself takes it from nobody else', async () => {
    const { flow: codeFlow } = flow();
    const told: string[] = [];
    const second = owner('b', () => {
      told.push('second');
    });
    const first = owner('a', () => {
      told.push('first');
      codeFlow.leave(second);
      codeFlow.leave(first);
    });
    codeFlow.join(first, true);
    codeFlow.join(second, true);
    codeFlow.join(
      owner('c', () => {
        told.push('third');
      }),
      true,
    );
    codeFlow.sendData(owner(), () => Promise.resolve(1), nothing);
    await pass();
    expect(told).toEqual(['first', 'third', 'third']);
  });

  it('the news is told after the outcome', async () => {
    const { flow: codeFlow } = flow();
    const heard: string[] = [];
    codeFlow.sendData(
      owner(),
      (_, hold) => {
        hold(() => heard.push('news'));
        return Promise.resolve(1);
      },
      () => heard.push('no code'),
    );
    codeFlow.join(owner(), true);
    await pass();
    codeFlow.sendData(
      owner(),
      (_, hold) => {
        hold(() => heard.push('news'));
        return Promise.resolve(1);
      },
      () => heard.push('outcome'),
    );
    await pass();
    expect(heard).toEqual(['no code', 'outcome', 'news']);
  });
});
