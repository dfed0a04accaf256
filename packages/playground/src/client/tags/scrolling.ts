/** `<scroll-view>` and `<swiper>`. */
import type { Tag, TagInstance } from './tag';

interface ScrollState {
  top: unknown;
  left: unknown;
  into: unknown;
  near: string;
}

const states = new WeakMap<TagInstance, ScrollState>();

export const scrollView: Tag = {
  create(instance) {
    const { host } = instance;
    states.set(instance, { top: undefined, left: undefined, into: undefined, near: '' });
    let before = { left: 0, top: 0 };
    host.addEventListener(
      'scroll',
      () => {
        const { scrollLeft, scrollTop, scrollHeight, scrollWidth } = host;
        instance.emit('scroll', {
          scrollLeft,
          scrollTop,
          scrollHeight,
          scrollWidth,
          deltaX: before.left - scrollLeft,
          deltaY: before.top - scrollTop,
        });
        before = { left: scrollLeft, top: scrollTop };
        thresholds(instance);
      },
      { passive: true },
    );
  },
  render(instance) {
    const { host, data } = instance;
    const state = states.get(instance);
    if (state === undefined) return;
    const behavior = data['scrollWithAnimation'] === true ? 'smooth' : 'instant';
    if (data['refresherEnabled'] === true) instance.app.surroundings.unsupported('<scroll-view refresher-enabled>');
    // Only a new value moves it: the page does not follow the person's own scrolling.
    if (data['scrollTop'] !== state.top && data['scrollTop'] !== null)
      queueMicrotask(() => host.scrollTo({ top: Number(data['scrollTop']), behavior }));
    if (data['scrollLeft'] !== state.left && data['scrollLeft'] !== null)
      queueMicrotask(() => host.scrollTo({ left: Number(data['scrollLeft']), behavior }));
    if (data['scrollIntoView'] !== state.into && data['scrollIntoView']) {
      const target = instance.component.ownerShadowRoot
        ?.querySelector(`#${String(data['scrollIntoView'])}`)
        ?.getBackendElement() as unknown as HTMLElement | undefined;
      queueMicrotask(() => target?.scrollIntoView({ behavior, block: 'start', inline: 'start' }));
    }
    Object.assign(state, { top: data['scrollTop'], left: data['scrollLeft'], into: data['scrollIntoView'] });
  },
};

function thresholds(instance: TagInstance): void {
  const { host, data } = instance;
  const state = states.get(instance);
  if (state === undefined) return;
  const vertical = data['scrollY'] === true;
  const [at, size, all] = vertical
    ? [host.scrollTop, host.clientHeight, host.scrollHeight]
    : [host.scrollLeft, host.clientWidth, host.scrollWidth];
  const near = at <= Number(data['upperThreshold']) ? 'upper' : at + size >= all - Number(data['lowerThreshold']) ? 'lower' : '';
  if (near !== state.near && near === 'upper') instance.emit('scrolltoupper', { direction: vertical ? 'top' : 'left' });
  if (near !== state.near && near === 'lower') instance.emit('scrolltolower', { direction: vertical ? 'bottom' : 'right' });
  state.near = near;
}

/** Scroll snapping does the work; the page hears of it as a change. */
export const swiper: Tag = {
  create(instance) {
    const { host } = instance;
    let current = 0;
    host.addEventListener('scrollend', () => {
      const vertical = instance.data['vertical'] === true;
      const now = vertical
        ? Math.round(host.scrollTop / Math.max(1, host.clientHeight))
        : Math.round(host.scrollLeft / Math.max(1, host.clientWidth));
      if (now !== current) instance.emit('change', { current: now, currentItemId: '', source: 'touch' });
      current = now;
    });
  },
  render({ host, data, app }) {
    if (data['autoplay'] === true || data['circular'] === true || data['indicatorDots'] === true)
      app.surroundings.unsupported('<swiper> with autoplay, circular or indicator-dots');
    const current = Number(data['current']);
    queueMicrotask(() => host.scrollTo({ left: current * host.clientWidth, top: current * host.clientHeight, behavior: 'instant' }));
  },
};
