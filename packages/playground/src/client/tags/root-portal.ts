/**
 * `<root-portal>`: what is in it lies at the end of the page's root, so that no ancestor clips or covers it, or holds its `position: fixed`
 * back; nor does any but `page` hand its styles down to it, custom properties included. Data and events stay those of where it is written.
 */
import { behaviourSince, isSupported } from 'authing-miniapp-emulator/wechat/device';
import type { DomNode } from '../app/webview';
import type { Tag, TagInstance } from './tag';

/** By its `<root-portal>`, which stands where it is written and shows nothing while it has one. */
const portals = new WeakMap<DomNode, DomNode>();

/** What the engine does with the children of an element. */
const forwarded = ['appendChild', 'insertBefore', 'removeChild', 'replaceChild'] as const;

export const rootPortal: Tag = {
  create({ host }) {
    for (const method of forwarded) {
      const own = host[method].bind(host) as (...nodes: Node[]) => Node;
      Object.assign(host, {
        [method]: (...nodes: Node[]) => {
          const portal = portals.get(host);
          return portal === undefined ? own(...nodes) : (portal[method] as (...nodes: Node[]) => Node)(...nodes);
        },
      });
    }
  },
  render(instance) {
    const { device } = instance.app.surroundings;
    const isKnown = isSupported(device.baseLibrary, behaviourSince.rootPortal);
    if (isKnown && instance.data['enable'] !== false) open(instance);
    else close(instance);
  },
  remove: close,
};

function open({ host, document }: TagInstance): void {
  if (portals.has(host) || !host.isConnected) return;
  const portal = document.createElement('div') as DomNode;
  if (host.__wxElement !== undefined) portal.__wxElement = host.__wxElement;
  portal.append(...host.childNodes);
  document.body.append(portal);
  portals.set(host, portal);
}

function close({ host }: TagInstance): void {
  const portal = portals.get(host);
  if (portal === undefined) return;
  portals.delete(host);
  host.append(...portal.childNodes);
  portal.remove();
}
