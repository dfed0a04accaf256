/** Status bar, navigation bar and the capsule, above the page. */
import type { PageWindow } from '../../build';
import { element, icon } from './dom';
import type { Texts } from './texts';

export interface NavigationActions {
  back(): void;
  home(): void;
}

export interface NavigationState {
  canGoBack: boolean;
  canGoHome: boolean;
}

const ARROW = 'M15 4 7 12l8 8';
const HOUSE = 'M4 11.5 12 4l8 7.5M6.5 10v9.5h11V10';

export class NavigationBar {
  readonly root: HTMLElement;
  private readonly title = element('h1', { class: 'nav-title' });
  private readonly back: HTMLButtonElement;
  private readonly home: HTMLButtonElement;
  private readonly loading = element('i', { class: 'weui-loading nav-loading', role: 'img', hidden: true });
  private readonly capsule: HTMLElement;

  constructor(actions: NavigationActions) {
    this.back = element('button', { class: 'nav-button', type: 'button', hidden: true, onclick: () => actions.back() }, icon(ARROW));
    this.home = element(
      'button',
      { class: 'nav-button nav-home', type: 'button', hidden: true, onclick: () => actions.home() },
      icon(HOUSE, 20),
    );
    this.capsule = element(
      'div',
      { class: 'capsule', 'aria-hidden': 'true' },
      element('span', { class: 'capsule-dots' }),
      element('span', { class: 'capsule-circle' }),
    );
    const clock = element('span', { class: 'clock' }, '9:41');
    const signs = element('span', { class: 'signs' }, element('i', { class: 'signal' }), element('i', { class: 'battery' }));
    this.root = element(
      'header',
      { class: 'navigation' },
      element('div', { class: 'status-bar', 'aria-hidden': 'true' }, clock, signs),
      element(
        'div',
        { class: 'nav-row' },
        element('div', { class: 'nav-left' }, this.back, this.home),
        element('div', { class: 'nav-center' }, this.loading, this.title),
        this.capsule,
      ),
    );
  }

  /** Draws the bar for a page's window settings; colours are resolved already. */
  show(window: PageWindow, state: NavigationState, texts: Texts): void {
    const {
      navigationBarTitleText = '',
      navigationBarBackgroundColor = '#000000',
      navigationBarTextStyle = 'white',
      navigationStyle,
    } = window;
    this.title.textContent = navigationBarTitleText;
    this.root.style.setProperty('--nav-background', navigationBarBackgroundColor);
    this.root.dataset['text'] = navigationBarTextStyle;
    this.root.dataset['style'] = navigationStyle ?? 'default';
    this.back.hidden = !state.canGoBack || navigationStyle === 'custom';
    this.home.hidden = !state.canGoHome || navigationStyle === 'custom';
    this.back.setAttribute('aria-label', texts.back);
    this.home.setAttribute('aria-label', texts.home);
    this.loading.setAttribute('aria-label', texts.loading);
  }

  setLoading(loading: boolean): void {
    this.loading.hidden = !loading;
  }

  /** The capsule's place on the screen, px. */
  capsuleRect(screen: DOMRect): { left: number; top: number; right: number; bottom: number; width: number; height: number } {
    const box = this.capsule.getBoundingClientRect();
    const left = box.left - screen.left;
    const top = box.top - screen.top;
    return { left, top, right: left + box.width, bottom: top + box.height, width: box.width, height: box.height };
  }
}
