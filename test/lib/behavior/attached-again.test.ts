import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';
import type { Asked } from '../fake-wx';

/** A node that its page moves, or a list recycles, is detached and attached again: neither engine here does that to a component. */
const world = globalThis as { getApp?: unknown };
let calls: ReturnType<typeof giveWx>;
beforeEach(() => {
  jest.useFakeTimers();
  world.getApp = () => ({ authing: { appId: 'a' } });
  calls = giveWx({
    getAppBaseInfo: () => ({ SDKVersion: '3.5.0', language: 'en' }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    login: ({ success }) => success({ code: 'c', errMsg: 'login:ok' }),
    // Nobody answers.
    showActionSheet: () => undefined,
  });
});
afterEach(() => {
  jest.useRealTimers();
  takeWx();
  delete world.getApp;
});

/** An instance without an engine. Attached. */
function mount(name: string, properties: object): Asked {
  let defined: Asked;
  launch({ Behavior: (definition: unknown) => definition, Component: (definition: unknown) => (defined = definition) })(
    `components/${name}/index`,
  );
  const parts = [...defined.behaviors, defined] as Asked[];
  const values = parts.flatMap((part) => Object.entries(part.properties ?? {})).map(([key, type]: Asked) => [key, type?.value]);
  const self: Asked = Object.assign({}, ...parts.map(({ methods }) => methods as object));
  self.data = Object.assign(Object.fromEntries(values), ...parts.map(({ data }) => data as object), properties);
  self.events = [] as string[];
  self.setData = (change: object, drawn?: () => void) => {
    Object.assign(self.data, change);
    drawn?.();
  };
  self.triggerEvent = (event: string, { reason }: { reason?: string }) => self.events.push(reason ?? event);
  self.run = (lifetime: string) => parts.forEach(({ lifetimes }) => lifetimes?.[lifetime]?.call(self));
  self.run('attached');
  return self;
}
/** The view draws what is set next when it is told to. */
function undrawn(component: Asked): () => void {
  const { setData } = component;
  let draw: (() => void) | undefined;
  component.setData = (change: object, drawn?: () => void) => {
    component.setData = setData;
    setData(change);
    draw = drawn;
  };
  return () => draw?.();
}
const moved = (component: Asked): void => {
  component.run('detached');
  component.run('attached');
};

describe('a component that is attached again', () => {
  it('phone-button knows of no sheet that its earlier life has opened', () => {
    const button = mount('phone-button', {});
    const refused = { detail: { errMsg: 'getPhoneNumber:fail user deny' } };
    button.handleTap();
    moved(button);
    button.handlePhoneNumber(refused);
    expect(button.events).toEqual([]);
    button.handleTap();
    button.handlePhoneNumber(refused);
    // WeChat fires it twice.
    button.handlePhoneNumber(refused);
    expect(button.events).toEqual(['denied']);
  });

  it('phone-button does not wait for the sheet of a dialog that was asked in before', () => {
    const button = mount('phone-button', { agreed: false });
    button.handleTap();
    button.handleAgree();
    moved(button);
    expect(button.data.question).toBe(null);
    button.handleTap();
    button.handleDecline();
    expect([button.events, button.data.question]).toEqual([['agree', 'declined'], null]);
  });

  it('phone-button takes no dialog away while it is gone, nor for a question before', () => {
    const button = mount('phone-button', { agreed: false });
    const style = (): string | undefined => button.data.question?.style;
    const decline = (): (() => void) => {
      button.handleTap();
      const drawn = undrawn(button);
      button.handleDecline();
      return drawn;
    };
    const earlier = decline();
    button.run('detached');
    earlier();
    jest.advanceTimersByTime(5000);
    expect(style()).toBe('visibility: hidden');
    button.run('attached');
    const before = decline();
    const last = decline();
    before();
    expect(style()).toBe('visibility: hidden');
    last();
    expect(button.data.question).toBe(null);
  });

  it('phone-button takes "Agree" that comes before the view has drawn "Not now" for what it is: a sheet is open', () => {
    const button = mount('phone-button', { agreed: false });
    button.handleTap();
    const drawn = undrawn(button);
    button.handleDecline();
    button.handleAgree();
    drawn();
    expect([button.events, button.data.question.style]).toEqual([['declined', 'agree'], 'visibility: hidden']);
    button.handleAgreedNumber({ detail: { errMsg: 'getPhoneNumber:fail user deny' } });
    expect([button.events, button.data.question]).toEqual([['declined', 'agree', 'denied'], null]);
  });

  it('phone-button takes a dialog away at last where the view never says that it has drawn', () => {
    const button = mount('phone-button', { agreed: false });
    button.handleTap();
    undrawn(button);
    button.handleDecline();
    jest.advanceTimersByTime(4999);
    expect(button.data.question.style).toBe('visibility: hidden');
    jest.advanceTimersByTime(1);
    expect(button.data.question).toBe(null);
  });

  it('login-button asks at once, though nobody has answered its last question', () => {
    const button = mount('login-button', { agreed: false });
    button.handleTap();
    moved(button);
    button.handleTap();
    expect([button.events, calls.filter(([name]) => name === 'showActionSheet')]).toEqual([[], [expect.anything(), expect.anything()]]);
    button.handleTap();
    expect(button.events).toEqual(['busy']);
  });
});
