import type { KernelClient } from '../client/kernel-client';
import { AuthingError } from '../errors/authing-error';
import { codeIn, dataOf, envelopeIn } from '../http/answer';
import { authingHeaders } from '../http/headers';
import { appHostOf } from '../http/options';
import type { ConnectionOptions } from '../http/options';
import { reporting } from '../http/report';
import type { User } from '../session/user';
import { chooseImage } from '../wx/choose-image';
import { wxUploadFile } from '../wx/upload-file';
import type { UploadProgress } from '../wx/upload-file';
import { asOwner, profileOwner, updateUser } from './update-user';
import type { ProfileOwner } from './update-user';

/** A folder of Authing's uploads, and where the answer says what became of the picture. */
interface PictureFolder {
  folder: string;
  field: 'url' | 'key';
}

/**
 * Uploads a picture and makes it the signed-in user's photo. Without `filePath` the user is asked to choose one.
 * @returns the user, with the new `photo`
 * @throws AuthingError reason `unauthenticated`, `cancelled` (the chooser was closed), `file`, `network`, `timeout` …
 */
export function updateAvatar(client: KernelClient, filePath?: string, onProgress?: (progress: UploadProgress) => void): Promise<User> {
  return new Promise((resolve) => {
    const owner = profileOwner(client, 'upload');
    const chosen = filePath ? Promise.resolve(filePath) : choosePicture();
    resolve(chosen.then((path) => saveAvatar(client, owner, path, onProgress)));
  });
}

/**
 * Uploads a picture and makes it the photo of the user who began.
 * @param perform runs each of the two steps; it may run one again, since neither does harm twice
 * @returns the user, with the new `photo`
 * @throws AuthingError reason `unauthenticated` when somebody else is signed in by then, `file`, `network`, `timeout` …
 */
export function saveAvatar(
  client: KernelClient,
  owner: ProfileOwner,
  filePath: string,
  onProgress?: (progress: UploadProgress) => void,
  perform: <T>(step: () => Promise<T>) => Promise<T> = (step) => step(),
): Promise<User> {
  const folder: PictureFolder = { folder: 'avatar', field: 'url' };
  const upload = ({ token }: { token: string }): Promise<string> => uploadPicture(client.options, token, folder, filePath, onProgress);
  return perform(() => asOwner(client, owner, upload)).then((photo) => perform(() => updateUser(client, owner, { photo })));
}

/**
 * Lets the user choose a picture.
 * @returns its path
 * @throws AuthingError reason `cancelled`, `privacy`, `denied` …
 */
export function choosePicture(): Promise<string> {
  return chooseImage().then((chosen) => {
    if ('filePath' in chosen) return chosen.filePath;
    throw new AuthingError('cancelled', { stage: 'choose', data: { reason: chosen.cancelled } });
  });
}

/**
 * Uploads a picture to one of Authing's folders.
 * @returns the field of Authing's answer that the caller needs: the picture's address, or the key of a private one
 * @throws AuthingError reason `file`, `network`, `timeout`, `server` …
 */
export function uploadPicture(
  options: ConnectionOptions,
  token: string | null,
  { folder, field }: PictureFolder,
  filePath: string,
  onProgress?: (progress: UploadProgress) => void,
): Promise<string> {
  return reporting(options, () =>
    wxUploadFile({
      url: `${appHostOf(options)}/api/v2/upload?folder=${folder}`,
      name: 'file',
      filePath,
      header: authingHeaders(options, token),
      timeout: options.timeout,
      onProgress,
    }).then((response) => {
      if (response.status === 413 || codeIn(envelopeIn(response.data) || {}) === 413) {
        throw new AuthingError('file', { stage: 'upload', data: { status: 413 } });
      }
      const uploaded = dataOf(response) as { url?: unknown; key?: unknown } | null;
      const answer = uploaded && uploaded[field];
      if (typeof answer !== 'string') throw new AuthingError('server', { stage: 'upload' });
      return answer;
    }),
  );
}
