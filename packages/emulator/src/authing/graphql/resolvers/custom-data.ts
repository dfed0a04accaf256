import { customValues, removeCustomValue, setCustomValues } from '../../accounts/custom-data';
import { requireUser } from '../../accounts/sign-in';
import { ApiError } from '../../errors/api-error';
import type { User } from '../../store/entities';
import type { Maybe, ResolverContext, RootFields } from './context';

interface Target {
  targetType: string;
  targetId: string;
}

/** The caller's own account; custom data of anything else needs an administrator: 1001. */
function targetOf({ services, caller }: ResolverContext, { targetType, targetId }: Target): User {
  const { user } = requireUser(services, caller);
  if (targetType !== 'USER' || targetId !== user.id) throw new ApiError(1001);
  return user;
}

function change(context: ResolverContext, target: Target, apply: (user: User) => void) {
  const user = targetOf(context, target);
  apply(user);
  return customValues(context.services, user);
}

export const customDataFields: RootFields = {
  udv: (target: Target, context: ResolverContext) => change(context, target, () => undefined),

  setUdv: ({ key, value, ...target }: Target & { key: string; value: string }, context: ResolverContext) =>
    change(context, target, (user) => {
      setCustomValues(context.services, user, [{ key, value }]);
    }),

  setUdvBatch: ({ udvList, ...target }: Target & { udvList: Maybe<{ key: string; value: Maybe<string> }[]> }, context: ResolverContext) =>
    change(context, target, (user) => {
      setCustomValues(
        context.services,
        user,
        (udvList ?? []).map(({ key, value }) => ({ key, value: value ?? 'null' })),
      );
    }),

  removeUdv: ({ key, ...target }: Target & { key: string }, context: ResolverContext) =>
    change(context, target, (user) => {
      removeCustomValue(user, key);
    }),
};
