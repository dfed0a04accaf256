/** `<image>` and `<cover-image>`. */
import type { Tag, TagInstance } from './tag';

const shown = new WeakMap<TagInstance, { image: HTMLImageElement; src: string }>();

/** `object-fit` and `object-position` by `mode`. */
const modes: Record<string, [fit: string, position?: string]> = {
  scaleToFill: ['fill'],
  aspectFit: ['contain'],
  aspectFill: ['cover'],
  widthFix: ['fill'],
  heightFix: ['fill'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
};

export const image: Tag = {
  create(instance) {
    const picture = instance.document.createElement('img');
    picture.draggable = false;
    picture.addEventListener('load', () => instance.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight }));
    // A picture that fails leaves its place empty.
    picture.addEventListener('error', () => {
      picture.hidden = true;
      instance.emit('error', { errMsg: `GET ${String(instance.data['src'])} failed` });
    });
    instance.host.append(picture);
    shown.set(instance, { image: picture, src: '' });
  },
  render(instance) {
    const state = shown.get(instance);
    if (state === undefined) return;
    const { data, app, component } = instance;
    const src = String(data['src'] ?? '');
    const [fit, position] = modes[String(data['mode'] ?? 'scaleToFill')] ?? ['fill'];
    state.image.style.objectFit = fit;
    state.image.style.objectPosition = position ?? 'center';
    state.image.alt = String(data['ariaLabel'] ?? '');
    if (data['lazyLoad'] === true) state.image.loading = 'lazy';
    if (src !== state.src) {
      state.src = src;
      const address = src === '' ? '' : app.surroundings.address(src, component.ownerShadowRoot?.getHostNode().is ?? '');
      state.image.hidden = address === '';
      if (address === '') state.image.removeAttribute('src');
      else state.image.src = address;
    }
  },
};
