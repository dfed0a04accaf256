import type { CodeOwner } from '../../../lib/flow/code-flow';
import { launch } from '../built-modules';

type Flow = typeof import('../../../lib/flow/code-flow');
const world = globalThis as { getCurrentPages?: unknown };
afterEach(() => { delete world.getCurrentPages; });

/** A flow over a login code that only writes down what it is asked for. */
function flow(taken: () => Promise<string> = () => Promise.resolve('c')) {
  const asked: string[] = [];
  const note = (name: string) => (): void => void asked.push(name);
  const code = {
    prepare: note('prepare'), renew: note('renew'), drop: note('drop'), rest: note('rest'),
    take: () => (note('take')(), taken()), takeOrFetch: () => (note('takeOrFetch')(), taken()),
  };
  const load = launch();
  const { CodeFlow } = load('lib/flow/code-flow') as Flow;
  const { AuthingError } = load('lib/errors/authing-error') as typeof import('../../../lib/errors/authing-error');
  const refused = new AuthingError('session_key', { stage: 'request' });
  return { asked, flow: new CodeFlow(code as never), refused, busy: expect.objectContaining({ reason: 'busy', stage: 'tap' }) as unknown };
}
const owner = (pageId?: string, flowChanged: () => void = () => undefined): CodeOwner =>
  ({ flowChanged, ...(pageId !== undefined && { getPageId: () => pageId }) });
const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });
const clear = (list: unknown[]): unknown[] => list.splice(0);

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
    const { flow: codeFlow, asked } = flow();
    codeFlow.join(owner(pageId));
    expect(asked).toEqual(prepared ? ['prepare'] : []);
  });

  it.each([['a', 'a', []], ['a', 'b', ['prepare']], [undefined, undefined, ['prepare']], ['a', undefined, ['prepare']]])(
    'joining on page %p while page %p is hidden', (pageId, hidden, prepared) => {
      const { flow: codeFlow, asked } = flow();
      const other = owner(hidden);
      codeFlow.join(other);
      codeFlow.setVisible(other, false);
      clear(asked);
      codeFlow.join(owner(pageId));
      expect(asked).toEqual(prepared);
    });

  it('shown, hidden, gone', () => {
    const { flow: codeFlow, asked } = flow();
    const [one, two] = [owner('a'), owner('b')];
    const steps: unknown[] = [];
    for (const step of [
      () => codeFlow.join(one), () => codeFlow.join(two), () => codeFlow.setVisible(one, false), () => codeFlow.setVisible(two, false),
      () => codeFlow.setVisible(one, true), () => codeFlow.leave(owner('a')), () => codeFlow.leave(one),
      () => codeFlow.setVisible(one, true), () => codeFlow.leave(two),
    ]) {
      step();
      steps.push(clear(asked));
    }
    expect(steps).toEqual([['prepare'], ['prepare'], [], [], ['prepare'], [], [], [], ['rest']]);
  });
});

it('a finger renews the code, unless data may be on its way', () => {
  const { flow: codeFlow, asked } = flow();
  codeFlow.touch();
  codeFlow.sheetOpens();
  codeFlow.touch();
  codeFlow.sheetAnswered();
  codeFlow.touch();
  expect(asked).toEqual(['renew', 'prepare', 'renew']);
});

describe('one flow at a time', () => {
  it('everybody is told when it begins and ends, and the next code waits for the end', async () => {
    const { flow: codeFlow, asked, busy } = flow();
    const heard: [string, boolean][] = [];
    const told = (name: string) => (): void => void heard.push([name, codeFlow.isRunning]);
    const [one, two] = [owner('a', told('one')), owner('b', told('two'))];
    codeFlow.join(one);
    codeFlow.join(two);
    clear(asked);
    const outcomes: unknown[] = [];
    const settled = (...outcome: unknown[]): void => void outcomes.push([...outcome, codeFlow.isRunning, clear(asked)]);
    let finish: (value: string) => void = () => undefined;
    codeFlow.sendData((code) => new Promise((resolve) => { finish = (value) => resolve(code + value); }), settled);
    await turn();
    codeFlow.touch();
    codeFlow.setVisible(one, true);
    codeFlow.sendData(() => Promise.resolve('never'), settled);
    codeFlow.sendCode(() => Promise.resolve('never'), settled);
    finish('!');
    await turn();
    expect(outcomes).toEqual([[busy, undefined, true, ['take']], [busy, undefined, true, []], [undefined, 'c!', false, []]]);
    expect(asked).toEqual(['prepare']);
    expect(heard).toEqual([['one', true], ['two', true], ['one', false], ['two', false]]);
  });

  it('who leaves on the news is not told, and when all have left nothing is kept', async () => {
    const { flow: codeFlow, asked } = flow();
    const told: string[] = [];
    const second = owner('b', () => { told.push('second'); });
    const first = owner('a', () => {
      told.push('first');
      codeFlow.leave(second);
    });
    codeFlow.join(first);
    codeFlow.join(second);
    codeFlow.sendData(() => Promise.resolve(1), () => codeFlow.leave(first));
    expect(clear(asked)).toEqual(['prepare', 'prepare', 'take']);
    await turn();
    expect(told).toEqual(['first', 'first']);
    expect(asked).toEqual(['rest', 'rest']);
  });
});

it('who leaves by itself on the news takes it from nobody else', async () => {
  const { flow: codeFlow } = flow();
  const told: string[] = [];
  const first = owner('a', () => {
    told.push('first');
    codeFlow.leave(first);
  });
  codeFlow.join(first);
  codeFlow.join(owner('b', () => { told.push('second'); }));
  codeFlow.sendData(() => Promise.resolve(1), () => undefined);
  await turn();
  expect(told).toEqual(['first', 'second', 'second']);
});

describe('a refused code', () => {
  const attempts = async (how: 'sendData' | 'sendCode', failures: (refused: Error) => unknown[]): Promise<unknown> => {
    const { flow: codeFlow, asked, refused } = flow();
    const left = failures(refused);
    let outcome: unknown;
    codeFlow[how]((code) => {
      const failure = left.shift();
      return failure === undefined ? Promise.resolve(code) : Promise.reject(failure as Error);
    }, (failure, result) => {
      const { reason, message } = (failure ?? {}) as { reason?: string; message?: string };
      outcome = reason ?? message ?? result;
    });
    await turn();
    return [outcome, asked];
  };
  it.each<['sendData' | 'sendCode', string, (refused: Error) => unknown[], unknown]>([
    ['sendCode', 'once', (refused) => [refused], ['c', ['takeOrFetch', 'drop', 'takeOrFetch', 'rest']]],
    ['sendCode', 'twice', (refused) => [refused, refused], ['session_key', ['takeOrFetch', 'drop', 'takeOrFetch', 'drop', 'rest']]],
    ['sendCode', 'never, but the request fails', () => [new Error('x')], ['x', ['takeOrFetch', 'rest']]],
    ['sendData', 'once', (refused) => [refused], ['session_key', ['take', 'drop', 'rest']]],
    ['sendData', 'never, but the request fails', () => [new Error('x')], ['x', ['take', 'rest']]],
  ])('%s, %s', async (how, _, failures, expected) => {
    expect(await attempts(how, failures)).toEqual(expected);
  });
});
