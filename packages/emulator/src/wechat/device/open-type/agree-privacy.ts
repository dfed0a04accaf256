import type { OpenTypeAction } from './press';

/** `open-type="agreePrivacyAuthorization"`: the tap itself is the consent. */
export const agreePrivacy: OpenTypeAction = async ({ privacy }, { id }) => {
  privacy.agreeButtonTapped(id);
  return { event: { name: 'agreeprivacyauthorization', detail: { errMsg: 'agreePrivacyAuthorization:ok' } }, delay: 0 };
};
