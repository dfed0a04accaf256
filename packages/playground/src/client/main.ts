/** The playground's page: toolbar, device, and the place of the panel. */
import type { Build, Problem } from '../build';
import type { Settings } from './bus';
import pageStyle from './main.css';
import { LATEST_BASE_LIBRARY, possible } from './device/possible-devices';
import { mountPanel } from './panel/mount';
import { settingsOfAddress } from './panel/settings-address';
import { createPlayground, type Playground } from './playground';
import { element } from './shell/dom';
import { textsIn } from './shell/texts';
import { Toolbar } from './shell/toolbar';

declare global {
  interface Window {
    /** For the browser's console and for tests. */
    playground?: Playground;
  }
}

const KEPT = 'playground.settings';

/** What the address says, or was set last time; else the browser's own theme and language. */
function firstSettings(): Settings {
  const fresh: Settings = {
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    language: navigator.language.startsWith('zh') ? 'zh_CN' : 'en',
    fontScale: 1,
    platform: 'android',
    baseLibrary: LATEST_BASE_LIBRARY,
  };
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Settings>;
  return possible({ ...fresh, ...kept, ...settingsOfAddress(location.search) });
}

async function fetchBuild(): Promise<Build> {
  const response = await fetch('/build.json');
  if (!response.ok) throw new Error(`The playground server answered ${response.status}`);
  return (await response.json()) as Build;
}

async function start(): Promise<void> {
  document.head.append(element('style', {}, pageStyle));
  const device = element('div', { class: 'device' });
  const panel = element('aside', { class: 'panel', id: 'panel' });
  const settings = firstSettings();
  const toolbar = new Toolbar(settings, textsIn(settings.language), {
    restart: () => playground.restart(),
    notices: () => playground.toggleNotices(),
    change: (changes) => playground.change(changes),
  });
  const stage = element('div', { class: 'stage' }, toolbar.root, element('div', { class: 'bezel' }, device));
  document.body.append(stage, panel);
  const show = (now: Settings): void => {
    document.documentElement.dataset['theme'] = now.theme;
    document.documentElement.lang = now.language === 'en' ? 'en' : 'zh-CN';
    toolbar.show(now, textsIn(now.language));
  };
  show(settings);

  const playground = await createPlayground({
    device,
    settings,
    fetchBuild,
    notices: (count) => toolbar.setNotices(count),
  });
  window.playground = playground;
  playground.bus.on('settings.changed', (now) => {
    sessionStorage.setItem(KEPT, JSON.stringify(now));
    show(now);
  });
  panel.hidden = document.body.dataset['panel'] === 'none';
  if (!panel.hidden) mountPanel(panel, playground);
  // What was compiled since this build, before anybody listened, is told at once.
  const changes = new EventSource(`/changes?since=${playground.build.number}`);
  changes.addEventListener('reload', () => void playground.reload());
  changes.addEventListener('problem', ({ data }: MessageEvent<string>) => playground.report(JSON.parse(data) as Problem));
}

void start().catch((error: unknown) => {
  console.error(error);
  document.body.append(
    element('pre', { class: 'broken', role: 'alert' }, error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
});
