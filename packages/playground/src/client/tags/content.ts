/** `<text>`, `<icon>`, `<progress>`, `<rich-text>`, `<open-data>`. */
import type { Tag, TagInstance } from './tag';

export const text: Tag = {};

/** WeChat's icon types to WeUI's names. */
const icons: Record<string, string> = {
  success: 'success',
  success_no_circle: 'success-no-circle',
  info: 'info',
  warn: 'warn',
  waiting: 'waiting',
  cancel: 'cancel',
  download: 'download',
  search: 'search',
  clear: 'clear',
  circle: 'circle',
};

/** WeChat's colours by type; the rest are green. */
const iconColors: Record<string, string> = {
  info: '#10aeff',
  waiting: '#10aeff',
  warn: '#f43530',
  cancel: '#f43530',
  circle: '#c9c9c9',
  clear: '#b2b2b2',
  search: '#b2b2b2',
};

export const icon: Tag = {
  create: (instance) => void instance.host.append(instance.document.createElement('i')),
  render({ host, data, app }) {
    const type = String(data['type']);
    const mark = host.firstElementChild as HTMLElement | null;
    if (mark === null) return;
    if (icons[type] === undefined && type !== '') app.surroundings.unsupported(`<icon type="${type}">`);
    mark.className = `weui-icon-${icons[type] ?? type}`;
    const size = Number.isNaN(Number(data['size'])) ? String(data['size']) : `${String(data['size'])}px`;
    mark.style.cssText = `width:${size};height:${size};color:${String(data['color'] || iconColors[type] || '#09bb07')}`;
    host.setAttribute('role', 'img');
    if (!data['ariaLabel']) host.setAttribute('aria-label', type);
  },
};

export const progress: Tag = {
  create(instance) {
    const bar = instance.document.createElement('div');
    const info = instance.document.createElement('span');
    bar.className = 'wx-progress-bar';
    bar.append(instance.document.createElement('i'));
    info.className = 'wx-progress-info';
    instance.host.append(bar, info);
  },
  render({ host, data }) {
    const [bar, info] = host.children as unknown as [HTMLElement, HTMLElement];
    const filled = bar.firstElementChild as HTMLElement;
    const percent = Math.max(0, Math.min(100, Number(data['percent'])));
    bar.style.height = `${Number(data['strokeWidth'])}px`;
    bar.style.background = String(data['backgroundColor']);
    bar.style.borderRadius = `${Number(data['borderRadius'] ?? 0)}px`;
    filled.style.cssText = `width:${percent}%;background:${String(data['activeColor'] || data['color'])}`;
    info.textContent = data['showInfo'] === true ? `${percent}%` : '';
    host.setAttribute('role', 'progressbar');
    host.setAttribute('aria-valuenow', String(percent));
  },
};

interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
}

export const richText: Tag = {
  render({ host, data, document }) {
    const nodes = data['nodes'];
    if (Array.isArray(nodes)) {
      host.replaceChildren(...(nodes as RichNode[]).map((node) => richNode(document, node)));
      return;
    }
    const parsed = document.createElement('template');
    parsed.innerHTML = typeof nodes === 'string' ? nodes : '';
    // WeChat takes no scripts and no handlers either.
    for (const element of parsed.content.querySelectorAll('*')) {
      if (/^(script|style|iframe|object|embed|link|meta)$/i.test(element.tagName)) element.remove();
      for (const { name, value } of [...element.attributes])
        if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
    host.replaceChildren(parsed.content);
  },
};

function richNode(document: Document, node: RichNode): Node {
  if (node.type === 'text') return document.createTextNode(node.text ?? '');
  const name =
    /^[a-z][a-z0-9]*$/i.test(node.name ?? '') && !/^(script|style|iframe|object|embed)$/i.test(node.name ?? '')
      ? (node.name as string)
      : 'span';
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(node.attrs ?? {}))
    if (!/^on/i.test(attribute)) element.setAttribute(attribute, String(value));
  element.append(...(node.children ?? []).map((child) => richNode(document, child)));
  return element;
}

/** Since 2022 WeChat shows the anonymous profile here. */
export const openData: Tag = {
  render(instance) {
    const type = String(instance.data['type']);
    if (type === 'userAvatarUrl') greyAvatar(instance);
    else if (type === 'userNickName') instance.host.textContent = '微信用户';
    else if (type !== '') instance.app.surroundings.unsupported(`<open-data type="${type}">`);
  },
};

function greyAvatar({ host, document }: TagInstance): void {
  if (host.firstElementChild !== null) return;
  const avatar = document.createElement('span');
  avatar.className = 'wx-grey-avatar';
  avatar.setAttribute('role', 'img');
  avatar.setAttribute('aria-label', '微信用户');
  host.append(avatar);
}
