/** Choosing pictures: the WeChat avatar, the device's album, a file of this computer. */
import type { Decision, DevicePicture, PrivacyTick } from 'authing-miniapp-emulator/wechat/device';
import { button, halfScreen, openDialog, privacyTick } from './dialog';
import type { SheetContext } from './dialog';
import { element } from './dom';

interface Wanted {
  title: string;
  count: number;
  /** Whether the first picture of the album is offered as the person's WeChat avatar. */
  withAvatar: boolean;
  /** The tick that must be set first. */
  privacy?: PrivacyTick;
}

const types: Record<string, DevicePicture['type']> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

export function choosePicture({ host, texts, device }: SheetContext, { title, count, withAvatar, privacy }: Wanted): Promise<Decision> {
  const addresses: string[] = [];
  const chosen = new Set<DevicePicture>();
  const accept = (pictures: DevicePicture[]): void => dialog.close({ answer: 'accept', pictures });

  const tile = (picture: DevicePicture, index: number): HTMLElement => {
    const address = URL.createObjectURL(new Blob([picture.bytes as BlobPart], { type: `image/${picture.type}` }));
    addresses.push(address);
    const image = element('img', { src: address, alt: '' });
    const node = element('button', { type: 'button', class: 'picture', 'aria-label': `${texts.choose} ${index + 1}` }, image);
    node.addEventListener('click', () => {
      if (count === 1) return accept([picture]);
      if (!chosen.delete(picture) && chosen.size < count) chosen.add(picture);
      node.setAttribute('aria-pressed', String(chosen.has(picture)));
      done.disabled = chosen.size === 0;
    });
    return node;
  };

  const file = element('input', { type: 'file', accept: Object.keys(types).join(','), multiple: count > 1, hidden: true });
  file.addEventListener(
    'change',
    () =>
      void Promise.all([...(file.files ?? [])].slice(0, count).map(readPicture)).then((pictures) => {
        if (pictures.length > 0) accept(pictures);
      }),
  );
  const [avatar] = device.album;
  const ownAvatar =
    withAvatar && avatar !== undefined
      ? element(
          'button',
          { type: 'button', class: 'choice', onclick: () => accept([avatar]) },
          tilePicture(avatar, addresses),
          element('span', { class: 'choice-title' }, texts.useWeChatAvatar),
        )
      : undefined;
  const album = element('div', { class: 'album', role: 'group', 'aria-label': texts.fromAlbum }, ...device.album.map(tile));
  const fromComputer = element('button', { type: 'button', class: 'link', onclick: () => file.click() }, texts.fromComputer);
  const done = button(texts.done, 'primary', () => accept([...chosen]));
  done.disabled = true;
  const choices = element(
    'fieldset',
    { class: 'choices' },
    ownAvatar,
    element('p', { class: 'choice-note left' }, texts.fromAlbum),
    album,
    fromComputer,
    file,
  );
  const tick = privacyTick(texts, privacy, (ticked) => (choices.disabled = !ticked));
  const body = [...tick, choices];
  const surface = halfScreen(title, body, [
    button(texts.cancel, 'default', () => dialog.close({ answer: 'cancel' })),
    ...(count > 1 ? [done] : []),
  ]);
  const dialog = openDialog<Decision>(host, surface, { answer: 'cancel' });
  return dialog.closed.finally(() => addresses.forEach((address) => URL.revokeObjectURL(address)));
}

function tilePicture(picture: DevicePicture, addresses: string[]): HTMLElement {
  const address = URL.createObjectURL(new Blob([picture.bytes as BlobPart], { type: `image/${picture.type}` }));
  addresses.push(address);
  return element('img', { class: 'avatar', src: address, alt: '' });
}

async function readPicture(file: File): Promise<DevicePicture> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  bitmap.close();
  return { bytes: new Uint8Array(await file.arrayBuffer()), width, height, type: types[file.type] ?? 'png' };
}
