import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Context } from 'hono';
import { requireUser } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Env, Routes } from '../http/endpoint';
import { callerByToken } from '../http/endpoint';
import { successEnvelope } from '../http/envelope';
import type { Services } from '../services';
import { nowIso } from '../store/store';

const FOLDER = /^[a-z0-9-]{1,32}$/;

/** Files: a multipart upload, and the place they can be read back from. */
export const upload: Routes = (router, services) => {
  router.post('/api/v2/upload', async (context) => {
    const ownerId = ownerOf(context, services);
    const folder = context.req.query('folder') ?? 'files';
    if (!FOLDER.test(folder)) throw new ApiError(400, { about: 'folder' });
    const file = await fileOf(context.req.raw);
    if (file.size > services.maxUploadBytes) throw new ApiError(413, { about: `${file.size} > ${services.maxUploadBytes}` });
    const key = `${folder}/${randomUUID()}${extname(file.name)
      .toLowerCase()
      .replace(/[^.a-z0-9]/g, '')}`;
    services.data.files.push({
      key,
      ownerId,
      contentType: file.type === '' ? 'application/octet-stream' : file.type,
      name: file.name,
      content: Buffer.from(await file.arrayBuffer()).toString('base64'),
      private: context.req.query('private') === 'true',
      createdAt: nowIso(),
    });
    return context.json(successEnvelope('v2', { key, url: `${services.url()}/files/${key}` }));
  });

  router.get('/files/:folder/:name', (context) => {
    const key = `${context.req.param('folder')}/${context.req.param('name')}`;
    const file = services.data.files.find((stored) => stored.key === key && !stored.private);
    if (file === undefined) return context.notFound();
    return context.body(Buffer.from(file.content, 'base64'), 200, {
      'content-type': file.contentType,
      // Whatever was uploaded is data, never a page of this origin.
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
};

/**
 * The account that uploads. Authing takes files from nobody in particular, and its SDK sends them so: with neither token nor application.
 * What is sent is checked all the same. Null without a token; throws 2020 where the server wants one, 2011, 2206, 2207, 2004 or 2005.
 */
function ownerOf(context: Context<Env>, services: Services): string | null {
  if (context.req.header('authorization') !== undefined) return requireUser(services, callerByToken(context, services)).user.id;
  if (!services.anonymousUploads) throw new ApiError(2020);
  const appId = context.req.header('x-authing-app-id');
  if (appId !== undefined) services.apps.get(appId);
  return null;
}

async function fileOf(request: Request): Promise<File> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new ApiError(400, { about: 'the body is no multipart form' });
  }
  const file = form.get('file');
  if (file === null || typeof file === 'string') throw new ApiError(2231, { about: 'file' });
  if (file.size === 0) throw new ApiError(400, { about: 'the file is empty' });
  return file;
}
