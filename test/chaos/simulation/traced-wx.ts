import type { AppJavaScript } from './app-javascript';
import type { EntryDetails, Trace } from './trace';

type Callback = (result: Record<string, unknown>) => void;
type Option = Record<string, unknown>;
type Call = (...args: unknown[]) => unknown;

const callbacks = ['success', 'fail', 'complete'] as const;

/**
 * The `wx` that the app under test gets: the phone's own, with every call and answer written down on the way, and every callback let into
 * the app only while its JavaScript runs.
 * @param ours whether the library calls it, or the app around it
 * @param counter numbers the calls of one launch, whichever object they are made through
 */
export function tracedWx(wx: object, javascript: AppJavaScript, trace: Trace, ours: boolean, counter: { calls: number }): object {
  const watchers: Record<string, (call: number, option: Option) => Partial<Record<(typeof callbacks)[number], Callback>>> = {
    login(call) {
      trace.add('login', { call, ours });
      return {
        success: ({ code, errMsg }) => trace.add('loginAnswered', { call, code: code as string | undefined, errMsg: String(errMsg) }),
        fail: ({ errMsg }) => trace.add('loginAnswered', { call, code: undefined, errMsg: String(errMsg) }),
      };
    },
    request: (call, option) => watchRequest(call, option),
    uploadFile: (call, option) => watchRequest(call, { ...option, method: 'POST', data: option['formData'] }),
    chooseMedia: (call) => watchChooser(call, 'media'),
    chooseImage: (call) => watchChooser(call, 'media'),
    showActionSheet: (call) => watchChooser(call, 'question'),
    getUserInfo: (call) => watchChooser(call, 'profile'),
  };

  const ended = new Set<number>();
  const end = (call: number, how: object): void => {
    if (ended.has(call)) return;
    ended.add(call);
    trace.add('requestEnded', { call, outcome: 'abandoned', ...how });
  };
  const watchRequest = (call: number, { url, method, header, data }: Option): Partial<Record<'success' | 'fail', Callback>> => {
    if (!ours) return {};
    trace.add('request', {
      call,
      url: String(url),
      method: String(method ?? 'GET'),
      header: { ...(header as Option) },
      data: { ...(data as Option) },
    });
    return {
      success: ({ statusCode, data: body }) => end(call, { outcome: 'answered', status: statusCode, body }),
      fail: ({ errMsg }) => end(call, { outcome: 'failed', errMsg }),
    };
  };
  const watchChooser = (call: number, what: EntryDetails['chooser']['of']): Record<'success' | 'fail', Callback> => {
    trace.add('chooser', { call, of: what });
    const answered = (chosen: boolean) => (): void => void trace.add('chooserAnswered', { call, chosen });
    return { success: answered(true), fail: answered(false) };
  };

  /** The option with callbacks that are watched and wait for a frozen app. */
  const watchedOption = (api: string, call: number, option: Option): Option => {
    const seen = watchers[api]?.(call, option) ?? {};
    // Without any callback of its own a call may be meant to return a promise, which a callback of ours would prevent.
    if (!ours && callbacks.every((name) => option[name] === undefined)) return option;
    const wrapped: Option = { ...option };
    for (const name of callbacks) {
      const own = option[name] as Callback | undefined;
      if (own === undefined && seen[name] === undefined) continue;
      wrapped[name] = (result: Record<string, unknown>) =>
        javascript.enter(`${api} ${name}`, () => {
          seen[name]?.(result);
          own?.(result);
        });
    }
    return wrapped;
  };

  const watchedTask = (call: number, task: object): object =>
    new Proxy(task, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown;
        if (name === 'abort') {
          return () => {
            end(call, { outcome: 'abandoned' });
            (member as Call)();
          };
        }
        if (typeof name !== 'string' || !name.startsWith('on')) return member;
        return (listener: Callback) =>
          (member as Call)((result: Record<string, unknown>) => javascript.enter(name, () => listener(result)));
      },
    });

  const watched = (api: string, member: Call): Call => {
    if (api.endsWith('StorageSync')) return watchedStorage(api, member);
    if (/^o(n|ff)[A-Z]/.test(api)) {
      return (...args) => {
        trace.add('listener', { api: api.replace(/^off/, 'on'), change: api.startsWith('on') ? 1 : -1 });
        return member(...args);
      };
    }
    return (...args) => {
      const [option, ...rest] = args;
      if (typeof option !== 'object' || option === null) return member(...args);
      const call = ++counter.calls;
      const result = member(watchedOption(api, call, option as Option), ...rest);
      return api === 'request' || api === 'uploadFile' ? watchedTask(call, result as object) : result;
    };
  };

  const watchedStorage =
    (api: string, member: Call): Call =>
    (key, value) => {
      const action = api.startsWith('get') ? 'read' : api.startsWith('set') ? 'write' : 'remove';
      const write = (failed: boolean, stored: unknown): void =>
        void trace.add('storage', { action, key: String(key), value: copy(stored), failed });
      try {
        const result = member(key, value);
        write(false, action === 'read' ? result : value);
        return result;
      } catch (error) {
        write(true, value);
        throw error;
      }
    };

  const made = new Map<string, unknown>();
  // What the app leaves on it stays on this object: where copies of the package do not share `wx`, not even that.
  return new Proxy<object>(
    {},
    {
      has: (left, name) => name in left || name in wx,
      get(left, name) {
        if (Object.hasOwn(left, name)) return Reflect.get(left, name) as unknown;
        const member = Reflect.get(wx, name) as unknown;
        if (typeof member !== 'function' || typeof name !== 'string') return member;
        if (!made.has(name)) made.set(name, watched(name, member as Call));
        return made.get(name);
      },
    },
  );
}

/** As it was at that moment: what is stored may be changed later. */
const copy = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
