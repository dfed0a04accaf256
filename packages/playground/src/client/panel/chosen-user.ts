/** Whose phone this is: kept for this tab, so that two tabs can be two people. */
import type { DemoState, DemoUser } from '../../backend/protocol';

const KEPT = 'demo.user';

export function chosenUser({ users }: Pick<DemoState, 'users'>): DemoUser {
  const openid = sessionStorage.getItem(KEPT);
  const user = users.find((candidate) => candidate.openid === openid) ?? users[0];
  if (user === undefined) throw new Error('The demo has no WeChat user');
  return user;
}

/** Takes effect when the phone is connected. */
export const chooseUserHere = (openid: string): void => sessionStorage.setItem(KEPT, openid);

/** Hands the tab to somebody else: another phone, so everything starts anew. */
export function switchUser({ openid }: DemoUser): void {
  chooseUserHere(openid);
  location.reload();
}
