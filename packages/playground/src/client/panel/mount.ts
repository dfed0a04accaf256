/** The panel beside the device: what WeChat and Authing see, and what can be made to go wrong. */
import { element } from '../shell/dom';
import type { Playground } from '../playground';
import { awayScreen } from './away';
import { fetchState, intervene, listen } from '../backend-client';
import { chosenUser, switchUser } from '../device/chosen-user';
import { fateOf } from './model/codes-and-keys';
import type { CodeRecord } from './model/codes-and-keys';
import { rowsOf } from './model/rows';
import panelStyle from './panel.css';
import { answerSheets, loginByHost, noteTap, deviceFacts, removeApp, toggleBackground } from './device-control';
import { screenSwitch } from './screen-switch';
import { addressWithSettings, keepSettings } from './settings-address';
import { spokenSummary } from './spoken';
import { Store } from './store';
import type { Snapshot } from './store';
import { textsIn } from './texts';
import { appsView } from './views/apps';
import { codesView } from './views/codes';
import { eventsView } from './views/events';
import { interferenceView } from './views/interference';
import { nowView } from './views/now';
import { outboxView } from './views/outbox';
import { peopleView } from './views/people';
import { deviceView } from './views/device';
import { requestsView } from './views/requests';
import { storageView } from './views/storage';
import { tabs } from './views/tabs';
import { timelineView } from './views/timeline';

/** Draws beside the device. Resolves nothing: the panel fills itself when the server has answered. */
export function mountPanel(host: HTMLElement, playground: Playground): void {
  document.head.append(element('style', {}, panelStyle));
  keepSettings(playground);
  void start(host, playground).catch((error: unknown) => {
    console.error(error);
    host.append(element('p', { role: 'alert', class: 'bad' }, String(error)));
  });
}

async function start(host: HTMLElement, playground: Playground): Promise<void> {
  const backend = await fetchState();
  const store = new Store(backend, chosenUser(backend), playground.settings, () => deviceFacts(playground));
  playground.device.timeline.entries.forEach((entry) => store.addDeviceEntry(entry));
  playground.device.timeline.subscribe((entry) => store.addDeviceEntry(entry));
  answerSheets(playground.device, store);
  playground.bus.on('handler.called', ({ component, handler, type, detail }) => {
    store.addEvent({ component, handler, type, detail, isPage: playground.build.entries[component]?.isPage === true });
    if (type === 'tap') noteTap(playground, store);
  });
  playground.bus.on('app.reloaded', () => {
    const restarted = playground.device.timeline.entries.findLast(({ kind }) => kind === 'app.restarted');
    store.addDeviceIntervention({ kind: 'reload' }, restarted?.at);
  });
  playground.bus.on('settings.changed', () => store.changed());
  listen(
    (message) => store.hear(message),
    (connected) => store.setConnected(connected),
  );

  const spoken = spokenSummary();
  host.after(spoken.root);
  const screens = screenSwitch();
  const away = awayScreen(() => toggleBackground(playground));
  let drawn: { language: string; panel: ReturnType<typeof build> } | undefined;
  store.subscribe((snapshot) => {
    if (drawn?.language !== snapshot.language) {
      const panel = build(store, playground, drawn?.panel.selected() ?? 'timeline');
      screens.show(textsIn(snapshot.language));
      host.replaceChildren(...panel.nodes);
      drawn = { language: snapshot.language, panel };
    }
    drawn.panel.draw(snapshot);
    away.draw(snapshot, textsIn(snapshot.language));
    spoken.hear(
      rowsOf(snapshot.timeline, { openid: snapshot.user.openid, everything: false, texts: textsIn(snapshot.language) }),
      textsIn(snapshot.language),
    );
  });
  setInterval(() => drawn?.panel.tick(store.snapshot), 1000);
}

/** The newest login code, if it can still be used up. */
function freshCode({ codesAndKeys, user }: Snapshot): CodeRecord | undefined {
  const newest = codesAndKeys.codes.findLast(({ openid }) => openid === user.openid);
  return newest !== undefined && fateOf(newest, Date.now()) === 'unused' ? newest : undefined;
}

/** Everything in one language. */
function build(store: Store, playground: Playground, selected: string) {
  const texts = textsIn(playground.settings.language);
  const { openid } = store.snapshot.user;
  const useUp = (code: string): void => void intervene({ kind: 'use-up-code', code });
  const now = nowView(texts);
  const outbox = outboxView(texts);
  const apps = appsView(texts, (url) => addressWithSettings(url, playground, openid));
  const people = peopleView(texts, { chooseUser: switchUser, setAnswer: (sheet, answer) => store.setAnswer(sheet, answer) });
  const device = deviceView(texts, (changes) => playground.change(changes));
  const interference = interferenceView(texts, {
    expireKey: () => void intervene({ kind: 'expire-key', openid }),
    useUpCode() {
      const code = freshCode(store.snapshot);
      if (code) useUp(code.code);
    },
    hostLogin: () => loginByHost(playground, store),
    toggleBackground: () => toggleBackground(playground),
    forgetPrivacy: () => playground.device.privacy.forget(),
    removeApp: () => removeApp(playground),
    setOffline: (offline) => (offline ? playground.device.network.goOffline() : playground.device.network.goOnline()),
    setNoQuota: (noQuota) => void intervene({ kind: 'phone-quota', left: noQuota ? 0 : null }),
    setAnswering: (answering) => void intervene({ kind: 'answer', answering }),
  });
  const views = {
    timeline: timelineView(texts, () => store.clear()),
    codes: codesView(texts, useUp),
    requests: requestsView(texts),
    storage: storageView(texts),
    events: eventsView(texts),
  };
  const names = Object.keys(views) as (keyof typeof views)[];
  const tabbed = tabs(
    names.map((id) => ({ id, title: texts.views[id], content: views[id].root })),
    selected,
    () => store.changed(),
  );
  const stopped = element('p', { class: 'stopped', role: 'alert', hidden: true }, texts.disconnected);
  const header = element(
    'header',
    { class: 'panel-header' },
    element('h2', {}, texts.title),
    element('p', { class: 'quiet' }, texts.intro),
  );

  const controls = element('div', { class: 'controls' }, people.root, interference.root, device.root);
  const current = (): (typeof views)[keyof typeof views] => views[tabbed.selected as keyof typeof views];
  return {
    nodes: [header, stopped, apps.root, controls, now.root, outbox.root, tabbed.root],
    selected: () => tabbed.selected,
    draw(snapshot: Snapshot): void {
      stopped.hidden = snapshot.connected;
      apps.draw(snapshot);
      people.draw(snapshot);
      device.draw(snapshot);
      interference.draw({ ...snapshot, freshCode: freshCode(snapshot) !== undefined });
      now.draw(snapshot);
      outbox.draw(snapshot);
      tabbed.setCount('requests', snapshot.requests.filter(({ at }) => at > snapshot.clearedAt).length);
      tabbed.setCount('events', snapshot.events.filter(({ isPage }) => isPage).length);
      current().draw(snapshot);
    },
    /** What grows older by itself. */
    tick(snapshot: Snapshot): void {
      now.draw(snapshot);
      outbox.draw(snapshot);
      interference.draw({ ...snapshot, freshCode: freshCode(snapshot) !== undefined });
      if (tabbed.selected === 'codes') views.codes.draw(snapshot);
    },
  };
}
