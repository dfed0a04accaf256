import { ApiFailure } from '../api-failure';
import { behaviourSince } from '../base-library';
import type { DevicePicture } from '../files/picture';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';
import { faulted } from '../faulted';
import type { OpenTypeAction } from './action';

const refusal = { deny: 'fail cancel', cancel: 'fail cancel' };
/** Devices on which the avatar sheet is open. */
const choosing = new WeakSet<DeviceParts>();

/** `open-type="chooseAvatar"`: a temp path, or an `error` event of the component. A rejected avatar fires nothing since 2.24.4. */
export const chooseAvatar: OpenTypeAction = async (parts) => {
  const fault = parts.faults.take('button.chooseAvatar');
  const settled = await faulted('chooseAvatar', fault?.kind === 'review-failed' ? undefined : fault, () => choose(parts));
  if (settled === 'silence') {
    leaveUnanswered(parts);
    return undefined;
  }
  const { outcome, delay } = settled;
  if (outcome instanceof ApiFailure) return { event: { name: 'error', detail: parts.bridge.failure('chooseAvatar', outcome) }, delay };
  if (fault?.kind === 'review-failed' && parts.supports(behaviourSince.avatarReview)) return undefined;
  return { event: { name: 'chooseavatar', detail: outcome }, delay };
};

async function choose(parts: DeviceParts): Promise<{ avatarUrl: string }> {
  const tick = await parts.privacy.requireInDialog('chooseAvatar', 'button.chooseAvatar');
  if (choosing.has(parts)) throw new ApiFailure('fail another chooseAvatar is in progress');
  choosing.add(parts);
  // The lock goes with the sheet, answered or not.
  const unlock = (): void => void choosing.delete(parts);
  try {
    const { pictures: [picture] = parts.album } = await askPerson(
      parts,
      { kind: 'avatar', ...(tick && { privacy: tick }) },
      refusal,
      unlock,
    );
    if (picture === undefined) throw new ApiFailure('fail cancel');
    return { avatarUrl: parts.files.addPicture(await edit(parts, picture)) };
  } finally {
    unlock();
  }
}

/** A fault: the sheet opens, and nobody ever hears of it. */
function leaveUnanswered(parts: DeviceParts): void {
  choosing.add(parts);
  parts.sheets.leave('avatar', () => choosing.delete(parts));
}

async function edit({ images, supports }: DeviceParts, picture: DevicePicture): Promise<DevicePicture> {
  if (!supports(behaviourSince.avatarEditing)) return picture;
  return images.compress(await images.crop(picture, { cropScale: '1:1' }), { quality: 80 });
}
