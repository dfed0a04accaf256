import type { Client } from '../client/client';
import { AuthingError, toAuthingError } from '../errors/authing-error';
import { dataOf } from '../http/answer';
import { authingHeaders } from '../http/headers';
import { appHostOf } from '../http/options';
import { reporting } from '../http/report';
import { isUser } from '../session/user';
import type { User } from '../session/user';
import { chooseImage } from '../wx/choose-image';
import { wxUploadFile } from '../wx/upload-file';
import type { UploadProgress } from '../wx/upload-file';

/** The fields of a user that a page shows; the session keeps the others it already had. */
const updatePhoto = `mutation updateUser($id: String, $input: UpdateUserInput!) {
  updateUser(id: $id, input: $input) {
    id arn username email emailVerified phone phoneVerified phoneCountryCode unionid openid
    nickname name photo gender status token updatedAt
  }
}`;

/**
 * Uploads a picture and makes it the signed-in user's photo. Without `filePath` the user is asked to choose one.
 * @returns the user, with the new `photo`
 * @throws AuthingError reason `unauthenticated`, `cancelled` (the chooser was closed), `file`, `network`, `timeout` …
 */
export function updateAvatar(
  client: Client,
  filePath?: string,
  onProgress?: (progress: UploadProgress) => void,
): Promise<User> {
  return new Promise<string | undefined>((resolve) => resolve(signedInUserId(client))).then((userId) =>
    (filePath ? Promise.resolve(filePath) : choosePicture())
      .then((path) => uploadPicture(client, path, onProgress))
      .then((photo) => setPhoto(client, userId, photo)));
}

/** @throws AuthingError reason `unauthenticated` */
function signedInUserId({ tokenProvider }: Client): string | undefined {
  if (!tokenProvider.getToken()) throw new AuthingError('unauthenticated', { stage: 'upload' });
  const user = tokenProvider.getUser();
  // Without an id Authing updates whoever the token belongs to.
  return user ? user.id : undefined;
}

function choosePicture(): Promise<string> {
  return chooseImage().then(
    (chosen) => {
      if ('filePath' in chosen) return chosen.filePath;
      throw new AuthingError('cancelled', { stage: 'choose', data: { reason: chosen.cancelled } });
    },
    (error: unknown) => {
      throw toAuthingError(error, 'denied', { stage: 'choose' });
    },
  );
}

/** @returns the address of the uploaded picture */
function uploadPicture(
  { options, tokenProvider }: Client,
  filePath: string,
  onProgress: ((progress: UploadProgress) => void) | undefined,
): Promise<string> {
  return reporting(options, () => wxUploadFile({
    url: `${appHostOf(options)}/api/v2/upload?folder=avatar`,
    name: 'file',
    filePath,
    header: authingHeaders(options, tokenProvider.getToken()),
    timeout: options.timeout,
    onProgress,
  }).then((response) => {
    if (response.status === 413) throw new AuthingError('file', { stage: 'upload', data: { status: 413 } });
    const uploaded = dataOf(response) as { url?: unknown } | null;
    if (!uploaded || typeof uploaded.url !== 'string') throw new AuthingError('server', { stage: 'upload' });
    return uploaded.url;
  }));
}

function setPhoto({ graphqlClient, tokenProvider }: Client, id: string | undefined, photo: string): Promise<User> {
  return graphqlClient.request({
    query: updatePhoto,
    variables: { id, input: { photo } },
    token: tokenProvider.getToken(),
  }).then((answer) => {
    const updated = (answer as { updateUser?: unknown }).updateUser;
    if (!isUser(updated)) throw new AuthingError('server', { stage: 'request' });
    tokenProvider.setUser(updated);
    const user = tokenProvider.getUser();
    return user && user.id === updated.id ? user : updated;
  });
}
