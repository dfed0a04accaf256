/** One page on the stack: its webview, its component tree and its lifetimes. */
import * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { PageWindow } from '../../build';
import { pageCss } from '../tags';
import { createEventChannel, type EventChannel } from './event-channel';
import { listenToGestures } from './gestures';
import { hoverOf } from './hover';
import { makeReady, pageIsReady } from './overall-behavior';
import type { RunningApp } from './running-app';
import { themeOf } from '../device/possible-devices';
import { WebviewContext } from './webview';

/** The page's `this`, as far as the playground calls it. */
export interface PageInstance {
  route: string;
  options: Record<string, string>;
  onLoad?(query: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  onPageScroll?(event: { scrollTop: number }): void;
  onReachBottom?(): void;
  onPullDownRefresh?(): void;
  onResize?(event: { size: { windowWidth: number; windowHeight: number } }): void;
  onTabItemTap?(item: { index: number; pagePath: string; text: string }): void;
  getOpenerEventChannel(): EventChannel;
  createSelectorQuery(): unknown;
  createIntersectionObserver(options?: object): unknown;
  [field: string]: unknown;
}

/** Distance from the end (px) at which `onReachBottom` fires unless the page says otherwise. */
const REACH_BOTTOM_DISTANCE = 50;

export class OpenPage {
  readonly route: string;
  readonly query: Record<string, string>;
  readonly window: PageWindow;
  readonly webview: WebviewContext;
  readonly instance: PageInstance;
  readonly channel = createEventChannel();
  private readonly app: RunningApp;
  private readonly root: Root;
  private visible = false;

  /** Creates the page and attaches it; `onLoad` has run. */
  constructor(app: RunningApp, route: string, query: Record<string, string>) {
    this.app = app;
    this.route = route;
    this.query = query;
    const { build, settings, shell } = app.surroundings;
    this.window = { ...build.app.window, ...build.entries[route]?.window };
    this.webview = new WebviewContext(shell.addWebview(this.window), themeOf(settings), pageCss(build.app), (path) =>
      app.code.styleOf(path),
    );
    const backend = app.code.env.associateBackend(this.webview as unknown as glassEasel.GeneralBackendContext);
    const search = Object.entries(query)
      .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
      .join('&');
    this.root = backend.createRoot('page', app.code.space, `/${route}?${search}`);
    this.instance = this.root.get() as unknown as PageInstance;
    Object.assign(this.instance, { route, options: query, getOpenerEventChannel: () => this.channel });

    const { body } = this.webview.page;
    const placeholder = body.appendChild(this.webview.page.createElement('div'));
    this.root.attach(body as unknown as glassEasel.GeneralBackendElement, placeholder as unknown as glassEasel.GeneralBackendElement);
    if (this.window.disableScroll === true) body.style.overflow = 'hidden';
    listenToGestures(this.webview, hoverOf(), () => app.surroundings.device.gesture());
    this.listenToScroll();
    app.attempt(() => this.instance.onLoad?.(query));
  }

  get component(): glassEasel.GeneralComponent {
    return this.root.getComponent();
  }

  /** Puts the page on the screen; the first time it also becomes ready. */
  show(): void {
    if (this.visible) return;
    this.visible = true;
    const { bus, shell } = this.app.surroundings;
    shell.showWebview(this.webview.frame, this.window);
    this.component.triggerPageLifetime('show', []);
    this.app.attempt(() => this.instance.onShow?.());
    this.becomeReady();
    bus.emit('page.shown', { route: this.route, query: this.query });
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.component.triggerPageLifetime('hide', []);
    this.app.attempt(() => this.instance.onHide?.());
    this.app.surroundings.bus.emit('page.hidden', { route: this.route });
  }

  /** Takes the page off the stack: `onUnload`, then `detached` of its components. */
  close(): void {
    this.visible = false;
    this.app.attempt(() => this.instance.onUnload?.());
    this.root.release();
    this.webview.frame.remove();
    this.app.surroundings.bus.emit('page.closed', { route: this.route });
  }

  /** The process is gone: nothing of the page runs any more. */
  discard(): void {
    this.visible = false;
    this.webview.frame.remove();
  }

  private ready = false;
  private becomeReady(): void {
    if (this.ready) return;
    this.ready = true;
    pageIsReady(this.component);
    componentsIn(this.component).reverse().forEach(makeReady);
    this.app.attempt(() => this.instance.onReady?.());
  }

  private listenToScroll(): void {
    const { window: view, page } = this.webview;
    let atEnd = false;
    view.addEventListener(
      'scroll',
      () => {
        const { scrollHeight } = page.documentElement;
        if (this.instance.onPageScroll) this.app.attempt(() => this.instance.onPageScroll?.({ scrollTop: view.scrollY }));
        const near = view.scrollY + view.innerHeight >= scrollHeight - (this.window.onReachBottomDistance ?? REACH_BOTTOM_DISTANCE);
        if (near && !atEnd) this.app.attempt(() => this.instance.onReachBottom?.());
        atEnd = near;
      },
      { passive: true },
    );
    view.addEventListener('resize', () => {
      const size = { windowWidth: view.innerWidth, windowHeight: view.innerHeight };
      if (!this.visible) return;
      this.component.triggerPageLifetime('resize', [{ size }]);
      this.app.attempt(() => this.instance.onResize?.({ size }));
      for (const listener of this.app.listeners.resize) this.app.attempt(() => listener({ size }));
    });
  }
}

/** Every component of the mini program and of WeChat below and including `node`, outermost first. */
export function componentsIn(node: glassEasel.Element): glassEasel.GeneralComponent[] {
  const found: glassEasel.GeneralComponent[] = [];
  if (glassEasel.Component.isComponent(node)) {
    found.push(node);
    const shadow = node.getShadowRoot();
    if (shadow !== null) found.push(...componentsIn(shadow));
  }
  for (const child of node.childNodes) {
    if (glassEasel.Element.isElement(child)) found.push(...componentsIn(child));
  }
  return found;
}
