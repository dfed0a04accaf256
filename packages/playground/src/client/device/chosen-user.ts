/** Whose device this is: kept for this tab, so that two tabs can be two people. */
import type { BackendState, BackendUser } from '../../backend/protocol';

const KEPT = 'playground.user';

/** Whom the address names (`?user=`), else who was chosen in this tab, else the first. */
export function chosenUser({ users }: Pick<BackendState, 'users'>): BackendUser {
  const named = new URLSearchParams(location.search).get('user');
  if (named !== null) sessionStorage.setItem(KEPT, named);
  const openid = sessionStorage.getItem(KEPT);
  const user = users.find((candidate) => candidate.openid === openid) ?? users[0];
  if (user === undefined) throw new Error('The playground has no WeChat user');
  return user;
}

/** Hands the tab to somebody else: another device, so everything starts anew. */
export function switchUser({ openid }: BackendUser): void {
  sessionStorage.setItem(KEPT, openid);
  location.reload();
}
