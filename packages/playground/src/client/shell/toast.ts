/** `wx.showToast` and `wx.showLoading`, and WeChat's own toasts: they share one place on the screen. */
import type { ScreenRecord, Timeline } from 'authing-miniapp-emulator/wechat/device';
import { element } from './dom';

/** WeChat's default (ms). */
const DURATION = 1500;

const icons: Record<string, string> = { success: 'weui-icon-success-no-circle', error: 'weui-icon-warn' };

/** Draws what the device's screen shows. Returns what ends it. */
export function drawToasts(host: HTMLElement, screen: ScreenRecord, timeline: Timeline): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    host.replaceChildren();
  };
  const show = (picture: HTMLElement | undefined, title: string): void => {
    clear();
    const content = element('p', { class: 'weui-toast__content' }, title);
    host.append(element('div', { class: `weui-toast${picture ? '' : ' weui-toast_text'}`, role: 'alert' }, picture, content));
  };
  const unsubscribe = timeline.subscribe((entry) => {
    if (entry.kind === 'ui.hidden') clear();
    if (entry.kind !== 'ui.shown' || entry.detail.what === 'modal') return;
    if (entry.detail.what === 'loading') {
      show(
        element('span', { class: 'weui-primary-loading weui-icon_toast' }, element('span', { class: 'weui-primary-loading__dot' })),
        entry.detail.title,
      );
      return;
    }
    const kind = screen.toasts.at(-1)?.icon ?? 'none';
    const name = icons[kind];
    show(name === undefined ? undefined : element('i', { class: `${name} weui-icon_toast`, 'aria-hidden': 'true' }), entry.detail.title);
    timer = setTimeout(clear, DURATION);
  });
  return () => {
    unsubscribe();
    clear();
  };
}
