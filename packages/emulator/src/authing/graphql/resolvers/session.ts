import { requireUser } from '../../accounts/sign-in';
import { ApiError } from '../../errors/api-error';
import { messageOf } from '../../errors/error-codes';
import { arnOf } from '../../tokens';
import type { Maybe, ResolverContext, RootFields } from './context';

export const sessionFields: RootFields = {
  /** Never an error: a bad token is an answer with `status: false` and the number that says why. */
  checkLoginStatus: ({ token }: { token: Maybe<string> }, { services, caller }: ResolverContext) => {
    try {
      const asked = { ...caller, token: token ?? caller.token };
      const { user, claims } = requireUser(services, asked);
      return {
        code: 200,
        message: caller.lang === 'en-US' ? 'Signed in' : '已登录',
        status: true,
        exp: claims.exp,
        iat: claims.iat,
        data: { id: user.id, userPoolId: user.userPoolId, arn: arnOf(user) },
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { code: error.code, message: error.text(caller.lang), status: false, exp: null, iat: null, data: null };
    }
  },

  /** A new token for the caller; the old one stays valid until it expires. */
  refreshToken: ({ id }: { id: Maybe<string> }, { services, caller }: ResolverContext) => {
    const { user } = requireUser(services, caller);
    if (id && id !== user.id) throw new ApiError(1001);
    return services.tokens.issue(user, caller.app);
  },

  checkPasswordStrength: ({ password }: { password: string }, { caller }: ResolverContext) => {
    const valid = password.length >= 6;
    return { valid, message: valid ? null : messageOf(2029, caller.lang) };
  },
};
