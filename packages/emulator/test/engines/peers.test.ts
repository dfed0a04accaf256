/** @jest-environment jsdom */
import { createEngine, engineNames } from '../../src/engines';

const peers = [
  { name: 'TDesign', path: 'node_modules/tdesign-miniprogram/miniprogram_dist/button/button', tapEvent: 'tap' },
  // Vant's button declares a property named `dataset`, and re-emits a tap as `click`.
  { name: 'Vant', path: 'node_modules/@vant/weapp/lib/button/index', tapEvent: 'click' },
];

describe.each(engineNames)('a button that was not written for these engines, on %s', (name) => {
  const engine = createEngine(name);

  beforeEach(() => {
    engine.restart();
    const info = (): object => ({ SDKVersion: '3.8.0', platform: 'android' });
    const wx = { getSystemInfoSync: info, getAppBaseInfo: info, getDeviceInfo: info, getWindowInfo: info, canIUse: () => true };
    Object.assign(globalThis, { wx, getApp: () => ({}), getCurrentPages: () => [] });
  });
  afterEach(() => expect(engine.problems).toEqual([]));

  it.each(peers)("$name's, unmodified, forwards a native event and a tap once each", ({ path, tapEvent }) => {
    const mounted = engine.mount(path, {
      properties: { openType: 'getPhoneNumber' },
      listeners: ['getphonenumber', tapEvent],
      slot: 'Continue',
    });
    mounted.nativeButton().dispatch('getphonenumber', { code: 'c' });
    mounted.nativeButton().tap();
    expect(mounted.text()).toBe('Continue');
    expect(mounted.nativeButton().openType).toBe('getPhoneNumber');
    expect(mounted.events.map((event) => event.name)).toEqual(['getphonenumber', tapEvent]);
    expect(mounted.events[0]?.detail).toEqual({ code: 'c' });
  });
});
