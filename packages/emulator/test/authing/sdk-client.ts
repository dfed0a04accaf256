import { AuthenticationClient } from 'authing-js-sdk/build/main';
import type { AuthingServer } from '../../src/authing';
import { APP_ID } from './started-server';

type Options = ConstructorParameters<typeof AuthenticationClient>[0];

/** Authing's own SDK, unchanged, pointed at a server. It keeps its token in memory. */
export function sdk(server: AuthingServer, options: Partial<Options> = {}): AuthenticationClient {
  return new AuthenticationClient({ appId: APP_ID, host: server.url, ...options });
}

/** The SDK, signed in as a new user of that name (password `passw0rd`). */
export async function signedInSdk(server: AuthingServer, username = 'lin', options: Partial<Options> = {}) {
  const client = sdk(server, options);
  const user = await client.loginByUsername(username, 'passw0rd', { autoRegister: true });
  return { client, user, id: user.id, token: user.token ?? '' };
}

/** The number an SDK call is refused with; fails when it is not. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
  const refused = Symbol('not refused');
  const answer = await call.then(
    () => refused,
    (error: unknown) => error,
  );
  if (answer === refused) throw new Error('the call was not refused');
  return (answer as { code?: unknown }).code;
}
