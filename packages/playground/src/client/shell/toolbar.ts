/** The row above the device: what is set on the device, and starting the app again. */
import type { Settings } from '../bus';
import { fontScalesOf } from '../device/possible-devices';
import { element } from './dom';
import type { Texts } from './texts';

export interface ToolbarActions {
  restart(): void;
  notices(): void;
  change(settings: Partial<Settings>): void;
}

export class Toolbar {
  readonly root = element('div', { class: 'toolbar', role: 'toolbar' });
  private notices = 0;
  private settings: Settings;
  private texts: Texts;
  private readonly actions: ToolbarActions;

  constructor(settings: Settings, texts: Texts, actions: ToolbarActions) {
    this.settings = settings;
    this.texts = texts;
    this.actions = actions;
    this.draw();
  }

  show(settings: Settings, texts: Texts): void {
    this.settings = settings;
    this.texts = texts;
    this.draw();
  }

  setNotices(count: number): void {
    this.notices = count;
    this.draw();
  }

  private draw(): void {
    const { theme, language, fontScale, platform } = this.settings;
    const fontScales = fontScalesOf(platform);
    const texts = this.texts;
    const tool = (text: string, press: () => void, attributes: Record<string, string> = {}): HTMLElement =>
      element('button', { type: 'button', class: 'tool', onclick: press, ...attributes }, text);
    const next = fontScales[(fontScales.indexOf(fontScale) + 1) % fontScales.length] ?? 1;
    this.root.setAttribute('aria-label', texts.device);
    this.root.replaceChildren(
      tool(texts.restart, () => this.actions.restart()),
      tool(theme === 'dark' ? texts.light : texts.dark, () => this.actions.change({ theme: theme === 'dark' ? 'light' : 'dark' })),
      tool(texts.language, () => this.actions.change({ language: language === 'en' ? 'zh_CN' : 'en' }), {
        lang: language === 'en' ? 'zh' : 'en',
      }),
      tool(`Aa ${Math.round(fontScale * 100)}%`, () => this.actions.change({ fontScale: next }), {
        'aria-label': `${texts.font} ${Math.round(fontScale * 100)}%`,
      }),
      tool(`${texts.notices} ${this.notices}`, () => this.actions.notices(), { 'data-count': String(this.notices) }),
    );
  }
}
