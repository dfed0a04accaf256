import type { AuthingServer, AuthingServerOptions, ServerKeys } from '../../src/authing';
import { createAuthingServer } from '../../src/authing';
import { serverKeys } from '../../../../test/harness/server-keys';

/** The application that most tests use. */
export const APP_ID = 'test-app';
/** The mini program it is connected to. */
export const MINI_PROGRAM = 'wx0123456789abcdef';

let keys: ServerKeys | undefined;

/** Starts servers that are closed after the test they were started in. */
export function startedServers(): (options?: Partial<AuthingServerOptions>) => Promise<AuthingServer> {
  let open: AuthingServer[] = [];
  afterEach(async () => {
    await Promise.all(open.map((server) => server.close()));
    open = [];
  });
  return async (options = {}) => {
    keys ??= serverKeys();
    const server = await createAuthingServer({
      apps: [{ appId: APP_ID, wechat: { appId: MINI_PROGRAM } }],
      keys,
      passwordCost: 16,
      ...options,
    });
    open.push(server);
    return server;
  };
}
