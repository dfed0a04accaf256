import { userInSecondStep, userSettingUp } from '../accounts/second-factor';
import { requireUser, signIn } from '../accounts/sign-in';
import { qrDataUrl } from '../crypto/qr-image';
import { isTotp, newRecoveryCode, newTotpSecret, totpUri } from '../crypto/totp';
import { ApiError } from '../errors/api-error';
import type { ErrorCode } from '../errors/error-codes';
import type { Call, Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import type { Parameters } from '../http/parameters';
import { newId, nowIso } from '../store/store';

const types = ['totp'];

/** Refuses kinds of authenticators other than one-time passwords. */
function requireTotp(type: string): void {
  if (!types.includes(type)) throw new ApiError(400, { about: type });
}

/** A one-time password or recovery code. Throws `missing` when the body has none. */
function secretOf(body: Parameters, name: string, missing: ErrorCode): string {
  const value = body.optional(name) ?? '';
  if (value === '') throw new ApiError(missing);
  return value;
}

/** One-time passwords: setting them up, and the second step of a sign-in with them. */
export const mfaTotp: Routes = (router, services) => {
  router.get(
    '/api/v2/mfa/authenticator',
    endpoint(services, ({ caller, query }) => {
      const user = userSettingUp(services, caller);
      requireTotp(query.required('type'));
      if (user.totp?.enabled !== true) return [];
      const { id, secret, recoveryCode, createdAt, updatedAt } = user.totp;
      return [{ id, userId: user.id, enable: true, secret, recoveryCode, authenticatorType: 'totp', createdAt, updatedAt }];
    }),
  );

  router.post(
    '/api/v2/mfa/totp/associate',
    endpoint(services, ({ caller, body }) => {
      const user = userSettingUp(services, caller);
      requireTotp(body.required('authenticator_type'));
      if (user.totp?.enabled === true) throw new ApiError(400, { about: 'totp' });
      const secret = newTotpSecret();
      user.totp = { id: newId(), secret, recoveryCode: newRecoveryCode(), enabled: false, createdAt: nowIso(), updatedAt: nowIso() };
      const uri = totpUri(secret, user.email ?? user.phone ?? user.username ?? user.id);
      return {
        authenticator_type: 'totp',
        secret,
        qrcode_uri: uri,
        qrcode_data_url: qrDataUrl(uri),
        recovery_code: user.totp.recoveryCode,
      };
    }),
  );

  router.post(
    '/api/v2/mfa/totp/associate/confirm',
    endpoint(services, ({ caller, body }) => {
      const user = userSettingUp(services, caller);
      requireTotp(body.required('authenticator_type'));
      if (user.totp === null) throw new ApiError(404, { about: 'totp' });
      if (!isTotp(user.totp.secret, secretOf(body, 'totp', 6003))) throw new ApiError(6001);
      Object.assign(user.totp, { enabled: true, updatedAt: nowIso() });
      return null;
    }),
  );

  router.delete(
    '/api/v2/mfa/totp/associate',
    endpoint(services, ({ caller }) => {
      const { user } = requireUser(services, caller);
      if (user.totp === null) throw new ApiError(404, { about: 'totp' });
      user.totp = null;
      return null;
    }),
  );

  router.post(
    '/api/v2/mfa/totp/verify',
    endpoint(services, (call) => secondStep(call, 6001, (totp, { body }) => isTotp(totp.secret, secretOf(body, 'totp', 6003)))),
  );

  router.post(
    '/api/v2/mfa/totp/recovery',
    endpoint(services, (call) =>
      secondStep(call, 6002, (totp, { body }) => {
        if (totp.recoveryCode !== secretOf(body, 'recoveryCode', 6004)) return false;
        // A recovery code is good once.
        totp.recoveryCode = newRecoveryCode();
        return true;
      }),
    ),
  );

  type Totp = NonNullable<ReturnType<typeof userInSecondStep>['totp']>;

  function secondStep(call: Call, refusal: ErrorCode, proves: (totp: Totp, call: Call) => boolean) {
    const user = userInSecondStep(services, call.caller);
    if (user.totp?.enabled !== true || !proves(user.totp, call)) throw new ApiError(refusal);
    return signIn(services, call.caller, user);
  }
};
