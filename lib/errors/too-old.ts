import { baseLibrary, OLDEST_BASE_LIBRARY } from '../wx/base-library';
import { AuthingError } from './authing-error';
import { say } from './say';

/** What a tap says where the base library is older than the components support. */
export function tooOld(): AuthingError {
  const own = baseLibrary();
  return new AuthingError('unsupported', {
    stage: 'tap',
    message: say(
      `微信版本过低，请升级微信（基础库 ${own}，至少需要 ${OLDEST_BASE_LIBRARY}）`,
      `This WeChat is too old. Update it (base library ${own}, at least ${OLDEST_BASE_LIBRARY})`,
    ),
    data: { baseLibrary: own, needs: OLDEST_BASE_LIBRARY },
  });
}
