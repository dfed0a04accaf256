import type { Attached } from '../behavior/attachment';
import { emit, emitCancel, emitError } from '../behavior/emit';
import type { Emitter } from '../behavior/emit';
import type { AuthStateWatch } from '../client/auth-state';
import type { KernelClient } from '../client/kernel-client';
import { componentClient } from '../client/shared-client';
import { saveAvatar } from '../endpoints/update-avatar';
import { profileOwner } from '../endpoints/update-user';
import type { ProfileOwner } from '../endpoints/update-user';
import { AuthingError } from '../errors/authing-error';
import type { AvatarEvent, AvatarProgressEvent } from '../events';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import { shownUser } from '../session/shown-user';
import { isSamePerson } from '../session/user';
import type { Person, User } from '../session/user';
import { baseLibraryIs } from '../wx/base-library';
import { chooseImage } from '../wx/choose-image';
import type { NativeAnswer } from '../wx/connection';
import { cropSquare } from '../wx/edit-image';
import { refusalOf } from '../wx/refusal';
import type { CancelReason } from '../wx/refusal';
import { preparePicture } from './prepare-picture';

/*
 * A picture from the chooser to the profile: one at a time, and one outcome for each tap.
 */

/** What a tap means: nobody is signed in; the person is to be asked; WeChat's sheet opens by itself; or the album is to be opened. */
export type TapMeaning = 'stranger' | 'ask' | 'sheet' | 'album';

/** The picture under way, from the tap until it is kept or refused. */
interface Picking {
  uploading: boolean;
  /** When the chooser or the cropper opened, ms since 1970. */
  since: number;
}

/** What avatar-picker keeps on an instance. */
export interface PickerInstance extends Attached<TapMeaning> {
  watch?: AuthStateWatch;
  picking?: Picking | undefined;
  /** Whose picture `chosen` is. */
  chosenFor?: Person | undefined;
  /** Who tapped last: what comes of it is for them. */
  opener?: Person | undefined;
  /** How many of WeChat's sheets have been opened that have not answered, and what one last brought. */
  sheets?: number | undefined;
  received?: string | undefined;
}

/** avatar-picker, as far as this needs it. */
export interface Picker extends PickerInstance, Emitter {
  data: { chosen: string; percent: number; crop: boolean; maxSize: number };
  setData(changes: { busy?: boolean; percent?: number; chosen?: string }): void;
}

type Choice = { filePath: string; cropped?: boolean } | { cancelled: CancelReason };

/**
 * ms after which a chooser that has not answered is taken to be gone: it covers the page, so somebody who taps again does not see it.
 * Before that it is a double tap.
 */
const CHOOSER_COVERS = 1000;
/** The avatar sheet crops by itself since this base library. */
const SHEET_CROPS = '2.28.1';

/** A tap that opens no sheet of WeChat's. */
export function pickFromAlbum(picker: Picker): void {
  pick(picker, chooseImage);
}

/** A tap that opens WeChat's avatar sheet. */
export function openSheet(picker: Picker): void {
  picker.sheets = (picker.sheets || 0) + 1;
}

/** WeChat's avatar sheet has handed over a picture, or nothing. */
export function pickFromSheet(picker: Picker, detail: NativeAnswer & { avatarUrl?: string }): void {
  const filePath = detail.avatarUrl;
  if (!filePath) refusePick(picker, detail);
  else if (isNews(picker, filePath)) pick(picker, () => Promise.resolve({ filePath, cropped: baseLibraryIs(SHEET_CROPS) }));
}

/** Phones have been seen to fire such events twice. */
function isNews(picker: Picker, filePath?: string): boolean {
  const { sheets, received } = picker;
  if (!sheets && (!filePath || filePath === received)) return false;
  picker.received = filePath || received;
  if (sheets) picker.sheets = sheets - 1;
  return true;
}

/** The native button's own error: the sheet was closed, or could not open. */
export function refusePick(picker: Picker, answer: NativeAnswer): void {
  if (!isNews(picker)) return;
  const refusal = refusalOf(answer, 'choose') || new AuthingError('no_data', { stage: 'choose' });
  if (typeof refusal === 'string') emitCancel(picker, refusal);
  else emitError(picker, refusal);
}

/** A tap while nobody is signed in. */
export function refuseStranger(picker: Picker): void {
  try {
    componentClient();
    emitError(picker, new AuthingError('unauthenticated', { stage: 'tap' }));
  } catch (error) {
    emitError(picker, error);
  }
}

function pick(picker: Picker, choose: () => Promise<Choice>): void {
  const before = picker.picking;
  if (before && (before.uploading || Math.abs(Date.now() - before.since) < CHOOSER_COVERS)) {
    return emitError(picker, new AuthingError('busy', { stage: 'tap' }));
  }
  const picking: Picking = (picker.picking = { uploading: false, since: Date.now() });
  const { attachment, chosenFor = {}, opener } = picker;
  const { chosen: shown, crop } = picker.data;
  const isGone = (): boolean => attachment === undefined || picker.attachment !== attachment;
  const isMine = (): boolean => picker.picking === picking;
  /** Ends the flow, and tells the page unless the picker is gone by then. */
  const end = (tell: () => void): void => {
    if (isGone()) return;
    if (isMine()) picker.picking = undefined;
    tell();
  };
  const cancel =
    (reason: CancelReason): (() => void) =>
    () =>
      emitCancel(picker, reason);
  /** What a chooser or a cropper has answered; a function is how the tap ends. */
  const chosen = (choice: Choice): Promise<() => void> | (() => void) => {
    // Somebody has tapped again, and has not had enough of it: that is the picture they want.
    if (picker.picking && !isMine()) return cancel('cancelled');
    if (!isGone()) picker.picking = picking;
    if ('cancelled' in choice) return cancel(choice.cancelled);
    const { filePath } = choice;
    if (!crop || choice.cropped) return upload(filePath);
    // No cropper opens over a page that has nothing to do with it.
    if (isGone()) return cancel('cancelled');
    picking.since = Date.now();
    return cropSquare(filePath).then((square) =>
      chosen(square === null ? { cancelled: 'cancelled' } : { filePath: square, cropped: true }),
    );
  };
  let client: KernelClient;
  let owner: ProfileOwner;
  const upload = (filePath: string): Promise<() => void> => {
    picking.uploading = true;
    if (isMine()) picker.setData({ busy: true, percent: 0, chosen: filePath });
    return preparePicture(filePath, picker.data.maxSize)
      .then((path) =>
        saveAvatar(
          client,
          owner,
          path,
          (progress) => {
            if (isMine()) showProgress(picker, progress);
          },
          (step) => tryAgain(step, afterNoAnswer, client.options.timeout),
        ),
      )
      .then((user) => () => finish(picker, user));
  };
  // Everything that can fail runs inside the promise, so that nothing ends a tap without a word.
  void Promise.resolve()
    .then(() => {
      client = componentClient();
      // Who opened the chooser, whoever signs in meanwhile.
      owner = profileOwner(client, 'upload');
      if (opener && !isSamePerson(owner, opener)) throw new AuthingError('unauthenticated', { stage: 'session', retryable: true });
      return choose();
    })
    .then(chosen)
    .then(end, (error: unknown) =>
      end(() => {
        if (!picker.picking) picker.setData({ busy: false, chosen: isSamePerson(picker.chosenFor || {}, chosenFor) ? shown : '' });
        emitError(picker, error);
      }),
    );
}

function showProgress(picker: Picker, progress: AvatarProgressEvent): void {
  if (progress.percent !== picker.data.percent) picker.setData({ percent: progress.percent });
  emit(picker, 'progress', progress);
}

function finish(picker: Picker, user: User): void {
  const photo = String(user.photo || '');
  picker.setData({ busy: false, chosen: photo });
  emit(picker, 'avatar', { photo, user: shownUser(user) } satisfies AvatarEvent);
}
