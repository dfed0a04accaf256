/** What WeChat, Authing and the device's Storage say happened. Every function throws an AssertionError when it is not as it must be. */
import assert from 'node:assert/strict';
import type { RecordedRequest, User } from 'authing-miniapp-emulator/authing';
import type { TimelineKind } from 'authing-miniapp-emulator/wechat';
import { AUTHING_APP_ID } from 'authing-miniapp-playground/backend';
import type { Backend } from 'authing-miniapp-playground/backend';

const storageKey = `authing_session_${AUTHING_APP_ID}`;

/** What WeChat did for this person, oldest first. */
export function happened<K extends TimelineKind>({ cloud }: Backend, openid: string, kind: K) {
  return cloud.timeline.of(kind).filter(({ detail }) => 'openid' in detail && detail.openid === openid);
}

/** The one request to this path, answered. */
export function only({ authing }: Backend, path: string): RecordedRequest {
  const [request, ...more] = authing.requests.to(path);
  assert.ok(request, `no request to ${path} reached Authing`);
  assert.equal(more.length, 0, `${path} must be asked once`);
  return request;
}

export function statusOf({ status, response, operations }: RecordedRequest): string {
  const { code, errors } = response as { code?: number; errors?: unknown };
  assert.equal(status, 200);
  if (operations.length > 0) assert.equal(errors, undefined);
  else assert.equal(code, 200);
  return String(status);
}

export const answerOf = ({ response }: RecordedRequest, field: string): unknown =>
  (response as { data: Record<string, unknown> }).data[field];

export function signedInUser(request: RecordedRequest): { id: string; token: string } {
  return (request.response as { data: { id: string; token: string } }).data;
}

export function sessionIn(storage: Record<string, unknown>): { token: string; user: { nickname?: string } } {
  assert.deepEqual(Object.keys(storage), [storageKey], 'Storage must hold one key');
  return storage[storageKey] as { token: string; user: { nickname?: string } };
}

export function ownNumber({ cloud }: Backend, openid: string): string {
  return cloud.users.find((user) => user.openid === openid)?.phone?.purePhoneNumber ?? '';
}

export function accountOf({ authing }: Backend, openid: string): User {
  const user = authing.admin.users.find(({ identities }) => JSON.stringify(identities).includes(openid));
  assert.ok(user, `no account is bound to ${openid}`);
  return user;
}

/** Waits until there is something other than `undefined` and `false`. */
export async function until<T>(look: () => T | Promise<T>, what = String(look)): Promise<NonNullable<Exclude<T, false>>> {
  for (const end = Date.now() + 60_000; ;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`This did not come about within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
