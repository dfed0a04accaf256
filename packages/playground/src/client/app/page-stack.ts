/** The pages that are open, and every way from one to another. */
import { OpenPage, type PageInstance } from './open-page';
import type { Location, Navigation, RunningApp } from './running-app';

/** WeChat refuses to open more. */
const LIMIT = 10;

/** Why a navigation is refused, as `errMsg` has it after the API's name. */
export class NavigationRefused extends Error {}

/** `url` as a page writes it, seen from the page at `from`. */
export function locate(url: string, from: string): Location {
  const [path = '', search = ''] = url.split('#')[0]?.split('?') ?? [];
  const route = new URL(path, `file:///${from}`).pathname.slice(1).replace(/\.html$/, '');
  const query: Record<string, string> = {};
  for (const pair of search.split('&').filter((part) => part !== '')) {
    const [key = '', value = ''] = pair.split('=');
    query[decodeURIComponent(key)] = decodeURIComponent(value);
  }
  return { route, query };
}

export class PageStack implements Navigation {
  private readonly app: RunningApp;
  private pages: OpenPage[] = [];
  /** Tab pages stay alive while another tab is shown. */
  private readonly tabs = new Map<string, OpenPage>();

  constructor(app: RunningApp) {
    this.app = app;
  }

  get top(): OpenPage | undefined {
    return this.pages.at(-1);
  }

  get depth(): number {
    return this.pages.length;
  }

  /** What `getCurrentPages` returns. */
  get instances(): PageInstance[] {
    return this.pages.map((page) => page.instance);
  }

  isTab(route: string): boolean {
    return this.app.surroundings.build.app.tabBar?.list.some((item) => item.pagePath.replace(/^\//, '') === route) ?? false;
  }

  find(url: string): Location {
    const location = locate(url, this.top?.route ?? '');
    if (!this.app.surroundings.build.app.pages.includes(location.route))
      throw new NavigationRefused(`fail page "${location.route}" is not found`);
    return location;
  }

  /** Opens the first page. */
  open(route: string, query: Record<string, string>): OpenPage | undefined {
    const page = this.create(route, query);
    this.changed();
    return page;
  }

  navigateTo({ route, query }: Location): OpenPage | undefined {
    if (this.isTab(route)) throw new NavigationRefused('fail can not navigateTo a tabbar page');
    if (this.depth >= LIMIT) throw new NavigationRefused('fail webview count limit exceed');
    this.top?.hide();
    return this.open(route, query);
  }

  redirectTo({ route, query }: Location): void {
    if (this.isTab(route)) throw new NavigationRefused('fail can not redirectTo a tabbar page');
    this.close(1);
    this.open(route, query);
  }

  navigateBack(delta: number): void {
    if (this.depth < 2) throw new NavigationRefused('fail cannot navigate back at first page');
    this.close(Math.min(Math.max(1, delta), this.depth - 1));
    this.changed();
  }

  reLaunch({ route, query }: Location): void {
    this.close(this.depth);
    this.closeTabs();
    this.open(route, query);
  }

  switchTab({ route }: Location): void {
    if (!this.isTab(route)) throw new NavigationRefused('fail can not switch to no-tabBar page');
    this.close(this.depth - 1);
    const [bottom] = this.pages;
    if (bottom !== undefined && !this.isTab(bottom.route)) this.close(1);
    if (this.top?.route === route) return this.changed();
    this.top?.hide();
    this.pages = [];
    const known = this.tabs.get(route);
    if (known === undefined) return void this.open(route, {});
    this.pages = [known];
    this.changed();
  }

  setTheme(theme: 'light' | 'dark'): void {
    for (const page of this.all) page.webview.setTheme(theme);
  }

  discard(): void {
    for (const page of this.all) page.discard();
    this.pages = [];
    this.tabs.clear();
  }

  private get all(): Set<OpenPage> {
    return new Set([...this.pages, ...this.tabs.values()]);
  }

  private create(route: string, query: Record<string, string>): OpenPage | undefined {
    let page: OpenPage | undefined;
    this.app.attempt(() => {
      this.app.code.register(route);
      page = new OpenPage(this.app, route, query);
      this.pages.push(page);
      if (this.isTab(route)) this.tabs.set(route, page);
    });
    return page;
  }

  private close(count: number): void {
    for (const page of this.pages.splice(this.depth - count, count).reverse()) {
      page.close();
      if (this.tabs.get(page.route) === page) this.tabs.delete(page.route);
    }
  }

  private closeTabs(): void {
    for (const page of this.tabs.values()) page.close();
    this.tabs.clear();
  }

  private changed(): void {
    const { shell } = this.app.surroundings;
    const page = this.top;
    shell.setNavigation({
      canGoBack: this.depth > 1,
      canGoHome: this.depth === 1 && page !== undefined && this.isAwayFromHome(page.route),
      tab: page?.route,
    });
    page?.show();
  }

  private isAwayFromHome(route: string): boolean {
    const { app } = this.app.surroundings.build;
    return route !== (app.entryPagePath ?? app.pages[0]) && !this.isTab(route);
  }
}
