import { requireUser } from '../accounts/sign-in';
import { ApiError } from '../errors/api-error';
import type { Routes } from '../http/endpoint';
import { endpoint } from '../http/endpoint';
import { newId, nowIso } from '../store/store';

/** Mainland identity card: the last character is a checksum over the first seventeen (GB 11643). */
function isIdentityCard(code: string): boolean {
  if (!/^\d{17}[\dX]$/.test(code)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  return '10X98765432'[sum % 11] === code[17];
}

/** Unified social credit code: eighteen digits and capitals, without I, O, S, V, Z (GB 32100). */
const isCreditCode = (code: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code);

/** Who the account belongs to, in real life: a person (P) or an enterprise (E). What is checked is the form of the numbers. */
export const principal: Routes = (router, services) => {
  router.get(
    '/api/v2/users/principal_authentication',
    endpoint(services, ({ caller }) => {
      const { user } = requireUser(services, caller);
      if (user.principal === null) return null;
      const { id, type, name, code, createdAt } = user.principal;
      return {
        id,
        principalType: type,
        principalName: name,
        principalCode: code,
        authenticationTime: createdAt,
        createdAt,
        updatedAt: createdAt,
        userId: user.id,
        userPoolId: user.userPoolId,
      };
    }),
  );

  router.post(
    '/api/v2/users/principal_authentication',
    endpoint(services, ({ caller, body }) => {
      const { user } = requireUser(services, caller);
      const type = body.required('type');
      const name = body.required('name');
      const code = body.required('idCard');
      body.required('ext');
      if (type !== 'P' && type !== 'E') throw new ApiError(400, { about: 'type' });
      if (!(type === 'P' ? isIdentityCard(code) : isCreditCode(code))) throw new ApiError(400, { about: 'idCard' });
      if (user.principal !== null) throw new ApiError(2018, { about: 'principal' });
      user.principal = { id: newId(), type, name, code, createdAt: nowIso() };
      return null;
    }),
  );
};
