import { ApiFailure, failureResult } from '../api-failure';
import { behaviourSince } from '../base-library';
import type { PhonePicture } from '../files/picture';
import type { PhoneParts } from '../parts';
import { askPerson } from '../person/ask-person';
import { faulted } from './faulted';
import type { NativeButtonEvent } from './native-button';
import type { OpenTypeAction } from './press';

const refusal = { deny: 'fail cancel', cancel: 'fail cancel' };
/** Phones on which the avatar sheet is open. */
const choosing = new WeakSet<PhoneParts>();

/** `open-type="chooseAvatar"`: a temp path, or an `error` event of the component. A rejected avatar fires nothing since 2.24.4. */
export const chooseAvatar: OpenTypeAction = async (parts) => {
  const fault = parts.faults.take('button.chooseAvatar');
  if (choosing.has(parts)) return { event: error(new ApiFailure('fail another chooseAvatar is in progress')), delay: 0 };
  choosing.add(parts);
  const settled = await faulted('chooseAvatar', fault?.kind === 'review-failed' ? undefined : fault, () => choose(parts));
  // Still silent: the sheet stays open, and so does the lock.
  if (settled === 'silence') return undefined;
  const { outcome, delay } = settled;
  choosing.delete(parts);
  if (outcome instanceof ApiFailure) return { event: error(outcome), delay };
  if (fault?.kind === 'review-failed' && parts.supports(behaviourSince.avatarReview)) return undefined;
  return { event: { name: 'chooseavatar', detail: outcome }, delay };
};

async function choose(parts: PhoneParts): Promise<{ avatarUrl: string }> {
  await parts.privacy.require('chooseAvatar', 'button.chooseAvatar');
  const { pictures: [picture] = parts.album } = await askPerson(parts, { kind: 'avatar' }, refusal);
  if (picture === undefined) throw new ApiFailure('fail cancel');
  return { avatarUrl: parts.files.addPicture(await edit(parts, picture)) };
}

async function edit({ images, supports }: PhoneParts, picture: PhonePicture): Promise<PhonePicture> {
  if (!supports(behaviourSince.avatarEditing)) return picture;
  return images.compress(await images.crop(picture, { cropScale: '1:1' }), { quality: 80 });
}

const error = (failure: ApiFailure): NativeButtonEvent => ({ name: 'error', detail: failureResult('chooseAvatar', failure) });
