/** The tab bar below a tab page. */
import type { TabBar as TabBarConfig } from '../../build';
import { element } from './dom';

export class TabBar {
  readonly root = element('nav', { class: 'tab-bar', hidden: true });
  private buttons: { route: string; button: HTMLButtonElement; image: HTMLImageElement | undefined; normal: string; selected: string }[] =
    [];

  /** `asset` turns a path of the project into an address. */
  start(config: TabBarConfig | undefined, asset: (path: string) => string, choose: (route: string, index: number) => void): void {
    this.buttons = (config?.list ?? []).map((item, index) => {
      const route = item.pagePath.replace(/^\//, '');
      const normal = item.iconPath === undefined ? '' : asset(item.iconPath);
      const selected = item.selectedIconPath === undefined ? normal : asset(item.selectedIconPath);
      const image = normal === '' ? undefined : element('img', { class: 'tab-icon', alt: '', src: normal });
      const button = element(
        'button',
        { type: 'button', class: 'tab', onclick: () => choose(route, index) },
        image,
        element('span', {}, item.text),
      );
      return { route, button, image, normal, selected };
    });
    this.root.replaceChildren(...this.buttons.map(({ button }) => button));
    this.root.style.setProperty('--tab-color', config?.color ?? '');
    this.root.style.setProperty('--tab-selected', config?.selectedColor ?? '');
    this.root.style.setProperty('--tab-background', config?.backgroundColor ?? '');
    this.root.dataset['border'] = config?.borderStyle ?? 'black';
  }

  /** Shows the bar when `route` is one of its pages, hides it otherwise. */
  select(route: string | undefined): void {
    this.root.hidden = !this.buttons.some((tab) => tab.route === route);
    for (const tab of this.buttons) {
      const chosen = tab.route === route;
      if (chosen) tab.button.setAttribute('aria-current', 'page');
      else tab.button.removeAttribute('aria-current');
      if (tab.image) tab.image.src = chosen ? tab.selected : tab.normal;
    }
  }
}
