/** One page's webview: an iframe, so that screen size, media queries, scrolling and fixed positions are the page's own. */
import * as glassEasel from 'glass-easel';
import { domTag, withoutRpx } from '../../page-dom';

export type DomNode = HTMLElement & { __wxElement?: glassEasel.Element; boundEvents?: Set<string> };

type EventSink = Parameters<glassEasel.CurrentWindowBackendContext['onEvent']>[0];

type Theme = 'light' | 'dark';

/** A page follows the device's theme, not the browser's: its colour-scheme queries become ones that hold, or do not. */
const themed = (css: string, theme: Theme): string =>
  css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g, (_, wanted) =>
    wanted === theme ? '(min-width: 0px)' : '(max-width: 0px)',
  );

/** What glass-easel needs of the page it draws on. The DOM is the iframe's; the JavaScript stays outside, as a mini program's does. */
export class WebviewContext extends glassEasel.CurrentWindowBackendContext {
  readonly frame: HTMLIFrameElement;
  private readonly styleOf: (path: string) => string;
  private readonly sheets: { node: HTMLStyleElement; css: string }[] = [];
  private theme: Theme;
  private deliver: EventSink | undefined;

  /** `frame` must be in the document. `styleOf` yields the CSS of a path given to `addStyleSheet`. */
  constructor(frame: HTMLIFrameElement, theme: Theme, baseCss: string, styleOf: (path: string) => string) {
    super();
    this.frame = frame;
    this.styleOf = styleOf;
    this.theme = theme;
    const page = this.page;
    page.open();
    page.write('<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>');
    page.close();
    this.addSheet(baseCss);
    this.document = {
      createElement: (tag: string) => this.createElement(tag),
      createTextNode: (text: string) => page.createTextNode(text),
      createDocumentFragment: () => page.createDocumentFragment(),
    } as unknown as WebviewContext['document'];
    this.onEvent((target, type, detail, options) => {
      target.dispatchEvent(new glassEasel.Event(type, detail, options));
    });
  }

  get page(): Document {
    return this.frame.contentDocument as Document;
  }

  get window(): Window {
    return this.frame.contentWindow as Window;
  }

  /** Hands an event of the page to the component tree. */
  trigger(target: glassEasel.Element, type: string, detail: unknown, options: glassEasel.EventOptions): void {
    this.deliver?.(target, type, detail, options);
  }

  private createElement(tag: string): DomNode {
    const element = this.page.createElement(domTag(tag)) as DomNode;
    const setAttribute = element.setAttribute.bind(element);
    // Inline styles may use rpx as well.
    element.setAttribute = (name, value) => setAttribute(name, name === 'style' ? withoutRpx(String(value)) : value);
    return element;
  }

  /** The device changes between light and dark. */
  setTheme(theme: Theme): void {
    this.theme = theme;
    for (const { node, css } of this.sheets) node.textContent = themed(css, theme);
  }

  private addSheet(css: string): void {
    const node = this.page.createElement('style');
    node.textContent = themed(css, this.theme);
    this.page.head.appendChild(node);
    this.sheets.push({ node, css });
  }

  override getWindowWidth(): number {
    return this.window.innerWidth;
  }
  override getWindowHeight(): number {
    return this.window.innerHeight;
  }
  override getDevicePixelRatio(): number {
    return this.window.devicePixelRatio;
  }
  override getTheme(): string {
    return this.theme;
  }
  override registerStyleSheetContent(): void {
    throw new Error('style sheets come from the build');
  }

  override appendStyleSheetPath(path: string): number {
    this.addSheet(this.styleOf(path));
    return this.sheets.length - 1;
  }

  override disableStyleSheet(index: number): void {
    this.sheets[index]?.node.remove();
  }

  override render(callback: (error: Error | null) => void): void {
    this.window.requestAnimationFrame(() => glassEasel.safeCallback('Render Callback', callback, this, [null]));
  }

  override getRootNode(): ReturnType<glassEasel.CurrentWindowBackendContext['getRootNode']> {
    return this.page.body as unknown as ReturnType<glassEasel.CurrentWindowBackendContext['getRootNode']>;
  }

  override onEvent(listener: EventSink): void {
    this.deliver = listener;
  }

  /** Remembers which events have a handler; the page's gestures and the built-in components fire them, the DOM does not. */
  override setListenerStats(element: unknown, type: string): void {
    const node = element as DomNode | null;
    if (node === null) return;
    (node.boundEvents ??= new Set()).add(type);
    if (type === 'tap' && node.tabIndex < 0) node.tabIndex = 0;
  }

  /** Built-in components report their own changes. */
  override setModelBindingStat(): void {
    /* nothing to listen to */
  }
}
