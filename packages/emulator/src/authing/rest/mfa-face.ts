import { createHash } from 'node:crypto';
import { userInSecondStep, userSettingUp } from '../accounts/second-factor';
import { ownAccount, signIn } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Services } from '../services';

/**
 * The second step of a sign-in with a face. Recognising faces is not this server's business: two photos show the same face when they
 * are the same file (or, for photos elsewhere, the same address).
 */
export const mfaFace: Routes = (router, services) => {
  router.post(
    '/api/v2/mfa/face/associate',
    endpoint(services, ({ caller, body }) => {
      const user = userSettingUp(services, caller);
      const external = body.flag('isExternal');
      const face = faceOf(services, body.required('photoA'), external);
      if (face !== faceOf(services, body.required('photoB'), external)) throw new ApiError(1707);
      user.face = face;
      return ownAccount(services, caller, user);
    }),
  );

  router.post(
    '/api/v2/mfa/face/verify',
    endpoint(services, ({ caller, body }) => {
      const user = userInSecondStep(services, caller);
      const photo = body.required('photo');
      const face = faceOf(services, photo, /^https?:/.test(photo));
      if (user.face === null || user.face !== face) throw new ApiError(1702);
      return signIn(services, caller, user);
    }),
  );
};

function faceOf(services: Services, photo: string, external: boolean): string {
  const content = external ? photo : services.data.files.find(({ key }) => key === photo)?.content;
  if (content === undefined) throw new ApiError(404, { about: photo });
  return createHash('sha256').update(content).digest('hex');
}
