/** @jest-environment jsdom */
import path from 'node:path';
import { createEngine, engineNames, type Mounted, type MountOptions } from '../../src/engines';

const fixture = path.join(__dirname, 'fixture');
const probe = path.join(fixture, 'probe', 'index');

interface Login {
  success(result: { code: string }): void;
}

describe.each(engineNames)('a component on %s', (name) => {
  const engine = createEngine(name);
  const logins: Login[] = [];
  const mount = (options?: MountOptions): Mounted => engine.mount(probe, options);
  const log = (): string[] => (engine.require(path.join(fixture, 'shared', 'app')) as { log: string[] }).log;
  const answerLogin = (code: string): void => logins.shift()?.success({ code });

  beforeEach(() => {
    engine.restart();
    logins.length = 0;
    (globalThis as unknown as { wx: unknown }).wx = { login: (options: Login) => void logins.push(options) };
  });
  afterEach(() => expect(engine.problems).toEqual([]));

  it('is rendered with its template, its WXS module and the component inside it', () => {
    const mounted = mount({ properties: { text: 'Sign in', hint: 'easy' } });
    expect(mounted.text()).toBe('Sign in 0easy');
    expect(mounted.natives('button')).toHaveLength(1);
    expect(mounted.natives('text').map((text) => text.text)).toEqual(['easy']);
  });

  it('runs its lifetimes in the order of a page that opens, shows, hides and closes', () => {
    const mounted = mount();
    mounted.hide();
    mounted.show();
    mounted.detach();
    expect(log()).toEqual(['created', 'attached', 'show', 'ready', 'hide', 'show', 'detached']);
  });

  it('lets the page change what it bound, and nothing else', () => {
    const mounted = mount({ properties: { text: 'a', disabled: false } });
    mounted.setProperties({ text: 'b', disabled: true });
    expect(mounted.data).toMatchObject({ text: 'b', disabled: true });
    expect(mounted.nativeButton().disabled).toBe(true);
    expect(log().filter((entry) => entry.startsWith('text:'))).toEqual(['text:a', 'text:b']);
    expect(() => mounted.setProperties({ hint: 'x' })).toThrow("does not bind 'hint'");
    expect(mounted.setDataCalls).toEqual([]);
  });

  it('gives each native element what WXML gives it', () => {
    const button = mount({ properties: { openType: 'getPhoneNumber' } }).nativeButton();
    expect(button).toMatchObject({ tag: 'button', openType: 'getPhoneNumber', disabled: false, loading: false, text: 'Go 0' });
    expect(button.attributes).toMatchObject({
      'open-type': 'getPhoneNumber',
      'aria-label': 'inner',
      class: 'native',
      id: 'native',
      type: 'default',
      'hover-class': 'button-hover',
    });
  });

  it('receives a native event once, runs, and answers its page once', () => {
    const mounted = mount({ properties: { openType: 'getPhoneNumber' } });
    mounted.nativeButton().dispatch('getphonenumber', { kind: 'number' });
    expect(mounted.nativeButton()).toMatchObject({ openType: '', disabled: true, loading: true });
    expect(mounted.events).toEqual([]);
    answerLogin('c1');
    expect(mounted.events).toEqual([{ name: 'login', detail: { code: 'c1', kind: 'number' } }]);
    expect(mounted.bubbled).toEqual([]);
    expect(mounted.setDataCalls).toEqual([{ busy: true }, { busy: false, count: 1 }]);
    expect(mounted.nativeButton()).toMatchObject({ openType: 'getPhoneNumber', disabled: false, loading: false });
    expect(mounted.text()).toBe('Go 1');
  });

  it('never lets an open-type event reach the page, which a tap does', () => {
    const mounted = mount({ listeners: ['getphonenumber', 'answer', 'tap'] });
    mounted.nativeButton().dispatch('getphonenumber', {});
    answerLogin('c1');
    expect(mounted.events).toEqual([]);
    mounted.nativeButton().tap();
    expect(mounted.events.map((event) => event.name)).toEqual(['tap']);
    expect(mounted.bubbled.map((event) => event.name)).toEqual(['tap']);
  });

  it('shows an event that was told to bubble', () => {
    const mounted = mount();
    (mounted.instance as { shout(): void }).shout();
    expect(mounted.events).toEqual([{ name: 'error', detail: { loud: true } }]);
    expect(mounted.bubbled).toEqual([{ name: 'error', detail: { loud: true } }]);
  });

  it('is not tapped while disabled', () => {
    const mounted = mount({ properties: { disabled: true } });
    mounted.nativeButton().tap();
    expect(logins).toEqual([]);
  });

  it("shows its page's slot content and wears its page's class", () => {
    const mounted = mount({ slot: '<text>inside</text><button>other</button>', attributes: { 'custom-class': 'wide', 'data-n': '1' } });
    expect(mounted.text()).toBe('Go 0insideother');
    expect(mounted.html()).toMatch(/class="[^"]*\bwide\b[^"]*"/);
    expect(mounted.natives('button')).toHaveLength(1);
  });

  it('runs without what a device does not have', () => {
    expect(mount().data['absent']).toBe('undefined'.repeat(4));
  });

  it('shares its modules with the other components of the app, until the app restarts', () => {
    const page = engine.mountPage([{ component: probe }, { component: probe }]);
    expect(log().filter((entry) => entry === 'created')).toHaveLength(2);
    page.parts[0]?.nativeButton().tap();
    answerLogin('c1');
    expect(page.parts.map((part) => part.events.length)).toEqual([1, 0]);

    engine.restart();
    mount();
    expect(log().filter((entry) => entry === 'created')).toHaveLength(1);
  });

  it('closes with its page', () => {
    const page = engine.mountPage([{ component: probe }, { component: probe }]);
    page.unload();
    expect(log().filter((entry) => entry === 'detached')).toHaveLength(2);
  });

  it('reports an exception of component code', () => {
    mount().nativeButton().dispatch('getphonenumber', { kind: 'throw' });
    expect(engine.problems).toEqual([expect.stringContaining('thrown by the probe')]);
    engine.problems.length = 0;
  });

  it('cannot be mounted when it was not built', () => {
    expect(() => engine.mount(path.join(fixture, 'missing', 'index'))).toThrow('is it built?');
  });
});
