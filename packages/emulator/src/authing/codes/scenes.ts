import type { Scenes } from './outbox';

/**
 * Which scenes a code may have been asked for to serve a purpose: the SMS scenes of `sendSmsCode` and the email scenes of `sendEmail`
 * in one list, since a code is only ever compared within its channel.
 */
export const scenes = {
  login: ['login', 'LOGIN_VERIFY_CODE', 'VERIFY_CODE', 'FIRST_EMAIL_LOGIN_VERIFY'],
  register: ['register', 'REGISTER_VERIFY_CODE', 'VERIFY_CODE'],
  reset: ['reset', 'RESET_PASSWORD', 'RESET_PASSWORD_VERIFY_CODE'],
  bind: ['bind', 'complete-phone', 'EMAIL_BIND_VERIFY_CODE', 'CHANGE_EMAIL', 'VERIFY_EMAIL', 'VERIFY_CODE'],
  unbind: ['unbind', 'bind', 'EMAIL_UNBIND_VERIFY_CODE', 'CHANGE_EMAIL', 'VERIFY_CODE'],
  mfa: ['mfa-verify', 'mfa-bind', 'MFA_VERIFY', 'MFA_VERIFY_CODE'],
} as const satisfies Record<string, Scenes>;
